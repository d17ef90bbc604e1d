import { verifyReport as say } from '@/messages/verify-report'
import { DECIMAL } from '../csv-cells'
import type { Cell, Column, Row } from '../table'
import { Refused } from './files'

/** Cells as they are written in report.json. */
export type TextRow = readonly (string | null)[]

const WHOLE = /^(0|-?[1-9]\d*)$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/

/** The cells of a row; refuses what is not the one way to write it. `row` from 1. */
export function cellsOf(text: string, columns: readonly Column[], sheet: string, row: number): TextRow {
  const refuse = (what: string) => new Refused(say.badRow(sheet, row, what))
  let cells: unknown
  try {
    cells = JSON.parse(text)
  } catch {
    throw refuse('it is no JSON')
  }
  const isCell = (cell: unknown): cell is string | null => cell === null || typeof cell === 'string'
  if (!Array.isArray(cells) || !cells.every(isCell) || JSON.stringify(cells) !== text)
    throw refuse('it is not canonical')
  if (cells.length !== columns.length) throw refuse(`${cells.length} cells for ${columns.length} columns`)
  return cells
}

/** The same with their types, as the other files are written from. */
export function typedRow(cells: TextRow, columns: readonly Column[], sheet: string, row: number): Row {
  return cells.map((cell, i): Cell => {
    const { kind, name } = columns[i] ?? { kind: 'text', name: '' }
    if (cell === null || kind === 'text') return cell
    if (kind === 'decimal' && DECIMAL.test(cell)) return cell
    if (kind === 'time' && TIME.test(cell) && !Number.isNaN(Date.parse(cell))) return new Date(cell)
    if (kind !== 'decimal' && kind !== 'time' && WHOLE.test(cell)) return BigInt(cell)
    throw new Refused(say.badRow(sheet, row, `${name} is ${JSON.stringify(cell)}, which is no ${kind}`))
  })
}
