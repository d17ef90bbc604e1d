import { expect, test } from 'vitest'
import { parseCxpt, parseUsd } from './amount-input'

const MOST = 100n * 10n ** 18n

test.each([
  ['', { wei: null, say: null }],
  ['12.5', { wei: 125n * 10n ** 17n, say: null }],
  ['1 00', { wei: null, say: 'A comma or space parts thousands only: 1,250.5. The point is for decimals.' }],
  ['1,00', { wei: null, say: 'A comma or space parts thousands only: 1,250.5. The point is for decimals.' }],
  ['100.000000000000000001', { wei: null, say: 'Too much.' }],
  ['0.0000000000000000001', { wei: null, say: 'At most 18 decimals.' }],
  ['-1', { wei: null, say: 'Without a sign: an amount is above 0.' }],
  ['1e3', { wei: null, say: 'Write the number out, without an exponent.' }],
  ['1,000', { wei: null, say: 'Too much.' }],
])('%j of at most 100 CXPT', (text, value) => {
  expect(parseCxpt(text, MOST, 'Too much.')).toEqual(value)
})

test('USD is read to the micro-USD', () => {
  expect(parseUsd('6.000001')).toEqual({ wei: 6_000_001n, say: null })
  expect(parseUsd('6.0000001')).toEqual({ wei: null, say: 'At most 6 decimals.' })
})
