import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { dataRootOf, RowTree } from './data-root'

const hash = (prefix: number | null, ...parts: Buffer[]) =>
  createHash('sha256')
    .update(Buffer.concat([...(prefix === null ? [] : [Buffer.from([prefix])]), ...parts]))
    .digest()
const leaf = (text: string) => hash(0, Buffer.from(text))
const rootOf = (rows: string[]) => {
  const tree = new RowTree()
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
  const root = dataRootOf([SHEET, other])
  expect(dataRootOf([other, SHEET])).toBe(root)
  const changed = [
    { ...SHEET, name: 'burnt' },
    { ...SHEET, rows: 2 },
    { ...SHEET, root: 'ab' },
    { ...SHEET, columns: [{ name: 'block', kind: 'text' as const }] },
  ]
  expect(new Set(changed.map((one) => dataRootOf([one, other]))).add(root).size).toBe(5)
})
