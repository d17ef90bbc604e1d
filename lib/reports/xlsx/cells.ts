import { AMOUNTS, DECIMAL, decimalOf, headerOf, isAmount } from '../csv-cells'
import type { Cell, Column, Row } from '../table'
import { escapeXml, STYLES } from './parts'

/** A, B, … Z, AA: the name of a column from 0. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`
}

/** Of as many columns as any sheet has. */
const NAMES = Array.from({ length: 702 }, (_, i) => columnName(i))

const textXml = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
const numberXml = (place: string, value: string, style: number = STYLES.plain): string =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`

/** Spreadsheets keep 15 digits. What has more is text. */
const EXACT = 10n ** 15n
/** 1 January 1970 in days since the format's beginning; a day in ms. */
const [EPOCH, DAY_MS] = [25_569, 86_400_000]

/** The cells of one value: an amount has a column to calculate with, rounded by the program, and the whole amount as text beside it. */
function cellsOf({ kind, name }: Column, cell: Cell, at: (offset: number) => string): string {
  if (isAmount(kind) && typeof cell === 'bigint') {
    const whole = cell.toString()
    return numberXml(at(0), decimalOf(whole, AMOUNTS[kind].decimals)) + textXml(at(1), whole, STYLES.text)
  }
  if (kind === 'text' && typeof cell === 'string') return cell === '' ? '' : textXml(at(0), cell, STYLES.text)
  if (kind === 'decimal' && typeof cell === 'string' && DECIMAL.test(cell)) return numberXml(at(0), cell)
  if (kind === 'time' && cell instanceof Date) {
    return numberXml(at(0), String(EPOCH + cell.getTime() / DAY_MS), STYLES.time)
  }
  if ((kind === 'count' || kind === 'bps') && (typeof cell === 'bigint' || Number.isSafeInteger(cell))) {
    const whole = BigInt(cell as bigint | number)
    const isExact = whole < EXACT && whole > -EXACT
    return isExact ? numberXml(at(0), whole.toString()) : textXml(at(0), whole.toString(), STYLES.text)
  }
  throw new TypeError(`${name}: a ${typeof cell} cannot stand in a column of kind ${kind}`)
}

/** `number` from 1, the header. */
export function rowXml(columns: readonly Column[], row: Row, number: number): string {
  let place = 0
  let cells = ''
  for (const [i, column] of columns.entries()) {
    const start = place
    const cell = row[i] ?? null
    if (cell !== null) cells += cellsOf(column, cell, (offset) => `${NAMES[start + offset]}${number}`)
    place += isAmount(column.kind) ? 2 : 1
  }
  return `<row r="${number}">${cells}</row>`
}

export const headerXml = (columns: readonly Column[]): string =>
  `<row r="1">${headerOf(columns)
    .map((name, i) => textXml(`${columnName(i)}1`, name, STYLES.header))
    .join('')}</row>`
