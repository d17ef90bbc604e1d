import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gini, hhi, lorenz, nakamoto33, percentile } from './concentration'

const amounts = fc.array(fc.bigInt(0n, 10n ** 30n), { minLength: 1, maxLength: 30 })
const some = amounts.filter((all) => all.some((amount) => amount > 0n))

describe('concentration', () => {
  test('by hand', () => {
    expect(gini([1n, 2n, 3n, 4n])).toBe('0.25')
    expect(gini([0n, 0n, 0n, 8n])).toBe('0.75')
    expect(hhi([1n, 1n, 2n])).toBe('3750')
    expect([nakamoto33([1n, 1n, 1n]), nakamoto33([34n, 33n, 33n]), nakamoto33([1n, 1n, 1n, 1n])]).toEqual([2n, 1n, 2n])
  })

  test('nothing to share has none', () => {
    expect([gini([]), hhi([0n]), nakamoto33([]), nakamoto33([0n, 0n])]).toEqual([null, null, null, null])
  })

  test('no order, no unit: only the shares count', () => {
    fc.assert(
      fc.property(some, fc.bigInt(1n, 10n ** 9n), (all, factor) => {
        const other = [...all].reverse().map((amount) => amount * factor)
        expect([gini(other), hhi(other), nakamoto33(other)]).toEqual([gini(all), hhi(all), nakamoto33(all)])
      }),
    )
  })

  test('bounds: equal shares at one end, one owner at the other', () => {
    fc.assert(
      fc.property(some, (all) => {
        const n = all.length
        expect(Number(gini(all))).toBeGreaterThanOrEqual(0)
        expect(Number(gini(all))).toBeLessThanOrEqual(1 - 1 / n + 1e-6)
        expect(Number(hhi(all))).toBeGreaterThanOrEqual(10_000 / n - 1e-6)
        expect(Number(hhi(all))).toBeLessThanOrEqual(10_000)
        expect(gini(all.map(() => 7n))).toBe('0')
      }),
    )
  })

  test('nakamoto33 hold more than a third, and fewer never do', () => {
    fc.assert(
      fc.property(some, (all) => {
        const count = Number(nakamoto33(all))
        const largest = [...all].sort((a, b) => (a > b ? -1 : 1))
        const held = (most: number) => largest.slice(0, most).reduce((sum, amount) => sum + amount, 0n) * 3n
        const sum = all.reduce((a, b) => a + b, 0n)
        expect(held(count) > sum).toBe(true)
        expect(held(count - 1) > sum).toBe(false)
      }),
    )
  })

  test('gini is half the relative mean difference', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(1n, 1_000n), { minLength: 1, maxLength: 12 }), (all) => {
        const sum = Number(all.reduce((a, b) => a + b, 0n))
        const gaps = all.flatMap((a) => all.map((b) => Math.abs(Number(a - b)))).reduce((a, b) => a + b, 0)
        expect(Number(gini(all))).toBeCloseTo(gaps / (2 * all.length * sum), 5)
      }),
    )
  })
})

test('percentile is the nearest rank', () => {
  const values = Array.from({ length: 20 }, (_, i) => BigInt(20 - i))
  expect([1n, 50n, 95n, 96n, 100n].map((percent) => percentile(values, percent))).toEqual([1n, 10n, 19n, 20n, 20n])
  expect([percentile([7n], 50n), percentile([], 50n)]).toEqual([7n, null])
})

describe('lorenz', () => {
  test('goes from none to all, the smallest first', () => {
    expect(lorenz([60n, 10n, 30n])).toEqual([
      { accounts: 0, share: '0' },
      { accounts: 1, share: '10' },
      { accounts: 2, share: '40' },
      { accounts: 3, share: '100' },
    ])
  })

  test('many accounts are drawn in a hundred steps', () => {
    const points = lorenz(new Array<bigint>(1_000).fill(7n))
    expect(points).toHaveLength(101)
    expect(points[50]).toEqual({ accounts: 500, share: '50' })
  })

  test('nothing shared has no curve', () => {
    expect(lorenz([])).toEqual([])
    expect(lorenz([0n, 0n])).toEqual([])
  })
})
