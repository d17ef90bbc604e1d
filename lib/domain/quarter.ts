import { type Month, nextMonth, parseMonth } from './month'

/** A quarter of a calendar year in UTC, `YYYY-Qn`. Made by `parseQuarter` only. */
export type Quarter = string & { readonly __quarter: true }

export function parseQuarter(text: string): Quarter | null {
  const [, year] = /^(\d{4})-Q[1-4]$/.exec(text) ?? []
  return year && parseMonth(`${year}-01`) ? (text as Quarter) : null
}

/** Its three months. */
export function monthsOfQuarter(quarter: Quarter): readonly [Month, Month, Month] {
  const number = Number(quarter.slice(-1))
  const first = `${quarter.slice(0, 4)}-${String(number * 3 - 2).padStart(2, '0')}` as Month
  const second = nextMonth(first)
  return [first, second, nextMonth(second)]
}

/** Quarters whose last month is among those that are closed, the newest first. */
export const quartersOver = (closed: readonly string[]): string[] =>
  closed
    .flatMap((month) => {
      const [year, number] = month.split('-').map(Number)
      return year && number && number % 3 === 0 ? [`${year}-Q${number / 3}`] : []
    })
    .sort()
    .reverse()
