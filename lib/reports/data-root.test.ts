import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { dataRootOf, RowTree, treeHash } from './data-root'
import { NODE_TREE_HASH } from './node-hash'

const hash = (prefix: number | null, ...parts: Buffer[]) =>
  createHash('sha256')
    .update(Buffer.concat([...(prefix === null ? [] : [Buffer.from([prefix])]), ...parts]))
    .digest()
const leaf = (text: string) => hash(0, Buffer.from(text))
const rootOf = (rows: string[], by = NODE_TREE_HASH) => {
  const tree = new RowTree(by)
  for (const row of rows) tree.add(row)
  return tree.root()
}

test('of no rows, one, two and five, as RFC 6962 has it', () => {
  expect(rootOf([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(rootOf(['a'])).toBe(leaf('a').toString('hex'))
  const ab = hash(1, leaf('a'), leaf('b'))
  expect(rootOf(['a', 'b'])).toBe(ab.toString('hex'))
  const abcd = hash(1, ab, hash(1, leaf('c'), leaf('d')))
  expect(rootOf(['a', 'b', 'c', 'd', 'e'])).toBe(hash(1, abcd, leaf('e')).toString('hex'))
  const ef = hash(1, leaf('e'), leaf('f'))
  expect(rootOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe(hash(1, abcd, hash(1, ef, leaf('g'))).toString('hex'))
})

const SHEET = { name: 'burns', columns: [{ name: 'block', kind: 'count' as const }], rows: 1, root: 'aa' }

test('the root of the data changes with any name, column, number of rows or row, and not with the order of sheets', () => {
  const other = { ...SHEET, name: 'split' }
  const root = dataRootOf([SHEET, other], NODE_TREE_HASH)
  expect(dataRootOf([other, SHEET], NODE_TREE_HASH)).toBe(root)
  const changed = [
    { ...SHEET, name: 'burnt' },
    { ...SHEET, rows: 2 },
    { ...SHEET, root: 'ab' },
    { ...SHEET, columns: [{ name: 'block', kind: 'text' as const }] },
  ]
  expect(new Set(changed.map((one) => dataRootOf([one, other], NODE_TREE_HASH))).add(root).size).toBe(5)
})

test('a browser makes the same root, with text of any length', () => {
  const rows = ['', 'a', '料金 😀', 'x'.repeat(10_000), '\u2028']
  expect(rootOf(rows, treeHash())).toBe(rootOf(rows))
})
