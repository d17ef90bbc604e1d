'use client'

import { Amount } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { Button } from '@/components/ui/button'
import { Diff } from '@/components/ui/diff'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { useAt } from '@/components/wallet/use-wallet'
import { getContract } from '@/lib/chain/contract'
import type { EmissionEditor as Editor, TrancheRow } from '@/lib/data/emission'
import { callOf } from '@/lib/tx/flow'
import { emission as words } from '@/messages/admin-emission'
import { Propose } from './propose'

/** What is scheduled before and after a change, wei. */
export function Scheduled({ from, to }: { from: bigint; to: bigint }) {
  return (
    <>
      <Diff from={cxptText(from, 0)} to={cxptText(to, 0)} /> {words.cxptScheduled}
    </>
  )
}

/** A tranche that has not begun, taken back: with a reason, a trial and a delay like every change. */
export function Cancellation({ editor, tranche, onKeep }: { editor: Editor; tranche: TrancheRow; onKeep: () => void }) {
  const at = useAt()
  const call = callOf('Rewards', getContract(at.deployment, 'Rewards'), 'cancelTranche', [BigInt(tranche.id)])
  const effect = <Scheduled from={editor.scheduled} to={editor.scheduled - tranche.amount} />
  return (
    <Section
      title={words.cancelOf(tranche.id)}
      note={words.cancelNote}
      aside={
        <Button size="table" kind="ghost" onClick={onKeep}>
          {words.keep}
        </Button>
      }
      className="mt-7"
    >
      <KeyValues>
        <KeyValue name={words.notReleased}>
          <Amount wei={tranche.amount} digits={2} unit />
        </KeyValue>
        <KeyValue name={words.wouldBegin}>{momentText(tranche.start)}</KeyValue>
        <KeyValue name={words.scheduled}>{effect}</KeyValue>
      </KeyValues>
      <Propose
        key={tranche.id}
        txKey={`cancel-tranche:${tranche.id}`}
        title={words.cancelOf(tranche.id)}
        call={call}
        problem={null}
        needs="PARAMS"
        now={editor.now}
        effect={effect}
      />
    </Section>
  )
}
