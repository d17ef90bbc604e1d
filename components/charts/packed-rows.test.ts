import { expect, test } from 'vitest'
import type { ChartRow } from './chart-data'
import { packRows, unpackRows } from './packed-rows'

const rows: readonly ChartRow[] = [
  { id: '2026-10-12', label: '12 Oct', values: { burn: '124041.183412345678901234', emission: null } },
  { label: '19 Oct', title: 'Epoch 34', values: { burn: '0' }, state: 'running', more: [{ name: 'a', text: '"b"' }] },
]

test('rows come out as they went in, to the last decimal', () => {
  expect(unpackRows(packRows(rows))).toEqual(rows)
})

test('the same rows are the same object, so a page carries them once', () => {
  expect(packRows(rows)).toBe(packRows(rows))
  expect(unpackRows(packRows(rows))).toBe(unpackRows(packRows(rows)))
})
