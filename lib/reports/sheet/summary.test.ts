import { expect, test } from 'vitest'
import { changePercent, type Figure, summaryTable } from './summary'

const figure = (more: Partial<Figure>): Figure => ({
  ...{ id: 'gross_burn', name: 'Burned', formula: 'in to burned', unit: 'CXPT', note: '' },
  ...{ value: 0n, prior: null, ytd: null },
  ...more,
})

test('a figure beside the month before, in units, with its change in percent', () => {
  expect(summaryTable([figure({ value: 3n * 10n ** 18n, prior: 2n * 10n ** 18n, ytd: 5n * 10n ** 18n })])).toEqual([
    ['gross_burn', 'Burned', 'in to burned', '3', 'CXPT', '2', '1', '50', '5', ''],
  ])
})

test('the first month has nothing to compare with, and a balance no sum over months', () => {
  expect(summaryTable([figure({ unit: 'USD', value: -1n })])[0]?.slice(3)).toEqual([
    '-0.000000001',
    'USD',
    null,
    null,
    null,
    null,
    '',
  ])
})

test.each([
  [3n, 0n, null],
  [-3n, -2n, '-50'],
  [1n, -2n, '150'],
  [10_001n, 10_000n, '0.01'],
  [100_009n, 100_000n, '0'],
])('%s after %s is %s percent', (value, prior, percent) => {
  expect(changePercent(value, prior)).toBe(percent)
})
