import { hexOf, type SheetRoot, sheetLeaves, type TreeHash } from './data-root'

/** That a row stands in a report: the way from its text to the root of its sheet, and from there to the root of the data. */
export type RowProof = {
  sheet: string
  /** From 1. */
  row: number
  rows: number
  columns: SheetRoot['columns']
  /** The row as canonical JSON: what is hashed. */
  text: string
  path: readonly string[]
  /** Place of the sheet among all of them, by name. */
  place: { index: number; size: number; path: readonly string[] }
}

/** The leaf of a row. */
export const leafOf = ({ text }: Pick<RowProof, 'text'>, hash: TreeHash): string => hexOf(hash.leaf(text))

/** Root of consecutive leaves (RFC 6962 §2.1). */
function rootOf(leaves: readonly Uint8Array[], hash: TreeHash): Uint8Array {
  const [first] = leaves
  if (!first) return hash.nothing()
  if (leaves.length === 1) return first
  const cut = largestPower(leaves.length)
  return hash.node(rootOf(leaves.slice(0, cut), hash), rootOf(leaves.slice(cut), hash))
}

/** The largest power of two below `size`. */
const largestPower = (size: number): number => 2 ** Math.floor(Math.log2(size - 1))

/** Hashes from the leaf up to the root, the leaf's own apart (RFC 6962 §2.1.1). */
function pathOf(leaves: readonly Uint8Array[], index: number, hash: TreeHash): string[] {
  if (leaves.length <= 1) return []
  const cut = largestPower(leaves.length)
  const [left, right] = [leaves.slice(0, cut), leaves.slice(cut)]
  return index < cut
    ? [...pathOf(left, index, hash), hexOf(rootOf(right, hash))]
    : [...pathOf(right, index - cut, hash), hexOf(rootOf(left, hash))]
}

/** `leaves`: of all rows of the sheet, in order; `text`: of the row at `index`, from 0. */
export function proveRow(
  row: { sheet: string; index: number; text: string; leaves: readonly Uint8Array[] },
  sheets: readonly SheetRoot[],
  hash: TreeHash,
): RowProof {
  const own = sheets.find(({ name }) => name === row.sheet)
  if (!own) throw new RangeError(`no sheet ${row.sheet} in the root of the data`)
  const all = sheetLeaves(sheets)
  const index = all.findIndex(({ name }) => name === row.sheet)
  const roots = all.map(({ text }) => hash.leaf(text))
  return {
    ...{ sheet: row.sheet, row: row.index + 1, rows: own.rows, columns: own.columns, text: row.text },
    path: pathOf(row.leaves, row.index, hash),
    place: { index, size: all.length, path: pathOf(roots, index, hash) },
  }
}

/** Whether the row stands at this place of this sheet in the report with this root. */
export function isProven(proof: RowProof, dataRoot: string, hash: TreeHash): boolean {
  const root = climb(hash.leaf(proof.text), { index: proof.row - 1, size: proof.rows, path: proof.path }, hash)
  if (!root) return false
  const own = { name: proof.sheet, columns: proof.columns, rows: proof.rows, root: hexOf(root) }
  const [leaf] = sheetLeaves([own])
  const top = leaf && climb(hash.leaf(leaf.text), proof.place, hash)
  return top != null && hexOf(top) === dataRoot
}

type Way = { index: number; size: number; path: readonly string[] }

/** The root a path leads to from a place in a tree of so many leaves (RFC 9162 §2.1.3.2); null when it does not fit that place. */
function climb(leaf: Uint8Array, { index, size, path }: Way, hash: TreeHash): Uint8Array | null {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null
  let [place, last, root] = [index, size - 1, leaf]
  for (const text of path) {
    if (last === 0 || !/^[0-9a-f]{64}$/.test(text)) return null
    const sister = Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(text.slice(i * 2, i * 2 + 2), 16))
    if (place % 2 === 1 || place === last) {
      root = hash.node(sister, root)
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2)
        last = Math.floor(last / 2)
      }
    } else root = hash.node(root, sister)
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? root : null
}
