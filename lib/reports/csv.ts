import { headerOf, textCell } from './csv-cells'
import { lineWriter } from './line-writer'
import type { Column, Row, Table } from './table'

/** For whoever writes a CSV that is no table of a report. */
export { textCell }

/** Rows are handed over in pieces of about this many characters: one row at a time would cost a system call each. */
const PIECE = 64 * 1024

export const csvHeader = (columns: readonly Column[]): string => `${headerOf(columns).map(textCell).join(',')}\r\n`

export const csvLine = (columns: readonly Column[], row: Row): string => lineWriter(columns)(row).csv

/** The file in pieces, header first. Memory is bounded by one piece and one page of rows. */
export async function* csvPieces({ columns, rows, lines }: Table): AsyncGenerator<{ text: string; rows: number }> {
  const write = lineWriter(columns)
  let text = csvHeader(columns)
  let count = 0
  if (lines) {
    yield { text, rows: 0 }
    for await (const written of lines()) yield { text: written.csv, rows: written.rows }
    return
  }
  for await (const row of rows) {
    text += write(row).csv
    count += 1
    if (text.length < PIECE) continue
    yield { text, rows: count }
    text = ''
    count = 0
  }
  yield { text, rows: count }
}
