import { AMOUNTS, DECIMAL, decimalOf, isAmount, textCell } from './csv-cells'
import type { Cell, Column, ColumnKind, Row } from './table'

/** Text that no format has to escape: most of what a ledger holds. */
const PLAIN = /^[A-Za-z0-9_](?:[A-Za-z0-9_ .:/()-]*[A-Za-z0-9_.)])?$/

/** A row in both formats, as far as it is written. */
type Written = { csv: string; json: string }
type Write = (cell: Cell, into: Written) => void

function refuse(name: string, kind: ColumnKind, cell: Cell): never {
  throw new TypeError(`${name}: a ${typeof cell} cannot stand in a column of kind ${kind}`)
}

function put(into: Written, text: string): void {
  into.csv += text
  into.json += `"${text}"`
}

const isWhole = (cell: Cell): cell is bigint | number => typeof cell === 'bigint' || Number.isSafeInteger(cell)

const writeText =
  ({ name, kind }: Column): Write =>
  (cell, into) => {
    if (typeof cell !== 'string') refuse(name, kind, cell)
    if (PLAIN.test(cell)) return put(into, cell)
    into.csv += textCell(cell)
    into.json += JSON.stringify(cell)
  }

function writeTime({ name, kind }: Column): Write {
  // Lines of one block have one time.
  let last = { ms: Number.NaN, text: '' }
  return (cell, into) => {
    if (!(cell instanceof Date)) refuse(name, kind, cell)
    const ms = cell.getTime()
    if (ms !== last.ms) last = { ms, text: cell.toISOString().replace('.000Z', 'Z') }
    put(into, last.text)
  }
}

/** How the cells of one column are written; empty ones are not handed over. */
function cellWriter(column: Column): Write {
  const { name, kind } = column
  if (kind === 'text') return writeText(column)
  if (kind === 'time') return writeTime(column)
  if (isAmount(kind)) {
    const { decimals } = AMOUNTS[kind]
    return (cell, into) => {
      if (typeof cell !== 'bigint') refuse(name, kind, cell)
      const whole = cell.toString()
      into.csv += `${decimalOf(whole, decimals)},${whole}`
      into.json += `"${whole}"`
    }
  }
  const text = (cell: Cell): string => {
    if (kind === 'decimal') return typeof cell === 'string' && DECIMAL.test(cell) ? cell : refuse(name, kind, cell)
    return isWhole(cell) ? cell.toString() : refuse(name, kind, cell)
  }
  return (cell, into) => put(into, text(cell))
}

/**
 * Writes rows of these columns as a line of CSV and as canonical JSON at once: the digits of an amount are made once. What it answers is good until
 * the next row: a new object for each cell or row would be most of its cost.
 */
export function lineWriter(columns: readonly Column[]): (row: Row) => Readonly<Written> {
  const fields = columns.map((column) => ({ write: cellWriter(column), empty: isAmount(column.kind) ? ',' : '' }))
  const line: Written = { csv: '', json: '' }
  return (row) => {
    if (row.length !== fields.length) throw new TypeError(`${row.length} cells for ${fields.length} columns`)
    line.csv = ''
    line.json = '['
    // By number: an iterator of pairs is a new array for each cell.
    for (let i = 0; i < fields.length; i += 1) {
      const field = fields[i]
      if (!field) continue
      if (i > 0) {
        line.csv += ','
        line.json += ','
      }
      const cell = row[i]
      if (cell === null || cell === undefined) {
        line.csv += field.empty
        line.json += 'null'
      } else field.write(cell, line)
    }
    line.csv += '\r\n'
    line.json += ']'
    return line
  }
}
