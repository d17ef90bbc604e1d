import { type Digest, sha256Digest } from '../domain/sha256'
import type { Column } from './table'

/** Hashes of a tree as RFC 6962 has them: SHA-256 behind 0x00 for a leaf and 0x01 for a node, so that no node is a leaf. */
export type TreeHash = {
  leaf: (text: string) => Uint8Array
  node: (left: Uint8Array, right: Uint8Array) => Uint8Array
  nothing: () => Uint8Array
}

const [LEAF, NODE] = [Uint8Array.of(0), Uint8Array.of(1)]
const UTF8 = new TextEncoder()

/** With any SHA-256; the one in plain JavaScript unless another is given. */
export function treeHash(digest: () => Digest = sha256Digest): TreeHash {
  const of = (...parts: readonly Uint8Array[]) => {
    const one = digest()
    for (const part of parts) one.add(part)
    return one.end()
  }
  return {
    leaf: (text) => of(LEAF, UTF8.encode(text)),
    node: (left, right) => of(NODE, left, right),
    nothing: () => of(),
  }
}

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export const hexOf = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += DIGITS[byte]
  return text
}

/**
 * Merkle tree over rows in their order: a row's place is part of its proof. It grows row by row and keeps one hash a level: a million rows
 * need twenty of them.
 */
export class RowTree {
  private readonly peaks: { hash: Uint8Array; level: number }[] = []
  private count = 0

  constructor(private readonly hash: TreeHash) {}

  get size(): number {
    return this.count
  }

  add(text: string): void {
    let peak = { hash: this.hash.leaf(text), level: 0 }
    for (let last = this.peaks.at(-1); last?.level === peak.level; last = this.peaks.at(-1)) {
      this.peaks.pop()
      peak = { hash: this.hash.node(last.hash, peak.hash), level: peak.level + 1 }
    }
    this.peaks.push(peak)
    this.count += 1
  }

  /** Of no rows: the hash of nothing. */
  root(): string {
    const [last, ...others] = this.peaks.map(({ hash }) => hash).reverse()
    if (!last) return hexOf(this.hash.nothing())
    return hexOf(others.reduce((right, left) => this.hash.node(left, right), last))
  }
}

export type SheetRoot = { name: string; columns: readonly Column[]; rows: number; root: string }

/** Leaves of the root of the data, by name: each binds a sheet's name, its columns and how many rows it has. */
export const sheetLeaves = (sheets: readonly SheetRoot[]): { name: string; text: string }[] =>
  sheets
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, columns, rows, root }) => ({
      name,
      text: JSON.stringify([name, columns.map((column) => `${column.name}:${column.kind}`), rows, root]),
    }))

/** Root over the roots of sheets 2 to 16. */
export function dataRootOf(sheets: readonly SheetRoot[], hash: TreeHash): string {
  const tree = new RowTree(hash)
  for (const { text } of sheetLeaves(sheets)) tree.add(text)
  return tree.root()
}
