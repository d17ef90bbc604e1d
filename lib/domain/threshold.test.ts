import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  exactly,
  isBeyond,
  isFixed,
  readThreshold,
  THRESHOLD_IDS,
  THRESHOLDS,
  type Threshold,
  thresholdsWith,
} from './threshold'

test.each([
  ['a whole number', 'price_move', '25', { value: '25' }],
  ['its zeros are dropped', 'price_move', '025.50', { value: '25.5' }],
  ['the least', 'price_gap', '0.1', { value: '0.1' }],
  ['the most', 'price_move', '100', { value: '100' }],
  ['under the least', 'price_move', '0.99', { problem: 'outside' }],
  ['over the most', 'price_move', '100.01', { problem: 'outside' }],
  ['finer than its unit', 'price_move', '20.001', { problem: 'too_fine', decimals: 2 }],
  ['half a minute', 'indexer_lag', '1.5', { problem: 'too_fine', decimals: 0 }],
  ['nothing', 'price_move', ' ', { problem: 'malformed' }],
  ['a comma', 'price_move', '1,000', { problem: 'malformed' }],
  ['an exponent', 'hhi', '2e3', { problem: 'malformed' }],
  ['a minus', 'price_move', '-5', { problem: 'malformed' }],
  ['gas to six decimals', 'key_balance', '0.000123', { value: '0.000123' }],
  ['one that nobody moves', 'reconciliation', '0', { problem: 'fixed' }],
] as const)('%s', (_, id, text, read) => {
  expect(readThreshold(id, text)).toEqual(read)
})

test.each([
  ['above: over it', 'above', '20.000001', '20', true],
  ['above: on it', 'above', '20', '20', false],
  ['above: under it', 'above', '9', '20', false],
  ['below: under it', 'below', '2.999999', '3', true],
  ['below: on it', 'below', '3', '3', false],
  ['below: over it', 'below', '10', '3', false],
  ['as numbers, not as text', 'above', '9', '10', false],
] as const)('%s', (_, side, value, limit, is) => {
  expect(isBeyond({ side }, value, limit)).toBe(is)
})

test('every standard is one that may be typed, or cannot be moved at all', () => {
  for (const id of THRESHOLD_IDS) {
    const { standard, least, most }: Threshold = THRESHOLDS[id]
    expect([id, exactly(least) <= exactly(standard) && exactly(standard) <= exactly(most)]).toEqual([id, true])
    expect([id, isFixed(id) ? standard : readThreshold(id, standard)]).toEqual([
      id,
      isFixed(id) ? least : { value: standard },
    ])
  }
})

test('what was set is in force, the standard for all others', () => {
  expect(thresholdsWith({ hhi: '3000' })).toMatchObject({ hhi: '3000', price_move: '20' })
})

test('a value is never both above and below a limit, and neither only when it is the limit', () => {
  const decimal = fc.tuple(fc.nat(10_000), fc.nat(999_999)).map(([a, b]) => `${a}.${String(b).padStart(6, '0')}`)
  fc.assert(
    fc.property(decimal, decimal, (value, limit) => {
      const [over, under] = [isBeyond({ side: 'above' }, value, limit), isBeyond({ side: 'below' }, value, limit)]
      expect([over && under, !over && !under]).toEqual([false, value === limit])
    }),
  )
})
