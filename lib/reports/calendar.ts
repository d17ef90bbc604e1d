import type { CloseProgress } from '../domain/close-state'
import { type Month, monthBounds } from '../domain/month'
import { DAY } from '../domain/time'

/**
 * The close calendar of finance.md §1, in chain time. T is the end of the month; lock is 72 hours later, so that usage of the
 * month still counts when it arrives by then.
 */
export const CLOSE_STEPS = [
  { name: 'lock', days: 3n },
  { name: 'draft', days: 4n },
  { name: 'review', days: 6n },
  { name: 'publish', days: 10n },
] as const
export type CloseStepName = (typeof CLOSE_STEPS)[number]['name']

/** `draft`: closed and locked, figures complete. A `final` report is signed by three accounts and anchored. */
export type MonthState = 'open' | 'closing' | 'draft' | 'final'

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

const UNTOUCHED: CloseProgress = { isReviewed: false, isFinal: false }

/**
 * Where a month stands at `now`, the time of the newest block in the ledger. Lock and draft follow from time alone; review and
 * publish are done by signing and anchoring, so they are never done by waiting.
 */
export function calendarOf(
  month: Month,
  now: bigint,
  { isReviewed, isFinal }: CloseProgress = UNTOUCHED,
): MonthCalendar {
  const { start, end } = monthBounds(month)
  const isDone = ({ name, due }: { name: CloseStepName; due: bigint }): boolean => {
    if (name === 'review') return isReviewed
    return name === 'publish' ? isFinal : now >= due
  }
  const steps = CLOSE_STEPS.map((step) => ({ ...step, due: end + step.days * DAY }))
  const current = steps.find((step) => !isDone(step))
  const late = steps.find((step) => !isDone(step) && now >= step.due)
  return {
    state: isFinal ? 'final' : stateAt(now, end),
    start,
    end,
    steps: steps.map((step) => ({
      ...step,
      state: isDone(step) ? 'done' : step === current && now >= end ? 'now' : 'later',
    })),
    late: late ? { step: late.name, since: now - late.due } : null,
  }
}

function stateAt(now: bigint, end: bigint): MonthState {
  if (now < end) return 'open'
  return now < end + 3n * DAY ? 'closing' : 'draft'
}
