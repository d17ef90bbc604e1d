import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataRootOf, RowTree, type SheetRoot } from './data-root'
import { NODE_TREE_HASH as HASH } from './node-hash'
import { isProven, leafOf, proveRow } from './row-proof'

const COLUMNS = [{ name: 'block', kind: 'count' as const }]
const sheet = (name: string, rows: readonly string[]): SheetRoot => {
  const tree = new RowTree(HASH)
  for (const row of rows) tree.add(row)
  return { name, columns: COLUMNS, rows: rows.length, root: tree.root() }
}
const rowsOf = (size: number) => Array.from({ length: size }, (_, i) => `["${i}"]`)
const proofIn = (rows: readonly string[], index: number, sheets: readonly SheetRoot[]) =>
  proveRow({ sheet: 'burns', index, text: rows[index] ?? '', leaves: rows.map(HASH.leaf) }, sheets, HASH)

test('every row of a sheet of any size is proven, at its place and nowhere else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat({ max: 6 }), (size, place, others) => {
      const rows = rowsOf(size)
      const sheets = [sheet('burns', rows), ...Array.from({ length: others }, (_, i) => sheet(`s${i}`, ['[]']))]
      const root = dataRootOf(sheets, HASH)
      const proof = proofIn(rows, place % size, sheets)
      expect(isProven(proof, root, HASH)).toBe(true)
      expect(isProven({ ...proof, text: '["x"]' }, root, HASH)).toBe(false)
      expect(isProven({ ...proof, rows: size + 1 }, root, HASH)).toBe(false)
      for (let row = 0; row <= size + 1; row += 1)
        expect(isProven({ ...proof, row }, root, HASH)).toBe(row === proof.row)
    }),
  )
})

test('a proof of another sheet, column or root proves nothing', () => {
  const rows = rowsOf(5)
  const sheets = [sheet('burns', rows), sheet('split', rows)]
  const root = dataRootOf(sheets, HASH)
  const proof = proofIn(rows, 3, sheets)
  expect(leafOf(proof, HASH)).toMatch(/^[0-9a-f]{64}$/)
  expect(isProven({ ...proof, sheet: 'split' }, root, HASH)).toBe(false)
  expect(isProven({ ...proof, columns: [{ name: 'block', kind: 'text' }] }, root, HASH)).toBe(false)
  expect(isProven({ ...proof, path: [...proof.path, proof.path[0] ?? ''] }, root, HASH)).toBe(false)
  expect(isProven({ ...proof, path: ['zz', ...proof.path.slice(1)] }, root, HASH)).toBe(false)
  expect(isProven(proof, '0'.repeat(64), HASH)).toBe(false)
  expect(() => proveRow({ sheet: 'none', index: 0, text: '', leaves: [] }, sheets, HASH)).toThrow('no sheet none')
})
