import { hash } from 'node:crypto'
import type { Column } from './table'

/**
 * Merkle tree over rows in their order, with SHA-256 and the prefixes of RFC 6962 (0x00 a leaf, 0x01 a node), so that no node is a leaf and a
 * row's place is part of its proof. It grows row by row and keeps one hash a level: a million rows need twenty of them.
 */
export class RowTree {
  private readonly peaks: { hash: Buffer; level: number }[] = []
  private count = 0

  get size(): number {
    return this.count
  }

  add(text: string): void {
    let peak = { hash: sha256(LEAF, Buffer.from(text)), level: 0 }
    for (let last = this.peaks.at(-1); last?.level === peak.level; last = this.peaks.at(-1)) {
      this.peaks.pop()
      peak = { hash: sha256(NODE, last.hash, peak.hash), level: peak.level + 1 }
    }
    this.peaks.push(peak)
    this.count += 1
  }

  /** Of no rows: the hash of nothing. */
  root(): string {
    const [last, ...others] = this.peaks.map(({ hash }) => hash).reverse()
    if (!last) return sha256().toString('hex')
    return others.reduce((right, left) => sha256(NODE, left, right), last).toString('hex')
  }
}

const [LEAF, NODE] = [Buffer.from([0]), Buffer.from([1])]

/** One call a hash: a stream of it for each row would cost several times the hash. */
const sha256 = (...parts: readonly Buffer[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer')

export type SheetRoot = { name: string; columns: readonly Column[]; rows: number; root: string }

/** Root over the roots of sheets 2 to 16, by name: each leaf binds a sheet's name, its columns and how many rows it has. */
export function dataRootOf(sheets: readonly SheetRoot[]): string {
  const tree = new RowTree()
  for (const { name, columns, rows, root } of sheets.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    tree.add(JSON.stringify([name, columns.map((column) => `${column.name}:${column.kind}`), rows, root]))
  }
  return tree.root()
}
