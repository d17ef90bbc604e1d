import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textCell } from './csv-cells'
import { jsonRow } from './json'
import { lineWriter } from './line-writer'
import type { Cell, Column } from './table'

const COLUMNS: Column[] = [
  { name: 'text', kind: 'text' },
  { name: 'wei', kind: 'cxpt' },
  { name: 'time', kind: 'time' },
  { name: 'count', kind: 'count' },
]
const TEXT = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '-1', 'a b', 'a ', '=x', 'a-b', '0xab', 'a\\b', 'a"b'),
)

test('is the JSON of the row, and its text as CSV has it, also the second time', () => {
  const write = lineWriter(COLUMNS)
  const row = fc.tuple(
    fc.option(TEXT),
    fc.option(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })),
    fc.option(fc.date({ min: new Date(0), max: new Date('2999-01-01'), noInvalidDate: true })),
    fc.option(fc.integer()),
  )
  fc.assert(
    fc.property(row, (cells: readonly Cell[]) => {
      for (let i = 0; i < 2; i += 1) {
        const { csv, json } = write(cells)
        expect(json).toBe(jsonRow(cells))
        const [text] = cells
        if (typeof text === 'string') expect(csv.startsWith(`${textCell(text)},`)).toBe(true)
      }
    }),
  )
})

test('times of one second are one text, of another they are another', () => {
  const write = lineWriter([{ name: 'time', kind: 'time' }])
  const at = (ms: number) => write([new Date(ms)]).csv.trim()
  expect([at(0), at(0), at(250), at(1_000)]).toEqual([
    '1970-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '1970-01-01T00:00:00.250Z',
    '1970-01-01T00:00:01Z',
  ])
})
