import { CXPT_DECIMALS, PRICE_DECIMALS, USD_DECIMALS } from '../domain/units'
import type { Column, ColumnKind } from './table'

/**
 * CSV as finance.md §4 asks for: RFC 4180, CRLF, UTF-8 without a byte order mark, `.` decimals, no exponents, ISO 8601 in
 * UTC, units in the header, and the whole amount in its smallest unit beside the decimal one.
 */

/** Characters (half and full width) that make a spreadsheet read a text cell as a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
/** What a column of decimals may hold: nothing that a spreadsheet could run. */
export const DECIMAL = /^-?\d+(\.\d+)?$/
const QUOTED = /[",\r\n]/

/** How a kind is written: the suffix of the decimal column, of the whole column, and the decimals between them. */
export const AMOUNTS = {
  cxpt: { decimal: 'cxpt', whole: 'wei', decimals: CXPT_DECIMALS },
  usd: { decimal: 'usd', whole: 'micro_usd', decimals: USD_DECIMALS },
  nano: { decimal: 'usd', whole: 'nano_usd', decimals: 9 },
  cents: { decimal: 'usd', whole: 'cents', decimals: 2 },
  price: { decimal: 'usd_per_cxpt', whole: 'wad', decimals: PRICE_DECIMALS },
} as const
export type AmountKind = keyof typeof AMOUNTS

export const isAmount = (kind: ColumnKind): kind is AmountKind => kind in AMOUNTS

export function headerOf(columns: readonly Column[]): string[] {
  return columns.flatMap(({ name, kind }) => {
    if (isAmount(kind)) return [`${name}_${AMOUNTS[kind].decimal}`, `${name}_${AMOUNTS[kind].whole}`]
    if (kind === 'bps') return [`${name}_bps`]
    return kind === 'time' ? [`${name}_utc`] : [name]
  })
}

/** Text that a spreadsheet would run gets an apostrophe in front; numbers are exempt, so that negatives survive. */
export function textCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The exact decimal of a whole number written out: what `formatUnits` gives, made of the digits that are there already. */
export function decimalOf(whole: string, decimals: number): string {
  const first = whole.startsWith('-') ? 1 : 0
  const length = whole.length - first
  if (length <= decimals)
    return decimalOf(`${whole.slice(0, first)}${whole.slice(first).padStart(decimals + 1, '0')}`, decimals)
  const point = whole.length - decimals
  let end = whole.length
  while (end > point && whole.charCodeAt(end - 1) === ZERO) end -= 1
  return end > point ? `${whole.slice(0, point)}.${whole.slice(point, end)}` : whole.slice(0, point)
}
const ZERO = 48
