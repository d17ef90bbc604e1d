import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FORMAT } from './format'
import { differences, type RowChange } from './row-diff'
import type { ReportFiles } from './verify/files'

type Rows = (string | null)[][]
const COLUMNS = [
  { kind: 'text', name: 'tx' },
  { kind: 'cxpt', name: 'amount' },
]
const MOVEMENTS = [...COLUMNS, { kind: 'cxpt', name: 'to_balance_after' }]

function reportOf(burns: Rows, movements: Rows = []): ReportFiles {
  const data = { burns: { columns: COLUMNS, rows: burns }, movements: { columns: MOVEMENTS, rows: movements } }
  const text = canonicalize({ data, format: FORMAT, front: { columns: COLUMNS, rows: [] } }) ?? ''
  return {
    list: async () => [],
    read: async function* () {
      for (let at = 0; at < text.length; at += 7) yield Buffer.from(text.slice(at, at + 7))
    },
  }
}

async function changes(before: ReportFiles, after: ReportFiles): Promise<RowChange[]> {
  const all: RowChange[] = []
  for await (const change of differences(before, after)) all.push(change)
  return all
}

test('a changed amount, a new row and a lost one', async () => {
  const before: Rows = [
    ['0xa', '1'],
    ['0xb', '2'],
    ['0xc', '3'],
  ]
  const after: Rows = [
    ['0xn', '9'],
    ['0xa', '1'],
    ['0xb', '7'],
  ]
  expect(await changes(reportOf(before), reportOf(after))).toEqual([
    {
      ...{ sheet: 'burns', change: 'changed', rowBefore: 2, rowAfter: 3 },
      cells: [{ column: 'amount', before: '2', after: '7' }],
    },
    {
      ...{ sheet: 'burns', change: 'removed', rowBefore: 3, rowAfter: null },
      cells: [
        { column: 'tx', before: '0xc', after: null },
        { column: 'amount', before: '3', after: null },
      ],
    },
    {
      ...{ sheet: 'burns', change: 'added', rowBefore: null, rowAfter: 1 },
      cells: [
        { column: 'tx', before: null, after: '0xn' },
        { column: 'amount', before: null, after: '9' },
      ],
    },
  ])
})

test('running sums say nothing of their own', async () => {
  const before: Rows = [['0xb', '2', '2']]
  const after: Rows = [
    ['0xa', '1', '1'],
    ['0xb', '2', '3'],
  ]
  const found = await changes(reportOf([], before), reportOf([], after))
  expect(found.map(({ change, rowAfter }) => [change, rowAfter])).toEqual([['added', 1]])
})

const ROW = fc.tuple(fc.constantFrom('0xa', '0xb', '0xc'), fc.constantFrom('1', '2'))

test('what was removed and added makes the new rows of the old ones', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(ROW, { maxLength: 12 }), fc.array(ROW, { maxLength: 12 }), async (before, after) => {
      const rows = before.map(([tx, amount]) => `${tx} ${amount}`)
      for (const { rowBefore, rowAfter } of await changes(reportOf(before), reportOf(after))) {
        if (rowBefore !== null) rows.splice(rows.indexOf((before[rowBefore - 1] ?? []).join(' ')), 1)
        if (rowAfter !== null) rows.push((after[rowAfter - 1] ?? []).join(' '))
      }
      expect(rows.sort()).toEqual(after.map((row) => row.join(' ')).sort())
    }),
  )
})
