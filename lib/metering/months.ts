import { type Month, monthOf, nextMonth, previousMonth } from '../domain/month'

/** A request that is sent again with another start lies at most this far from the first: twice the time in which it may be reported. */
const NEAR_MS = 48 * 3_600_000

/** The partition key of receipts: the first day of the month (UTC) a request began in. */
export function firstDayOf(startedAt: Date): string {
  return dayOfMonth(monthOf(startedAt))
}

/** Keys of the other months in which the same request may lie, sent with another start. */
export function neighboursOf(startedAt: Date): string[] {
  const month = monthOf(startedAt)
  const near = [-NEAR_MS, NEAR_MS].map((ms) => monthOf(new Date(startedAt.getTime() + ms)))
  return [previousMonth(month), nextMonth(month)].filter((other) => near.includes(other)).map(dayOfMonth)
}

const dayOfMonth = (month: Month): string => `${month}-01`
