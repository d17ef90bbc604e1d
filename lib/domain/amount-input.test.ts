import { expect, test } from 'vitest'
import { parseTyped } from './amount-input'

const E18 = 10n ** 18n

test.each([
  ['250.5', 2_505n * 10n ** 17n],
  [' 1,250.5 ', 12_505n * 10n ** 17n],
  ['1,234,567', 1_234_567n * E18],
  ['1 250', 1_250n * E18],
  ['1\u00a0250.25', 125_025n * 10n ** 16n],
  ['1\u202f250', 1_250n * E18],
  ['1_000', 1_000n * E18],
  ['1’250', 1_250n * E18],
  ['4,218.3361 CXPT', 42_183_361n * 10n ** 14n],
  ['$79.00', 79n * E18],
  ['0', 0n],
  ['0.000000000000000001', 1n],
  ['00012', 12n * E18],
])('%j is an amount', (text, value) => {
  expect(parseTyped(text, 18)).toEqual({ ok: true, value })
})

test.each([
  ['', 'empty'],
  ['  CXPT', 'empty'],
  ['1,25', 'grouping'],
  ['1.250,50', 'grouping'],
  ['12,34,567', 'grouping'],
  ['1 2 3', 'grouping'],
  ['1e18', 'exponent'],
  ['2.5E-3', 'exponent'],
  ['-5', 'sign'],
  ['+5', 'sign'],
  ['\u22125', 'sign'],
  ['0.0000000000000000001', 'too_fine'],
  ['0x10', 'digits'],
  ['12abc', 'digits'],
  ['1.2.3', 'digits'],
  ['five', 'digits'],
  ['٥', 'digits'],
])('%j is none: %s', (text, problem) => {
  expect(parseTyped(text, 18)).toEqual({ ok: false, problem })
})
