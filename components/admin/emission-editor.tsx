'use client'

import { useState } from 'react'
import { Amount } from '@/components/ui/amount'
import { cxptText, grouped, percentText } from '@/components/ui/amount-text'
import { Column, Columns } from '@/components/ui/columns'
import { Diff } from '@/components/ui/diff'
import { Field } from '@/components/ui/field'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { rewriteAddress } from '@/components/ui/rewritten'
import { Section } from '@/components/ui/section'
import { dayText, momentText } from '@/components/ui/time-text'
import { useAt } from '@/components/wallet/use-wallet'
import { getContract } from '@/lib/chain/contract'
import type { EmissionEditor as Editor, TrancheRow } from '@/lib/data/emission'
import type { Tranche } from '@/lib/domain/emission'
import { CXPT_DECIMALS, EMISSION_CAP, parseUnitsExact } from '@/lib/domain/units'
import { callOf } from '@/lib/tx/flow'
import { emission as words } from '@/messages/admin-emission'
import { EmissionChart } from './emission-chart'
import { checkTranche, overlapsOf, parseMoment, type Solvency, solvencyOf, type TrancheText } from './emission-guard'
import { Propose } from './propose'
import { TrancheReplay } from './replay/asked-replay'
import { Cancellation, Scheduled } from './tranche-cancel'
import { TrancheTable } from './tranche-table'

type Props = { editor: Editor; initial: TrancheText }

/** The schedule, a tranche to add, and what the worst case does to both. */
export function EmissionEditor({ editor, initial }: Props) {
  const at = useAt()
  const [text, setText] = useState(initial)
  const [chosen, setChosen] = useState<number | null>(null)
  const isEmpty = Object.values(text).every((value) => value === '')
  const amount = parseUnitsExact(text.amount, CXPT_DECIMALS)
  const now = BigInt(editor.now)
  const draft = checkTranche(
    { start: parseMoment(text.start), end: parseMoment(text.end), amount: amount.ok ? amount.value : null },
    { now, scheduled: editor.scheduled, count: editor.tranches.length },
  )
  const inForce = editor.tranches.filter(({ isCancelled }) => !isCancelled)
  const cancelled = inForce.find(({ id }) => id === chosen) ?? null
  const next = nextOf(inForce, draft.tranche, cancelled)
  const supply = { used: editor.used, recent: editor.recent, now }
  const call = draft.tranche
    ? callOf('Rewards', getContract(at.deployment, 'Rewards'), 'addTranche', [
        Number(draft.tranche.start),
        Number(draft.tranche.end),
        draft.tranche.amount,
      ])
    : null

  function change(name: keyof TrancheText, value: string) {
    const changed = { ...text, [name]: value }
    setText(changed)
    const params = new URLSearchParams(Object.entries(changed).filter(([, one]) => one !== ''))
    rewriteAddress(params.size > 0 ? `?${params}` : window.location.pathname)
  }
  return (
    <>
      <Section
        title={words.tranches}
        note={words.tranchesNote(grouped(BigInt(editor.tranches.length)))}
        className="mt-5"
      >
        <TrancheTable editor={editor} chosen={chosen} onChoose={({ id }) => setChosen(id === chosen ? null : id)} />
      </Section>
      {cancelled && <Cancellation editor={editor} tranche={cancelled} onKeep={() => setChosen(null)} />}
      <Columns className="mt-7">
        <Column span={7}>
          <EmissionChart editor={editor} tranches={inForce} next={next} />
        </Column>
        <Column span={5} ruled>
          <Section title={words.add} note={words.addNote}>
            <TrancheFields text={text} errors={isEmpty ? {} : draft.errors} onChange={change} />
            <p className="mt-2 text-caption text-ink-3">
              {words.room} <Amount wei={EMISSION_CAP - editor.scheduled} digits={2} unit />
              {words.roomRest}
            </p>
            {draft.tranche && <Overlap tranches={inForce} draft={draft.tranche} />}
          </Section>
        </Column>
      </Columns>
      <Guard
        editor={editor}
        now={solvencyOf({ ...supply, tranches: inForce })}
        next={next && solvencyOf({ ...supply, tranches: next })}
        scheduled={next?.reduce((sum, { amount }) => sum + amount, 0n) ?? null}
      />
      <TrancheReplay tranche={draft.tranche} />
      {!cancelled && (
        <Propose
          txKey="propose:tranche"
          title={words.add}
          call={call}
          problem={isEmpty ? words.none : (Object.values(draft.errors)[0] ?? null)}
          needs="PARAMS"
          now={editor.now}
          effect={draft.tranche && <Scheduled from={editor.scheduled} to={editor.scheduled + draft.tranche.amount} />}
        />
      )}
    </>
  )
}

function nextOf(inForce: readonly TrancheRow[], draft: Tranche | null, cancelled: TrancheRow | null): Tranche[] | null {
  // One change at a time: a cancellation that is being prepared stands for itself.
  if (cancelled) return inForce.filter(({ id }) => id !== cancelled.id)
  return draft ? [...inForce, draft] : null
}

/** Not refused: the contract adds tranches up, and so does the guard. */
function Overlap({ tranches, draft }: { tranches: readonly TrancheRow[]; draft: Tranche }) {
  const overlaps = overlapsOf(tranches, draft)
  if (overlaps.length === 0) return null
  return (
    <Note tone="warning" className="mt-3">
      {words.overlaps(overlaps.map(({ id }) => String(id)))}
    </Note>
  )
}

type FieldsProps = {
  text: TrancheText
  errors: ReturnType<typeof checkTranche>['errors']
  onChange: (name: keyof TrancheText, value: string) => void
}

function TrancheFields({ text, errors, onChange }: FieldsProps) {
  const moment = (name: 'start' | 'end', label: string) => (
    <Field
      label={label}
      type="datetime-local"
      value={text[name]}
      error={errors[name]}
      changed={text[name] !== ''}
      onChange={(event) => onChange(name, event.target.value)}
    />
  )
  return (
    <div className="grid gap-3">
      {moment('start', words.startField)}
      {moment('end', words.endField)}
      <Field
        label={words.amount}
        unit={words.cxpt}
        value={text.amount}
        error={errors.amount}
        changed={text.amount !== ''}
        onChange={(event) => onChange('amount', event.target.value)}
      />
      {errors.whole && <Note tone="warning">{errors.whole}</Note>}
    </div>
  )
}

/** `scheduled`: all of it after the change, wei; null without one. */
type GuardProps = { editor: Editor; now: Solvency; next: Solvency | null; scheduled: bigint | null }

/** What is left against the worst case, before and after. */
function Guard({ editor, now, next, scheduled }: GuardProps) {
  const shown = next ?? now
  return (
    <Section title={words.worst} note={words.worstNote} className="mt-7">
      <Columns>
        <Column span={6}>
          <KeyValues>
            <KeyValue name={words.used}>
              <Amount wei={editor.recent} digits={2} unit />
            </KeyValue>
            <KeyValue name={words.perDay}>
              <span className="num">
                {words.perDaySay(cxptText(now.perDay, 0), cxptText(now.worstPerDay, 0, { rounding: 'up' }))}
              </span>
            </KeyValue>
            <KeyValue name={words.left}>
              <FromTo from={cxptText(now.left, 0)} to={next && cxptText(next.left, 0)} /> {words.cxpt}
            </KeyValue>
          </KeyValues>
        </Column>
        <Column span={6} ruled>
          <KeyValues>
            <KeyValue name={words.exhausted}>
              <FromTo from={dateText(now.exhaustedAt)} to={next && dateText(next.exhaustedAt)} />
            </KeyValue>
            <KeyValue name={words.shortFrom}>
              <FromTo from={dateText(now.shortAt)} to={next && dateText(next.shortAt)} />
            </KeyValue>
            <KeyValue name={words.ofCap}>
              <FromTo
                from={percentText(editor.scheduled, EMISSION_CAP) ?? 'n/a'}
                to={scheduled === null ? null : percentText(scheduled, EMISSION_CAP)}
              />
            </KeyValue>
          </KeyValues>
        </Column>
      </Columns>
      {shown.worstPerDay > 0n && (
        <Note tone={shown.shortAt === null ? 'success' : 'warning'} className="mt-3">
          {shown.shortAt === null ? words.carries : words.short(momentText(shown.shortAt))}
        </Note>
      )}
    </Section>
  )
}

function FromTo({ from, to }: { from: string; to: string | null }) {
  return to === null ? <span className="num">{from}</span> : <Diff from={from} to={to} changed={from !== to} />
}

function dateText(seconds: bigint | null): string {
  return seconds === null ? 'n/a' : dayText(seconds, { year: true })
}
