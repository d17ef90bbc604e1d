import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meanPrice, numberText, parseNumber, seriesOf, taxIn } from './invoice'

const NEW_YEAR = new Date('2026-12-31T23:59:59Z')

test('a series is of an entity, a kind and a year in UTC', () => {
  expect(seriesOf({ prefix: 'CX' }, 'invoice', NEW_YEAR)).toBe('CX-2026-')
  expect(seriesOf({ prefix: 'CX' }, 'credit_note', NEW_YEAR)).toBe('CX-CN-2026-')
  expect(seriesOf({ prefix: 'CX' }, 'invoice', new Date('2027-01-01T00:00:00Z'))).toBe('CX-2027-')
})

test.each([
  ['CX-2026-000017', { series: 'CX-2026-', number: 17 }],
  ['CX-CN-2026-1000000', { series: 'CX-CN-2026-', number: 1_000_000 }],
  ['CX-2026-000000', null],
  ['CX-2026-17', null],
  ['../etc', null],
  ['', null],
])('%j is read as a number', (text, number) => {
  expect(parseNumber(text)).toEqual(number)
})

test('what is written is read again', () => {
  expect(numberText('CX-2026-', 17)).toBe('CX-2026-000017')
  expect(parseNumber(numberText('CX-CN-2026-', 123))).toEqual({ series: 'CX-CN-2026-', number: 123 })
})

test.each([
  [79_000_000n, 0, { net: 79_000_000n, tax: 0n, gross: 79_000_000n }],
  [119_000_000n, 1_900, { net: 100_000_000n, tax: 19_000_000n, gross: 119_000_000n }],
  [1n, 1_900, { net: 1n, tax: 0n, gross: 1n }],
])('%s with %s bps of tax in it', (gross, bps, parts) => {
  expect(taxIn(gross, bps)).toEqual(parts)
})

test('net and tax are the price to the last micro-dollar, and the tax is never more than its rate of the net', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.nat(10_000), (price, bps) => {
      const { net, tax, gross } = taxIn(price, bps)
      expect(net + tax).toBe(gross)
      expect(tax * 10_000n <= net * BigInt(bps)).toBe(true)
    }),
  )
})

test('the mean price of what was debited', () => {
  expect(meanPrice(5_000_000n, 100n * 10n ** 18n)).toBe(5n * 10n ** 16n)
  expect(meanPrice(5n, 0n)).toBeNull()
})
