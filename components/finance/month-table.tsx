import Link from 'next/link'
import type { ReactNode } from 'react'
import { grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { dayText } from '@/components/ui/time-text'
import type { MonthView } from '@/lib/data/finance-views'
import { charts } from '@/messages/charts'
import { finance } from '@/messages/finance'
import { lateText, MonthBadge, stepName } from './close-calendar'

const words = finance.table

/** Months from the running one back to genesis. `gatesOf` draws the gates of a closed month, as soon as they are read. */
export function MonthTable({
  months,
  gatesOf,
}: {
  months: readonly MonthView[]
  gatesOf: (month: string) => ReactNode
}) {
  return (
    <Table label={finance.title} rows={34} scroll>
      <thead>
        <tr>
          <Th>{finance.month}</Th>
          <Th>{words.status}</Th>
          <Th wide>{words.next}</Th>
          <Th num wide>
            {words.opening}
          </Th>
          <Th num wide>
            {words.closing}
          </Th>
          <Th num>{finance.gates.title}</Th>
          <Th wide>{charts.csv}</Th>
        </tr>
      </thead>
      <tbody>
        {months.map((view) => (
          <tr key={view.month} data-hover>
            <RowHead>
              <Link prefetch={false} href={`/finance/${view.month}`}>
                {view.title}
              </Link>
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
  if (calendar.state !== 'open' && !blocks) return <>{words.waiting}</>
  const next = calendar.steps.find(({ state }) => state === 'now') ?? calendar.steps[0]
  return next ? <span className="num">{finance.calendar.stepOn(stepName(next.name), dayText(next.due))}</span> : null
}

function Downloads({ month }: { month: string }) {
  return (
    <span className="flex gap-3 whitespace-nowrap text-caption">
      <a href={`/api/v1/reports/${month}/supply-roll-forward.csv`} download>
        {words.supply}
      </a>
      <a href={`/api/v1/reports/${month}/movements.csv`} download>
        {words.movements}
      </a>
    </span>
  )
}
