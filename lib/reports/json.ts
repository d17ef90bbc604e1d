import type { Cell, Column, Row } from './table'

/**
 * Rows as canonical JSON (RFC 8785): arrays of strings and nulls without a space. Amounts are whole numbers of their smallest unit as text, so
 * that no reader rounds them. `JSON.stringify` writes strings as the RFC asks for.
 */
export const cellText = (cell: Cell): string | null => {
  if (cell === null || typeof cell === 'string') return cell
  if (cell instanceof Date) return cell.toISOString().replace('.000Z', 'Z')
  return cell.toString()
}

export const jsonRow = (row: Row): string => JSON.stringify(row.map((cell) => cellText(cell ?? null)))

/** Columns with their kinds: what is needed to read the rows. Keys in order. */
export const jsonColumns = (columns: readonly Column[]): string =>
  JSON.stringify(columns.map(({ name, kind }) => ({ kind, name })))
