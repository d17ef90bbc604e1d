/**
 * A sheet is one table with typed columns. Every format is written from the same rows, so that a number cannot differ
 * between two files. Amounts are `bigint` in the smallest unit of their kind; null is an empty cell, never zero.
 */
export type ColumnKind =
  /** Free text: the only kind in which a spreadsheet could read a formula. */
  | 'text'
  /** A whole number: block, log index, version, number of rows. */
  | 'count'
  /** Wei: written in CXPT and in wei. */
  | 'cxpt'
  /** Micro-USD: written in USD and in micro-USD. */
  | 'usd'
  /** nano-USD: written in USD and in nano-USD. */
  | 'nano'
  /** Cents, as the books have them: written in USD and in cents. */
  | 'cents'
  /** USD per CXPT as WAD: written as a decimal and as WAD. */
  | 'price'
  /** A decimal written out, of whatever unit the row names: digits, a point, a sign. */
  | 'decimal'
  /** Parts of 10,000. */
  | 'bps'
  | 'time'

export type Column = { readonly name: string; readonly kind: ColumnKind }

type CellOf<K extends ColumnKind> = K extends 'text' | 'decimal'
  ? string
  : K extends 'time'
    ? Date
    : K extends 'count' | 'bps'
      ? bigint | number
      : bigint

/** A row of exactly these columns, in their order; null and undefined are empty cells. */
export type RowOf<C extends readonly Column[]> = { readonly [I in keyof C]: CellOf<C[I]['kind']> | null | undefined }

export type Cell = string | bigint | number | Date | null
export type Row = readonly (Cell | undefined)[]

/** Rows that are written already: lines of CSV, and their JSON between commas. ASCII only. */
export type WrittenLines = { csv: string; json: string; rows: number }

export type Table = {
  readonly columns: readonly Column[]
  readonly rows: Iterable<Row> | AsyncIterable<Row>
  /** How many rows will come, where a sheet can have more than a workbook takes. */
  readonly size?: number
  /** The same rows written out, for a table whose cells would cost more than all that is made of them. */
  readonly lines?: () => AsyncIterable<WrittenLines>
}
