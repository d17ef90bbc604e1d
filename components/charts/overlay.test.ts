import { expect, test } from 'vitest'
import type { ChartRow } from './chart-data'
import { missingRows, toComeAt } from './overlay'
import { scaleOf } from './scale'

/** 198 px from 500 at the top to 0 at the bottom. */
const SCALE = scaleOf([0, 250, 500], 236)

const future = (...lines: (string | null)[][]): ChartRow[] =>
  (lines[0] ?? []).map((_, at) => ({
    label: String(at),
    values: Object.fromEntries(lines.map((line, key) => [key, line[at] ?? null])),
    state: 'future',
  }))

test.each([
  ['nothing is known: the top', [[null, null, null, null]], 32],
  ['a line lower down: the top', [['100', '200', '300', '400']], 32],
  ['a cap through the top: over the axis', [['480', '480', '480', '480']], 202],
  ['a line that reaches the cap at the end only: the top', [['100', '200', '300', '480']], 32],
  [
    'lines through both: between them',
    [
      ['480', '480', '480', '480'],
      ['30', '30', '30', '30'],
    ],
    117,
  ],
])('the words of the time to come, %s', (_, lines, base) => {
  expect(toComeAt(SCALE, future(...lines))).toBe(base)
})

test('a long run of unknown rows is named once, in its middle; the time to come never', () => {
  const rows = (...known: (string | null)[]): ChartRow[] =>
    known.map((value, at) => ({ label: String(at), values: { value } }))
  expect(missingRows(rows('1', null, null, '2'))).toEqual([1, 2])
  expect(missingRows(rows(null, null, null, null, null, '2'))).toEqual([2])
  expect(missingRows(future([null, null]))).toEqual([])
})
