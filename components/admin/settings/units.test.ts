import { expect, test } from 'vitest'
import { BPS, CXPT, changeOf, TIME } from './units'

test.each([
  [
    'less, in the unit to the last digit',
    CXPT,
    '765432250000000000000000',
    '654321500000000000000001',
    '−111110.749999999999999999, −14.51%',
  ],
  ['more', BPS, '500', '600', '+100, +20.00%'],
  ['from nothing there is no share', BPS, '0', '600', '+600'],
  ['the same', BPS, '600', '600', '+0, 0.00%'],
] as const)('%s', (_, unit, from, to, said) => {
  expect(changeOf(unit, from, to)).toBe(said)
})

test('a time has no share', () => {
  expect(changeOf(TIME, '1', '2')).toBeNull()
})
