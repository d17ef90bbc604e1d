import { Empty } from '@/components/ui/empty'
import { Failure } from '@/components/ui/failure'
import { LoadingFigure } from '@/components/ui/loading'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { Part } from './part'

export function WaitParts() {
  return (
    <Section title="Nothing, not yet, not working" className="mt-[22px]">
      <Empty
        action={
          <span>
            <a href="/account">Create an API key</a> to start.
          </span>
        }
      >
        No receipts in this period.
      </Empty>
      <Part name="Loading">
        <LoadingFigure />
        <span className="text-caption text-ink-3">still reading block 53,593,089</span>
      </Part>
      <Failure
        what="The price feed did not answer."
        right="Balances are current."
        retryHref="/design"
        code="ORACLE_TIMEOUT"
      />
      <div className="mt-3 grid gap-2 md:grid-cols-2">
        <Note>
          <b>96,318.2041 CXPT</b> of waiting revenue is distributed first, under the old split, in the same transaction.
        </Note>
        <Note tone="success">Protocol + burn = 2,600 bps, above the 1,200 bps promised to referral and loyalty.</Note>
      </div>
    </Section>
  )
}
