import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { greater, lesser, mulDivCeil, mulDivFloor, quoteCxpt, rewardCxpt, usdOf, withSlippage } from './money'

const CENT_5 = 50_000_000_000_000_000n

describe('quoteCxpt', () => {
  test.each([
    ['$79 at $0.05', 79_000_000n, CENT_5, 1_580_000_000_000_000_000_000n],
    ['$10 at $0.05', 10_000_000n, CENT_5, 200_000_000_000_000_000_000n],
    ['one micro-USD at $3, rounded up', 1n, 3_000_000_000_000_000_000n, 333_333_333_334n],
    ['nothing', 0n, CENT_5, 0n],
  ])('%s', (_, usd, price, cxpt) => {
    expect(quoteCxpt(usd, price)).toBe(cxpt)
  })

  test('refuses a price of 0 and a negative amount', () => {
    expect(() => quoteCxpt(1n, 0n)).toThrow(RangeError)
    expect(() => quoteCxpt(-1n, CENT_5)).toThrow(RangeError)
  })
})

test('usdOf rounds down, so that who cannot pay a whole micro-USD pays none', () => {
  expect(usdOf(1_780_000_000_000_000_000_000n, CENT_5)).toBe(89_000_000n)
  expect(usdOf(19_999_999_999_999n, CENT_5)).toBe(0n)
  expect(usdOf(20_000_000_000_000n, CENT_5)).toBe(1n)
})

test('a reward stated in USD rounds down where a charge rounds up', () => {
  expect(rewardCxpt(1n, 3_000_000_000_000_000_000n)).toBe(333_333_333_333n)
})

test('withSlippage adds 1% by default, rounded up', () => {
  expect(withSlippage(1_580_000_000_000_000_000_000n)).toBe(1_595_800_000_000_000_000_000n)
  expect(withSlippage(1n)).toBe(2n)
  expect(withSlippage(1_000n, 0n)).toBe(1_000n)
})

test('lesser and greater work on bigint, where Math.min throws', () => {
  expect([lesser(1n, 2n), lesser(2n, 1n), greater(1n, 2n), greater(2n, 1n)]).toEqual([1n, 1n, 2n, 2n])
})

const amount = fc.bigInt({ min: 0n, max: 10n ** 40n })
const divisor = fc.bigInt({ min: 1n, max: 10n ** 40n })

describe('laws', () => {
  test('floor and ceil enclose the exact quotient and differ by one at most', () => {
    fc.assert(
      fc.property(amount, amount, divisor, (a, b, d) => {
        const low = mulDivFloor(a, b, d)
        const high = mulDivCeil(a, b, d)
        expect(low * d <= a * b && a * b <= high * d).toBe(true)
        expect(high - low).toBe((a * b) % d === 0n ? 0n : 1n)
      }),
    )
  })

  test('what is charged for an amount is worth at least that amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.bigInt({ min: 1n, max: 10n ** 24n }), (usd, price) => {
        expect(usdOf(quoteCxpt(usd, price), price) >= usd).toBe(true)
      }),
    )
  })
})
