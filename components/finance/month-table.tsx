import Link from 'next/link'
import type { ReactNode } from 'react'
import { grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { dayText } from '@/components/ui/time-text'
import type { MonthView } from '@/lib/data/finance-views'
import { lateText, MonthBadge, stepName } from './close-calendar'

/** Months from the running one back to genesis. `gatesOf` draws the gates of a closed month, as soon as they are read. */
export function MonthTable({
  months,
  gatesOf,
}: {
  months: readonly MonthView[]
  gatesOf: (month: string) => ReactNode
}) {
  return (
    <Table label="Months" rows={34}>
      <thead>
        <tr>
          <Th>Month</Th>
          <Th>Status</Th>
          <Th wide>Next step</Th>
          <Th num wide>
            Opening block
          </Th>
          <Th num wide>
            Closing block
          </Th>
          <Th num>Gates</Th>
          <Th wide>CSV</Th>
        </tr>
      </thead>
      <tbody>
        {months.map((view) => (
          <tr key={view.month} data-hover>
            <RowHead>
              <Link href={`/finance/${view.month}`}>{view.title}</Link>
            </RowHead>
            <Td>
              <MonthBadge calendar={view.calendar} />
            </Td>
            <Td wide>
              <NextStep view={view} />
            </Td>
            <Td num wide>
              {view.blocks ? grouped(BigInt(view.blocks.opening)) : null}
            </Td>
            <Td num wide>
              {view.blocks ? grouped(BigInt(view.blocks.closing)) : null}
            </Td>
            <Td num>{view.blocks ? gatesOf(view.month) : <span className="text-ink-3">–</span>}</Td>
            <Td wide>{view.blocks && <Downloads month={view.month} />}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function NextStep({ view: { calendar, blocks } }: { view: MonthView }) {
  const late = lateText(calendar)
  if (late) return <span className="text-warning">{late}</span>
  if (calendar.state !== 'open' && !blocks) return <>Waiting for the closing block to be final</>
  const next = calendar.steps.find(({ state }) => state === 'now') ?? calendar.steps[0]
  return next ? (
    <span className="num">
      {stepName(next.name)} on {dayText(next.due)}
    </span>
  ) : null
}

function Downloads({ month }: { month: string }) {
  return (
    <span className="flex gap-3 whitespace-nowrap text-caption">
      <a href={`/api/v1/reports/${month}/supply-roll-forward.csv`} download>
        Supply
      </a>
      <a href={`/api/v1/reports/${month}/movements.csv`} download>
        Movements
      </a>
    </span>
  )
}
