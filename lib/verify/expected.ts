import { cellText } from '../reports/json'
import type { SheetName } from '../reports/sheet-names'
import type { Column, Row } from '../reports/table'
import type { TextRow } from '../reports/verify/typed-row'

/** Cells of a reported row by column. */
export type Named = Readonly<Record<string, string | null>>

/** What the chain says of a sheet. */
export type Expected = {
  sheet: SheetName
  columns: readonly Column[]
  /** Rows that must stand in the report, in this order. */
  rows: Iterable<Row> | AsyncIterable<Row>
  /** Which reported rows are those; all unless it is said. The others are attested. */
  isOurs?: (row: Named) => boolean
  /** Columns that are attested even there. */
  attested?: (row: Named) => readonly string[]
  /** A rule for any reported row beside its comparison; says what is wrong. */
  rule?: (row: Named) => string | null
  /** A rule for all of them together, when the last is read. */
  last?: () => string | null
  /** What of the sheet is attested, for a person; empty when nothing is. */
  note: string
}

/** Where a report says something else than the chain. `row` from 1. */
export type Difference = {
  row: number
  column: string
  reported: string | null
  rebuilt: string | null
  tx: string | null
  say: string
}

/** Compares one sheet, row after row, and keeps the first difference. */
export class SheetComparison {
  difference: Difference | null = null
  /** Rows that were compared, and rows that are only attested. */
  readonly counts = { compared: 0, attested: 0 }
  private readonly rows: AsyncIterator<Row> | Iterator<Row>
  private readonly names: readonly string[]

  constructor(
    private readonly expected: Expected,
    private readonly say: { differs: (column: string) => string; missing: string; extra: string },
  ) {
    const { rows } = expected
    this.rows = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
    this.names = expected.columns.map(({ name }) => name)
  }

  /** One reported row; `row` from 1. */
  async add(cells: TextRow, row: number): Promise<void> {
    if (this.difference) return
    const named = Object.fromEntries(this.names.map((name, i) => [name, cells[i] ?? null]))
    const fault = this.expected.rule?.(named) ?? null
    if (fault) this.note(row, { column: '', reported: null, rebuilt: null, say: fault, tx: named.tx ?? null })
    else if (this.expected.isOurs?.(named) === false) this.counts.attested += 1
    else await this.compare(cells, named, row)
  }

  private async compare(cells: TextRow, named: Named, row: number): Promise<void> {
    const next = await this.rows.next()
    const tx = named.tx ?? null
    if (next.done) {
      this.note(row, { column: '', reported: cells.join(', '), rebuilt: null, say: this.say.extra, tx })
      return
    }
    this.counts.compared += 1
    const rebuilt: TextRow = next.value.map((cell) => cellText(cell ?? null))
    const skipped = this.expected.attested?.(named) ?? []
    const off = this.names.findIndex((name, i) => cells[i] !== rebuilt[i] && !skipped.includes(name))
    if (off < 0) return
    const column = this.names[off] ?? ''
    const theirs = rebuilt[this.names.indexOf('tx')] ?? null
    const values = { reported: cells[off] ?? null, rebuilt: rebuilt[off] ?? null }
    this.note(row, { column, ...values, say: this.say.differs(column), tx: theirs ?? tx })
  }

  /** After the last reported row, of which there are `rows`. */
  async end(rows: number): Promise<void> {
    if (this.difference) return
    const next = await this.rows.next()
    if (!next.done) {
      const rebuilt: TextRow = next.value.map((cell) => cellText(cell ?? null))
      const tx = rebuilt[this.names.indexOf('tx')] ?? null
      this.note(rows + 1, { column: '', reported: null, rebuilt: rebuilt.join(', '), say: this.say.missing, tx })
      return
    }
    const fault = this.expected.last?.() ?? null
    if (fault) this.note(rows, { column: '', reported: null, rebuilt: null, say: fault, tx: null })
  }

  private note(row: number, difference: Omit<Difference, 'row'>): void {
    this.difference = { row, ...difference }
  }
}
