import { expect, test } from 'vitest'
import { closedFrom, isAdjustable, parseCents } from './adjustment'

test.each([
  ['12', 1_200n],
  ['1,234.5', 123_450n],
  ['0.01', 1n],
  [' 7.25 ', 725n],
  ['9999999999.99', 999_999_999_999n],
  ['0', null],
  ['0.00', null],
  ['0.001', null],
  ['-5', null],
  ['1e3', null],
  ['', null],
  ['12345678901', null],
])('%s in cents', (text, cents) => {
  expect(parseCents(text)).toBe(cents)
})

test('what ties to users, receipts or the chain is not adjusted', () => {
  expect(['1200', '2100', '2110', '2300', '2500', '3900', '4100', '4200'].filter(isAdjustable)).toEqual([])
  expect(isAdjustable('6200')).toBe(true)
})

test('a month is closed by itself and by every later one that is', () => {
  const live = [{ month: '2026-08' }, { month: '2026-10' }]
  expect(closedFrom('2026-08', live)).toBe('2026-08')
  expect(closedFrom('2026-09', live)).toBe('2026-10')
  expect(closedFrom('2026-11', live)).toBeNull()
})
