import { Badge } from '@/components/ui/badge'
import { Stepper } from '@/components/ui/stepper'
import { ageText, dayText } from '@/components/ui/time-text'
import type { CalendarView, MonthView, StepView } from '@/lib/data/finance-views'

const NAMES: Record<string, string> = { lock: 'Lock', draft: 'Draft', review: 'Review', publish: 'Publish' }

export const stepName = (step: string) => NAMES[step] ?? step

/** Where the month stands. `final` comes with signatures. */
export function MonthBadge({ calendar }: { calendar: CalendarView }) {
  if (calendar.state === 'open') return <Badge>Open</Badge>
  if (calendar.state === 'closing') return <Badge tone="info">Closing</Badge>
  return <Badge tone="info">Closed, draft</Badge>
}

/** The head of a month: its name, and where it stands. */
export function MonthTitle({ view: { title, calendar } }: { view: MonthView }) {
  return (
    <>
      {title}{' '}
      <span className="tracking-normal">
        <MonthBadge calendar={calendar} />
      </span>
    </>
  )
}

/** `Review 34 d late`, or null. */
export function lateText({ late }: CalendarView): string | null {
  return late && `${stepName(late.step)} ${ageText(late.seconds)} late`
}

const noteOf = ({ days, due }: StepView) => `T+${days} · ${dayText(due)}`

/** Lock, draft, review, publish: what is done, what is next, and when. */
export function CloseCalendar({ calendar }: { calendar: CalendarView }) {
  return (
    <Stepper
      label="Close calendar"
      steps={calendar.steps.map((step) => ({
        id: step.name,
        label: stepName(step.name),
        state: step.state === 'later' ? 'next' : step.state,
        note: (
          <>
            {noteOf(step)}
            {calendar.late?.step === step.name && (
              <span className="block text-warning">{ageText(calendar.late.seconds)} late</span>
            )}
          </>
        ),
      }))}
    />
  )
}
