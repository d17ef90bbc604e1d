'use client'

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { rewriteAddress } from '@/components/ui/rewritten'
import { Section } from '@/components/ui/section'
import { useAt } from '@/components/wallet/use-wallet'
import type { SettingView } from '@/lib/data/settings'
import { settingNames } from '@/messages/setting-names'
import { settings as say } from '@/messages/settings'
import { Propose } from '../propose'
import { SettingReplay } from '../replay/asked-replay'
import { EffectTable } from './effect-table'
import { effectsOf } from './effects'
import {
  emptyRow,
  isChanged,
  type Problem,
  type RawRow,
  readForm,
  type SettingForm,
  type TextRow,
  textOf,
} from './form'
import { FORMS } from './forms'
import { RoleNotes } from './role-notes'
import { SettingDiff } from './setting-diff'
import { RowFields, SingleFields } from './setting-fields'

/** Change, effect, reason, trial, schedule: the same for every parameter. `initial`: a draft out of the URL. */
export function SettingEditor({ view, initial }: { view: SettingView; initial: readonly TextRow[] | null }) {
  const form = FORMS[view.id]
  const at = useAt()
  const [text, setText] = useState<readonly TextRow[]>(() => initial ?? startOf(form, view.rows))
  const draft = readForm(form, text, view.rows, view.facts)
  const next = draft.rows && isChanged(form, draft.rows, view.rows) ? draft.rows : null

  function change(rows: readonly TextRow[]) {
    setText(rows)
    const isSame = JSON.stringify(rows) === JSON.stringify(startOf(form, view.rows))
    const query = isSame ? '' : `?${new URLSearchParams({ draft: JSON.stringify(rows) })}`
    rewriteAddress(window.location.pathname + query)
  }
  return (
    <>
      <Section title={say.change} className="mt-5">
        {form.table ? (
          <TableForm form={form} view={view} text={text} problems={draft.problems} onChange={change} />
        ) : (
          <SingleFields
            form={form}
            id={view.id}
            text={text[0] ?? {}}
            old={view.rows[0] ?? null}
            problems={draft.problems}
            onChange={(row) => change([row])}
          />
        )}
        <Whole problems={draft.problems} />
      </Section>
      {next?.[0] && view.id.startsWith('role-') && (
        <RoleNotes act={view.id === 'role-grant' ? 'grant' : 'revoke'} row={next[0]} facts={view.facts} />
      )}
      {next && <EffectTable effects={effectsOf(view.id, view.rows, next, view.forecast)} />}
      <SettingReplay id={view.id} rows={next ?? (view.rows.length > 0 ? view.rows : null)} />
      <Propose
        txKey={`propose:${view.id}`}
        title={settingNames[view.id].title}
        call={next && form.call(at.deployment, next)}
        problem={problemOf(draft.problems, next)}
        needs={typeof form.role === 'function' ? form.role(next?.[0]) : form.role}
        preimage={next ? form.preimage?.(next[0]) : undefined}
        now={view.now}
        effect={next ? <SettingDiff id={view.id} form={form} old={view.rows} next={next} /> : 'n/a'}
      />
    </>
  )
}

const startOf = (form: SettingForm, rows: readonly RawRow[]): readonly TextRow[] =>
  rows.length === 0 && !form.table ? [emptyRow(form)] : textOf(form, rows)

function problemOf(problems: readonly Problem[], next: readonly RawRow[] | null): string | null {
  return problems[0]?.say ?? (next ? null : say.unchanged)
}

/** What is wrong with all of it, and with no field. */
function Whole({ problems }: { problems: readonly Problem[] }) {
  const whole = problems.filter(({ row }) => row === undefined)
  return whole.map((problem) => (
    <p key={problem.say} role="alert" className="mt-2 text-caption text-danger">
      {problem.say}
    </p>
  ))
}

type TableProps = {
  form: SettingForm
  view: SettingView
  text: readonly TextRow[]
  problems: readonly Problem[]
  onChange: (rows: readonly TextRow[]) => void
}

/** Rows that come and go; a row that was in force is found again by its key. */
function TableForm({ form, view, text, problems, onChange }: TableProps) {
  const key = form.table?.key ?? ''
  const old = textOf(form, view.rows)
  const gone = old.filter((row) => !text.some((one) => one[key] === row[key]))
  return (
    <>
      <div className="grid gap-3">
        {text.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity while its name is typed
          <div key={index} className="flex items-start gap-3 border-b border-rule pb-3">
            <RowFields
              form={form}
              id={view.id}
              text={row}
              old={old.find((one) => one[key] === row[key]) ?? null}
              problems={problems.filter((problem) => problem.row === index)}
              onChange={(changed) => onChange(text.map((one, i) => (i === index ? changed : one)))}
            />
            <Button
              kind="ghost"
              size="table"
              icon={X}
              aria-label={say.removeRow(row[key] || String(index + 1))}
              onClick={() => onChange(text.filter((_, i) => i !== index))}
            >
              {''}
            </Button>
          </div>
        ))}
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button
          size="table"
          icon={Plus}
          disabled={text.length >= (form.table?.most ?? 0)}
          onClick={() => onChange([...text, emptyRow(form)])}
        >
          {say.addRow}
        </Button>
        {gone.length > 0 && (
          <p className="text-caption text-ink-2">
            {say.removed}: {gone.map((row) => row[key]).join(', ')}
          </p>
        )}
      </div>
    </>
  )
}
