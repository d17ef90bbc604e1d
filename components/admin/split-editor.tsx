'use client'

import { useState } from 'react'
import { Amount } from '@/components/ui/amount'
import { cxptText, grouped } from '@/components/ui/amount-text'
import { Column, Columns } from '@/components/ui/columns'
import { Note } from '@/components/ui/note'
import { rewriteAddress } from '@/components/ui/rewritten'
import { Section } from '@/components/ui/section'
import { type Step, Stepper } from '@/components/ui/stepper'
import { momentText } from '@/components/ui/time-text'
import { useAt } from '@/components/wallet/use-wallet'
import { getContract } from '@/lib/chain/contract'
import type { SplitEditor as Editor } from '@/lib/data/split'
import { SPLIT_LEGS, type Split, type SplitLeg } from '@/lib/domain/split'
import { callOf } from '@/lib/tx/flow'
import { split as words } from '@/messages/admin-split'
import { type DraftText, draftQuery, readDraft, sumProblem } from './draft'
import { Propose } from './propose'
import { SplitAffected } from './replay/split-affected'
import { SplitFields } from './split-fields'
import { BurnReplay, ReplayTable } from './split-replay'
import './admin.css'

const bpsText = (split: Split) => SPLIT_LEGS.map((leg) => grouped(BigInt(split[leg]))).join(' / ')

/** Change, effect, replay, reason, trial, schedule: in this order, on one page. */
export function SplitEditor({ editor, initial }: { editor: Editor; initial: DraftText }) {
  const [text, setText] = useState(initial)
  const at = useAt()
  const draft = readDraft(text)
  const isChanged = draft.split !== null && SPLIT_LEGS.some((leg) => draft.split?.[leg] !== editor.split[leg])
  const next = draft.isExact ? draft.split : null
  const call = next && isChanged ? callOf('Vault', getContract(at.deployment, 'Vault'), 'setSplit', [next]) : null

  function change(leg: SplitLeg, value: string) {
    const changed = { ...text, [leg]: value }
    setText(changed)
    const query = draftQuery(changed, editor.split)
    rewriteAddress(query ? `?${query}` : window.location.pathname)
  }
  const problem = !draft.split ? words.unreadable : (sumProblem(draft.sum) ?? (isChanged ? null : words.unchanged))

  return (
    <>
      <div className="my-4">
        <Stepper label={words.stepsOfChange} steps={stepsOf(isChanged, next !== null)} />
      </div>
      <Section title={words.change} note={effectNote(editor)}>
        <SplitFields editor={editor} text={text} draft={draft} onChange={change} />
        <Effects editor={editor} draft={draft.split} />
      </Section>
      {editor.replay ? (
        <>
          <Columns className="split-replay mt-7">
            <Column span={7}>
              <ReplayTable month={editor.replay} now={editor.split} next={next ?? editor.split} />
            </Column>
            <Column span={5} ruled>
              <BurnReplay month={editor.replay} next={isChanged ? next : null} />
            </Column>
          </Columns>
          <SplitAffected month={editor.replay} next={next ?? editor.split} />
        </>
      ) : (
        <Section title={words.replay} note={words.noMonth} className="mt-7">
          <p className="text-table text-ink-2">{words.noMonthSay}</p>
        </Section>
      )}
      <Propose
        txKey="propose:split"
        title={words.title}
        call={call}
        problem={problem}
        needs="PARAMS"
        now={editor.now}
        effect={
          next ? (
            <span className="num">
              {bpsText(editor.split)} → <span className="marker">{bpsText(next)}</span> {words.bps}
            </span>
          ) : (
            'n/a'
          )
        }
      />
    </>
  )
}

function effectNote({ forecast }: Editor): string {
  return forecast === null ? words.noForecast : words.forecast(cxptText(forecast, 0))
}

function stepsOf(isChanged: boolean, isExact: boolean): Step[] {
  const reached = !isChanged ? 0 : isExact ? 3 : 0
  return words.steps.map((label, index) => ({
    id: label,
    label,
    state: index < reached ? 'done' : index === reached ? 'now' : 'next',
  }))
}

function Effects({ editor, draft }: { editor: Editor; draft: Split | null }) {
  const { waiting, pausedUntil, promisedBps } = editor
  const carries = draft ? draft.protocol + draft.burn : null
  return (
    <div className="mt-3.5 grid gap-3 md:grid-cols-2">
      {pausedUntil !== null && waiting > 0n ? (
        <Note tone="danger">{words.paused(momentText(pausedUntil))}</Note>
      ) : (
        <Note>
          {waiting > 0n ? (
            <>
              <b>
                <Amount wei={waiting} unit />
              </b>{' '}
              {words.waiting}
            </>
          ) : (
            words.noneWaits
          )}
        </Note>
      )}
      {promisedBps !== null && carries !== null && (
        <Note tone={carries >= promisedBps ? 'success' : 'warning'}>
          {words.promised(grouped(BigInt(carries)), carries >= promisedBps, grouped(BigInt(promisedBps)))}
        </Note>
      )}
    </div>
  )
}
