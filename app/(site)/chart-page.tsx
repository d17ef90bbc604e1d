import type { ReactNode } from 'react'
import { AwayNote } from '@/components/ui/away-note'
import { RangePicker, RefusedView } from '@/components/ui/range-picker'
import { PageHead } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import type { AskedView } from '@/lib/domain/chart-view'

type Props = {
  path: string
  title: string
  lead: ReactNode
  asked: AskedView
  asOf: { block: bigint; time: Date }
  /** Why the figures are not of now. */
  away: { say: string } | null
  /** Other choices of the URL. */
  keep?: string
}

/** The head of a public page of charts: what it is, of which block, and the range that all its charts share. */
export function ChartPageHead({ path, title, lead, asked, asOf, away, keep }: Props) {
  return (
    <>
      <PageHead
        title={title}
        lead={<div className="max-w-[68ch]">{lead}</div>}
        aside={<RangePicker path={path} view={asked.view} keep={keep} />}
      />
      <p className="mt-2">
        <Stamp block={asOf.block} time={asOf.time} />
      </p>
      <RefusedView refused={asked.refused} />
      {away && <AwayNote say={away.say} block={asOf.block} />}
    </>
  )
}
