import { CXPT_DECIMALS, PRICE_DECIMALS, USD_DECIMALS } from '../domain/units'
import type { Cell, Column, ColumnKind, Row, Table } from './table'

/**
 * CSV as finance.md §4 asks for: RFC 4180, CRLF, UTF-8 without a byte order mark, `.` decimals, no exponents, ISO 8601 in
 * UTC, units in the header, and the whole amount in its smallest unit beside the decimal one.
 */

/** Characters (half and full width) that make a spreadsheet read a text cell as a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
/** What a column of decimals may hold: nothing that a spreadsheet could run. */
export const DECIMAL = /^-?\d+(\.\d+)?$/
const QUOTED = /[",\r\n]/

/** Rows are handed over in pieces of about this many characters: one row at a time would cost a system call each. */
const PIECE = 64 * 1024

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

function cells(column: Column, cell: Cell): string {
  const { kind } = column
  if (cell === null) return isAmount(kind) ? ',' : ''
  if (isAmount(kind) && typeof cell === 'bigint') {
    const whole = cell.toString()
    return `${decimalOf(whole, AMOUNTS[kind].decimals)},${whole}`
  }
  if (kind === 'text' && typeof cell === 'string') return textCell(cell)
  if (kind === 'decimal' && typeof cell === 'string' && DECIMAL.test(cell)) return cell
  if (kind === 'time' && cell instanceof Date) return cell.toISOString().replace('.000Z', 'Z')
  if ((kind === 'count' || kind === 'bps') && isWhole(cell)) return cell.toString()
  throw new TypeError(`${column.name}: a ${typeof cell} cannot stand in a column of kind ${kind}`)
}

/** The exact decimal of a whole number written out: what `formatUnits` gives, made of the digits that are there already. */
export function decimalOf(whole: string, decimals: number): string {
  const sign = whole.startsWith('-') ? '-' : ''
  const digits = whole.slice(sign.length).padStart(decimals + 1, '0')
  const point = digits.length - decimals
  let end = digits.length
  while (end > point && digits.charCodeAt(end - 1) === ZERO) end -= 1
  const fraction = end > point ? `.${digits.slice(point, end)}` : ''
  return `${sign}${digits.slice(0, point)}${fraction}`
}
const ZERO = 48

const isWhole = (cell: Cell): cell is bigint | number => typeof cell === 'bigint' || Number.isSafeInteger(cell)

export function csvLine(columns: readonly Column[], row: Row): string {
  if (row.length !== columns.length) throw new TypeError(`${row.length} cells for ${columns.length} columns`)
  return `${columns.map((column, i) => cells(column, row[i] ?? null)).join(',')}\r\n`
}

export const csvHeader = (columns: readonly Column[]): string => `${headerOf(columns).map(textCell).join(',')}\r\n`

/** The file in pieces, header first. Memory is bounded by one piece and one page of rows. */
export async function* csvPieces({ columns, rows }: Table): AsyncGenerator<{ text: string; rows: number }> {
  let text = csvHeader(columns)
  let count = 0
  for await (const row of rows) {
    text += csvLine(columns, row)
    count += 1
    if (text.length < PIECE) continue
    yield { text, rows: count }
    text = ''
    count = 0
  }
  yield { text, rows: count }
}
