import { type Month, monthBounds, monthOf } from './month'
import { DAY } from './time'

/** A month takes what happened in it and is known before its lock, 72 hours after its end (finance.md §1). */
export const LOCK_AFTER = 3n * DAY

export type Booked = {
  month: Month
  /** Seconds: the day it is booked on. */
  at: bigint
  /** The month it happened in, when that one was locked before it was known. */
  originalPeriod: Month | null
}

/** Where something that happened at `at` and became known at `knownAt` (seconds) is booked. */
export function bookedAt(at: bigint, knownAt: bigint): Booked {
  const month = monthOf(at)
  if (knownAt < monthBounds(month).end + LOCK_AFTER) return { month, at, originalPeriod: null }
  return { month: monthOf(knownAt), at: knownAt, originalPeriod: month }
}
