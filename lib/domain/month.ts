import { secondsOf } from './time'

/** A calendar month in UTC, `YYYY-MM`. Made by `parseMonth` or `monthOf` only. */
export type Month = string & { readonly __month: true }

/** Years of five digits would sort before the others as text. */
const LAST_YEAR = 2999

export function parseMonth(text: string): Month | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  const year = Number(match?.[1])
  if (!match || year < 1970 || year > LAST_YEAR) return null
  return text as Month
}

/** The month an instant lies in; seconds on chain, `Date` at the edges. */
export function monthOf(time: bigint | Date): Month {
  const date = time instanceof Date ? time : new Date(Number(time) * 1000)
  return monthAt(date.getUTCFullYear(), date.getUTCMonth())
}

/** [start, end) in seconds: `end` is the first second of the next month. */
export function monthBounds(month: Month): { start: bigint; end: bigint } {
  return { start: startOf(month), end: startOf(nextMonth(month)) }
}

export function nextMonth(month: Month): Month {
  const { year, index } = partsOf(month)
  return monthAt(year, index + 1)
}

export function previousMonth(month: Month): Month {
  const { year, index } = partsOf(month)
  return monthAt(year, index - 1)
}

/** All months from the one to the other, both included; empty when `last` is earlier. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = []
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month)
  return months
}

const NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `October 2026`. */
export function formatMonth(month: Month): string {
  const { year, index } = partsOf(month)
  return `${NAMES[index]} ${year}`
}

function partsOf(month: Month): { year: number; index: number } {
  return { year: Number(month.slice(0, 4)), index: Number(month.slice(5)) - 1 }
}

function startOf(month: Month): bigint {
  const { year, index } = partsOf(month)
  return secondsOf(new Date(Date.UTC(year, index, 1)))
}

function monthAt(year: number, index: number): Month {
  const date = new Date(Date.UTC(year, index, 1))
  const name = `${String(date.getUTCFullYear()).padStart(4, '0')}-${String(date.getUTCMonth() + 1).padStart(2, '0')}`
  return name as Month
}
