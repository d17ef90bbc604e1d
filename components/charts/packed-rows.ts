import type { ChartRow } from './chart-data'

/**
 * The rows of a chart as one text, in an object that frame and probe share. Only who looks closer needs the rows: until then the browser holds one
 * string instead of some hundred objects that it would make while the page wakes up.
 */
export type PackedRows = { text: string }

const packed = new WeakMap<readonly ChartRow[], PackedRows>()
const unpacked = new WeakMap<PackedRows, readonly ChartRow[]>()

/** The same object for the same rows: a page carries it once. */
export function packRows(rows: readonly ChartRow[]): PackedRows {
  const known = packed.get(rows) ?? { text: JSON.stringify(rows) }
  packed.set(rows, known)
  return known
}

/** What `packRows` was given. */
export function unpackRows(from: PackedRows): readonly ChartRow[] {
  const known = unpacked.get(from) ?? (JSON.parse(from.text) as readonly ChartRow[])
  unpacked.set(from, known)
  return known
}
