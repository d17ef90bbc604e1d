import { type Month, monthBounds } from '../domain/month'
import { DAY } from '../domain/time'

/**
 * The close calendar of finance.md §1, in chain time. T is the end of the month; lock is 72 hours later, so that usage of the
 * month still counts when it arrives by then.
 */
export const CLOSE_STEPS = [
  { name: 'lock', days: 3n, isSigned: false },
  { name: 'draft', days: 4n, isSigned: false },
  { name: 'review', days: 6n, isSigned: true },
  { name: 'publish', days: 10n, isSigned: true },
] as const
export type CloseStepName = (typeof CLOSE_STEPS)[number]['name']

/** `draft`: closed and locked, figures complete, not signed. A final report is signed by three accounts and anchored. */
export type MonthState = 'open' | 'closing' | 'draft'

export type CloseStep = {
  name: CloseStepName
  /** Days after the end of the month. */
  days: bigint
  /** Seconds: due at this instant. */
  due: bigint
  state: 'done' | 'now' | 'later'
}

export type MonthCalendar = {
  state: MonthState
  /** Seconds, [start, end). */
  start: bigint
  end: bigint
  steps: CloseStep[]
  /** The first step that is overdue, and since when in seconds; null when nothing is late. */
  late: { step: CloseStepName; since: bigint } | null
}

/**
 * Where a month stands at `now`, the time of the newest block in the ledger. Lock and draft follow from time alone; review and
 * publish are done by signing, so they are never done by waiting.
 */
export function calendarOf(month: Month, now: bigint): MonthCalendar {
  const { start, end } = monthBounds(month)
  const state: MonthState = now < end ? 'open' : now < end + 3n * DAY ? 'closing' : 'draft'
  const due = CLOSE_STEPS.map((step) => ({ ...step, due: end + step.days * DAY }))
  const isDone = (step: (typeof due)[number]) => !step.isSigned && now >= step.due
  const current = due.find((step) => !isDone(step))
  const late = due.find((step) => !isDone(step) && now >= step.due)
  return {
    state,
    start,
    end,
    steps: due.map((step) => ({
      name: step.name,
      days: step.days,
      due: step.due,
      state: isDone(step) ? 'done' : step === current && now >= end ? 'now' : 'later',
    })),
    late: late ? { step: late.name, since: now - late.due } : null,
  }
}
