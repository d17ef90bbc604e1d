import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CXPT,
  EMISSION_CAP,
  formatBps,
  formatCxpt,
  formatFixed,
  formatPrice,
  formatUnits,
  formatUsd,
  MAX_SUPPLY,
  parseUnitsExact,
} from './units'

test('the supply is 1e27 wei, of which 480 million CXPT may be emitted', () => {
  expect(MAX_SUPPLY).toBe(1_000_000_000_000_000_000_000_000_000n)
  expect(EMISSION_CAP).toBe(480_000_000_000_000_000_000_000_000n)
})

describe('parseUnitsExact', () => {
  test.each([
    ['a whole number', '5700', 5_700_000_000_000_000_000_000n],
    ['a fraction', '61.5682', 61_568_200_000_000_000_000n],
    ['one wei', '0.000000000000000001', 1n],
    ['no whole part', '.5', 500_000_000_000_000_000n],
    ['no fraction after the point', '5.', 5_000_000_000_000_000_000n],
    ['zeros beyond the unit', '1.0000000000000000000000', 1_000_000_000_000_000_000n],
    ['spaces around', '  3 ', 3_000_000_000_000_000_000n],
    ['leading zeros', '007', 7_000_000_000_000_000_000n],
  ])('reads %s', (_, text, value) => {
    expect(parseUnitsExact(text, 18)).toEqual({ ok: true, value })
  })

  test.each([
    ['nothing', '', 'empty'],
    ['spaces', '   ', 'empty'],
    ['a word', 'ten', 'malformed'],
    ['a point alone', '.', 'malformed'],
    ['two points', '1.2.3', 'malformed'],
    ['a comma, which is ambiguous', '1,500', 'malformed'],
    ['a sign', '-1', 'malformed'],
    ['an exponent', '1e18', 'malformed'],
    ['hexadecimal', '0x10', 'malformed'],
    ['finer than wei', '0.0000000000000000001', 'too_fine'],
  ])('refuses %s', (_, text, reason) => {
    expect(parseUnitsExact(text, 18)).toEqual({ ok: false, reason })
  })

  test('refuses a hundredth of a bp', () => {
    expect(parseUnitsExact('5.001', 2)).toEqual({ ok: false, reason: 'too_fine' })
  })

  test('reads back whatever formatUnits writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_SUPPLY * MAX_SUPPLY }), fc.nat(30), (value, decimals) => {
        expect(parseUnitsExact(formatUnits(value, decimals), decimals)).toEqual({ ok: true, value })
      }),
    )
  })
})

describe('formatUnits', () => {
  test.each([
    ['nothing', 0n, '0'],
    ['one wei', 1n, '0.000000000000000001'],
    ['a whole amount', 5_700n * CXPT, '5700'],
    ['a negative amount, with the ASCII minus of machines', -1_500_000_000_000_000_000n, '-1.5'],
    ['the supply', MAX_SUPPLY, '1000000000'],
  ])('writes %s exactly', (_, value, text) => {
    expect(formatUnits(value, 18)).toBe(text)
  })
})

describe('formatFixed', () => {
  test.each([
    ['rounds what is received down', 1_999_999_999_999_999_999n, 4, 'down', '1.9999'],
    ['rounds what is paid up', 1_000_000_000_000_000_001n, 4, 'up', '1.0001'],
    ['leaves an exact amount as it is when rounding up', 1_000_000_000_000_000_000n, 4, 'up', '1.0000'],
    ['rounds to the nearest, half away from zero', 1_000_050_000_000_000_000n, 4, 'nearest', '1.0001'],
    ['writes U+2212 before a negative amount', -1_234_500_000_000_000_000_000n, 2, 'nearest', '\u22121,234.50'],
    ['rounds a negative amount by its size', -1_999_999_999_999_999_999n, 0, 'down', '\u22121'],
    ['leaves out the sign of what rounds to nothing', -1n, 2, 'nearest', '0.00'],
    ['groups thousands', MAX_SUPPLY, 0, 'nearest', '1,000,000,000'],
  ] as const)('%s', (_, value, digits, round, text) => {
    expect(formatFixed(value, 18, digits, round)).toBe(text)
  })

  test('writes more digits than the unit has', () => {
    expect(formatFixed(5n, 2, 4)).toBe('0.0500')
  })
})

test.each([
  [0n, '$0.00'],
  [19_000_000n, '$19.00'],
  [1_234_567_890n, '$1,234.57'],
  [200n, '$0.0002'],
  [15_000n, '$0.015'],
  [500_000n, '$0.50'],
  [1n, '$0.000001'],
  [-79_000_000n, '\u2212$79.00'],
  [-200n, '\u2212$0.0002'],
])('formatUsd writes %s micro-USD as %s', (micro, text) => {
  expect(formatUsd(micro)).toBe(text)
})

test('formats a price, bps and CXPT', () => {
  expect(formatPrice(50_000_000_000_000_000n)).toBe('$0.05')
  expect(formatPrice(51_234_567_890_000_000n)).toBe('$0.051235')
  expect(formatBps(1_500)).toBe('15.00%')
  expect(formatBps(1n)).toBe('0.01%')
  expect(formatCxpt(61_568_212_345_678_901_234n, { round: 'up' })).toBe('61.5683')
  expect(formatCxpt(61_568_212_345_678_901_234n, { digits: 2 })).toBe('61.57')
})
