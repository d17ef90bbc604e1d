import { findSheet } from '../sheet-names'
import type { Column, Row } from '../table'
import { tabOf } from '../xlsx/tab'
import { Workbook } from '../xlsx/workbook'
import { partsOf } from './report-json'
import { TextMatch } from './text-match'
import { cellsOf, typedRow } from './typed-row'
import { unpackPieces, type ZipEntry } from './zip'

/** A worksheet is its head, its rows and its tail. */
const PARTS = /(?=<row r="|<\/sheetData>)/
const ROW = /^<row r="(\d+)"/

/** `row` as report.json counts, 0 for the header; `tx` where the row is of one. */
type OtherRow = { row: number; tx: string | null }

/** report.json, and how many rows the sheet has where that is known before. */
type Source = { json: AsyncIterable<Uint8Array>; size: number }

/**
 * The first row in which a worksheet is not what the sheet in report.json makes of it; null when there is none, or it cannot be unpacked. Both
 * are read side by side, so that neither is ever in memory as a whole.
 */
export async function firstOtherRow(entry: ZipEntry, name: string, { json, size }: Source): Promise<OtherRow | null> {
  const info = findSheet(name)
  const tab = info && tabOf(info)
  let match: WorksheetMatch | null = null
  let columns: readonly Column[] = []
  let rows = 0
  try {
    for await (const part of partsOf(json)) {
      if (part.kind === 'sheet' && part.name === name && tab) {
        columns = part.columns
        match = new WorksheetMatch(entry, tab, columns, size)
      } else if (part.kind === 'rows' && match) {
        for (const text of part.texts) {
          rows += 1
          const found = await match.add(typedRow(cellsOf(text, columns, name, rows), columns, name, rows))
          if (found) return found
        }
      } else if (part.kind === 'end' && match) return await match.end()
    }
    return null
  } catch {
    // Bytes that do not unpack: which part they are of is said already.
    return null
  } finally {
    await match?.close()
  }
}

class WorksheetMatch {
  private readonly match: TextMatch
  private readonly worksheet: ReturnType<Workbook['sheet']>
  private readonly tx: number
  private texts: string[] = []
  /** Of the rows whose text is not compared yet. */
  private transactions = new Map<number, string>()
  private rows = 0
  /** Of the worksheet's last row that was as it should be. */
  private last = 0

  constructor(entry: ZipEntry, tab: Parameters<Workbook['sheet']>[0], columns: readonly Column[], size: number) {
    this.match = new TextMatch(later(unpackPieces(entry)))
    const part = () => (text: string) => {
      this.texts.push(...text.split(PARTS))
    }
    this.worksheet = new Workbook({ part, end: () => {} }).sheet(tab, columns, size)
    this.tx = columns.findIndex(({ name }) => name === 'tx')
  }

  /** The first row that differs, as soon as it is known. */
  async add(row: Row): Promise<OtherRow | null> {
    this.rows += 1
    const tx = row[this.tx]
    if (typeof tx === 'string') this.transactions.set(this.rows, tx)
    this.worksheet.add(row)
    return this.compare()
  }

  /** Null when the worksheet is as it should be. */
  async end(): Promise<OtherRow | null> {
    this.worksheet.end()
    return (await this.compare()) ?? ((await this.match.isAtEnd()) ? null : { row: this.last, tx: null })
  }

  close = (): Promise<void> => this.match.close()

  private async compare(): Promise<OtherRow | null> {
    if (this.texts.length === 0) return null
    const off = await this.match.next(this.texts)
    const before = this.texts.slice(0, off < 0 ? undefined : off)
    this.last = before.reduce((last, text) => Number(ROW.exec(text)?.[1] ?? last), this.last)
    if (off >= 0) {
      const number = ROW.exec(this.texts[off] ?? '')?.[1]
      // Before the header is the head. After the last row is the tail: there a row follows that should not be there.
      const row = number ? Number(number) - 1 : this.last
      return { row, tx: this.transactions.get(row) ?? null }
    }
    this.texts = []
    this.transactions.clear()
    return null
  }
}

async function* later(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces
}
