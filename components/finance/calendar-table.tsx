import Link from 'next/link'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { ageText, dayText } from '@/components/ui/time-text'
import type { MonthView, StepView } from '@/lib/data/finance-views'
import { finance } from '@/messages/finance'
import { stepName } from './close-calendar'

const words = finance.calendar

/** Each month that is over: lock, draft, review, publish, and what of it is late. `now`: seconds, of the newest block. */
export function CalendarTable({ months, now }: { months: readonly MonthView[]; now: number }) {
  const over = months.filter(({ calendar }) => calendar.state !== 'open')
  const [first] = over
  if (!first) return null
  return (
    <Table label={words.table} rows={34}>
      <thead>
        <tr>
          <Th>{finance.month}</Th>
          {first.calendar.steps.map(({ name, days }) => (
            <Th key={name} wide={name === 'lock' || name === 'draft'}>
              {words.step(stepName(name), days)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {over.map(({ month, title, calendar }) => (
          <tr key={month}>
            <RowHead>
              <Link prefetch={false} href={`/finance/${month}`} className="font-normal">
                {title}
              </Link>
            </RowHead>
            {calendar.steps.map((step) => (
              <Td key={step.name} wide={step.name === 'lock' || step.name === 'draft'}>
                <StepCell step={step} now={now} />
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function StepCell({ step: { state, due }, now }: { step: StepView; now: number }) {
  if (state === 'done') return <span className="text-ink-3">{words.done}</span>
  if (now < due) return <span className="num">{words.dueOn(dayText(due))}</span>
  return <span className="num text-warning">{words.late(ageText(now - due))}</span>
}
