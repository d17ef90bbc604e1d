import { describe, expect, test } from 'vitest'
import { axisText, csvOf, figureText, hangingAxis, labelledRows, niceTicks, plotOf, sumOf } from './chart-data'

describe('figureText', () => {
  test.each([
    ['digits beyond those shown are cut', '124041.189999999999999999', {}, '124,041.18'],
    ['missing digits are filled', '50', {}, '50.00'],
    ['more digits than floating point holds', '123456789012345678901.5', {}, '123,456,789,012,345,678,901.50'],
    ['negative with a true minus before the symbol', '-10533.6', { symbol: '$' }, '\u2212$10,533.60'],
    ['whole numbers on request', '1234.9', { digits: 0 }, '1,234'],
    ['not known is n/a', null, {}, 'n/a'],
  ])('%s', (_, value, format, text) => {
    expect(figureText(value, format)).toBe(text)
  })
})

test.each([
  ['thousands', 250_000, '250K'],
  ['millions with what is needed', 1_500_000, '1.5M'],
  ['billions', 1e9, '1B'],
  ['below zero', -250_000, '\u2212250K'],
  ['small prices keep their digits', 0.0425, '0.0425'],
  ['never an exponent', 0.0000004, '0'],
  ['zero', 0, '0'],
])('axisText: %s', (_, value, text) => {
  expect(axisText(value)).toBe(text)
})

test.each([
  ['from zero up', 0, 156_000, [0, 50_000, 100_000, 150_000, 200_000]],
  ['mirrored around zero', -150_000, 960_000, [-250_000, 0, 250_000, 500_000, 750_000, 1_000_000]],
  ['nothing at all still has an axis', 0, 0, [0, 1]],
  ['one flat value starts at zero', 5, 5, [0, 1, 2, 3, 4, 5]],
  ['a price without zero', 0.041, 0.0447, [0.041, 0.042, 0.043, 0.044, 0.045]],
])('niceTicks: %s', (_, low, high, ticks) => {
  expect(niceTicks(low, high)).toEqual(ticks)
})

test.each([
  ['thirteen weeks name every third', 13, [0, 3, 6, 9, 12]],
  ['a last row near the one before takes its place', 11, [0, 3, 6, 10]],
  ['a last row far from it stands beside it', 54, [0, 14, 28, 42, 53]],
  ['a few name all', 4, [0, 1, 2, 3]],
  ['one names itself', 1, [0]],
  ['none', 0, []],
])('labelledRows: %s', (_, count, rows) => {
  expect(labelledRows(count)).toEqual(rows)
})

test.each([
  ['bars that hang a little end the axis', [-1000, 0, 1000], -100, { ticks: [0, 1000], low: -120 }],
  ['bars that hang far keep the tick below them', [-1000, 0, 1000], -600, { ticks: [-1000, 0, 1000], low: -1000 }],
  ['nothing hangs', [0, 1000], 0, { ticks: [0, 1000], low: 0 }],
])('hangingAxis: %s', (_, ticks, low, expected) => {
  expect(hangingAxis(ticks, low)).toEqual(expected)
})

test('sums are exact over different decimals and signs, and unknown parts add nothing', () => {
  expect(sumOf(['0.1', '0.2', null])).toBe('0.3')
  expect(sumOf(['-1.5', '1'])).toBe('-0.5')
  expect(sumOf([null, undefined])).toBeNull()
})

test('what cannot be a number is a gap', () => {
  expect(plotOf('12.5')).toBe(12.5)
  expect(plotOf(null)).toBeNull()
  expect(plotOf('x')).toBeNull()
})

test('the file keeps numbers exact and disarms text that would run', () => {
  const series = [{ key: 'burn_cxpt', name: 'Burn', tone: 'burn' }] as const
  const rows = [
    { label: '24 Aug', values: { burn_cxpt: '68120.123456789012345678' } },
    { label: '=1+1', values: { burn_cxpt: null } },
    { label: 'a "b", c', values: { burn_cxpt: '-1' }, state: 'running' },
  ] as const
  expect(csvOf({ series, rows })).toBe(
    'period,burn_cxpt,state\r\n24 Aug,68120.123456789012345678,complete\r\n\'=1+1,,complete\r\n"a ""b"", c",-1,running\r\n',
  )
})
