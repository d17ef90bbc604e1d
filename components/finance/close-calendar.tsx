import { Badge } from '@/components/ui/badge'
import { Stepper } from '@/components/ui/stepper'
import { ageText, dayText } from '@/components/ui/time-text'
import type { CalendarView, MonthView, StepView } from '@/lib/data/finance-views'
import { finance } from '@/messages/finance'

const words = finance.calendar

export const stepName = (step: string) => words.steps[step] ?? step

/** Where the month stands. `final` comes with three signatures and an anchor. */
export function MonthBadge({ calendar }: { calendar: CalendarView }) {
  if (calendar.state === 'open') return <Badge>{words.states.open}</Badge>
  if (calendar.state === 'closing') return <Badge tone="info">{words.states.closing}</Badge>
  if (calendar.state === 'final') return <Badge tone="success">{words.states.final}</Badge>
  return <Badge tone="info">{words.states.closed}</Badge>
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
  return late && words.stepLate(stepName(late.step), ageText(late.seconds))
}

const noteOf = ({ days, due }: StepView) => words.due(days, dayText(due))

/** Lock, draft, review, publish: what is done, what is next, and when. */
export function CloseCalendar({ calendar }: { calendar: CalendarView }) {
  return (
    <Stepper
      label={words.title}
      steps={calendar.steps.map((step) => ({
        id: step.name,
        label: stepName(step.name),
        state: step.state === 'later' ? 'next' : step.state,
        note: (
          <>
            {noteOf(step)}
            {calendar.late?.step === step.name && (
              <span className="block text-warning">{words.late(ageText(calendar.late.seconds))}</span>
            )}
          </>
        ),
      }))}
    />
  )
}
