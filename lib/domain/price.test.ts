import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { availabilityOf, chargeNano, cumulativeUsd, holdOf, LAUNCH_PRICING, nextFactor, unitPrice } from './price'

const load = (percent: bigint) => ({ served: percent, queued: 0n, capacity: 100n })

describe('nextFactor', () => {
  test.each([
    ['stays at the target', 1_000_000n, 60n, 1_000_000n],
    ['rises above it', 1_000_000n, 80n, 1_062_500n],
    ['falls with nothing to do', 1_000_000n, 0n, 875_000n],
    ['floors to ppm', 1_062_500n, 75n, 1_112_304n],
  ])('%s', (_, factor, percent, next) => {
    expect(nextFactor({ factor, dayEarlier: factor }, load(percent))).toBe(next)
  })

  test('a day at 1, then full: 1.125, 1.25 and no further on that day', () => {
    const dayEarlier = 1_000_000n
    const first = nextFactor({ factor: 1_000_000n, dayEarlier }, load(100n))
    const second = nextFactor({ factor: first, dayEarlier }, load(100n))
    const third = nextFactor({ factor: second, dayEarlier }, load(100n))
    expect([first, second, third]).toEqual([1_125_000n, 1_250_000n, 1_250_000n])
  })

  test('queued work counts, and more than the capacity counts as full', () => {
    const state = { factor: 1_000_000n, dayEarlier: 1_000_000n }
    expect(nextFactor(state, { served: 50n, queued: 30n, capacity: 100n })).toBe(1_062_500n)
    expect(nextFactor(state, { served: 90n, queued: 500n, capacity: 100n })).toBe(1_125_000n)
  })

  test('rounds the lower bound of the day up', () => {
    expect(nextFactor({ factor: 750_001n, dayEarlier: 1_000_001n }, load(0n))).toBe(750_001n)
  })

  test('stays in its band', () => {
    expect(nextFactor({ factor: 1_990_000n, dayEarlier: 1_900_000n }, load(100n))).toBe(2_000_000n)
    expect(nextFactor({ factor: 510_000n, dayEarlier: 600_000n }, load(0n))).toBe(500_000n)
  })

  test('refuses no capacity', () => {
    expect(() => nextFactor({ factor: 1n, dayEarlier: 1n }, { served: 0n, queued: 0n, capacity: 0n })).toThrow(
      RangeError,
    )
  })

  test('for any load it stays in the band and within 25% of the day before', () => {
    const factor = fc.bigInt({ min: 500_000n, max: 2_000_000n })
    const work = fc.bigInt({ min: 0n, max: 10n ** 9n })
    fc.assert(
      fc.property(
        factor,
        factor,
        work,
        work,
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (now, dayEarlier, served, queued, capacity) => {
          const next = nextFactor({ factor: now, dayEarlier }, { served, queued, capacity })
          expect(next >= LAUNCH_PRICING.minFactor && next <= LAUNCH_PRICING.maxFactor).toBe(true)
          expect(next * 4n >= dayEarlier * 3n && next * 4n <= dayEarlier * 5n).toBe(true)
        },
      ),
    )
  })
})

test.each([
  ['with fresh data and enough reporters', { isFrozen: false, age: 7_200n, reporters: 3 }, null],
  ['frozen by hand', { isFrozen: true, age: 0n, reporters: 9 }, 'frozen'],
  ['with data older than two periods', { isFrozen: false, age: 7_201n, reporters: 9 }, 'old_data'],
  ['with two reporters', { isFrozen: false, age: 0n, reporters: 2 }, 'few_reporters'],
])('holdOf %s', (_, data, hold) => {
  expect(holdOf(data)).toBe(hold)
})

describe('unitPrice', () => {
  test('multiplies list, factor and availability', () => {
    expect(unitPrice(2_000_000n, 1_062_500n, availabilityOf(2n))).toBe(2_443_750n)
  })

  test('stays between half and twice the list price', () => {
    expect(unitPrice(2_000_000n, 2_000_000n, 1_250_000n)).toBe(4_000_000n)
    expect(unitPrice(2_000_000n, 500_000n, 950_000n)).toBe(1_000_000n)
  })
})

describe('chargeNano', () => {
  test.each([
    [
      '1,234 tokens',
      { inputUnits: 1_234n, outputUnits: 0n },
      { input: 2_125_000n, output: 0n, unit: 1_000n },
      2_622_250n,
    ],
    [
      '90 s of speech',
      { inputUnits: 90n, outputUnits: 0n },
      { input: 15_000_000n, output: 0n, unit: 60n },
      22_500_000n,
    ],
    ['input and output rounded up apart', { inputUnits: 1n, outputUnits: 1n }, { input: 1n, output: 1n, unit: 2n }, 2n],
  ])('%s', (_, metered, prices, nano) => {
    expect(chargeNano(metered, prices)).toBe(nano)
  })
})

test('cumulative usage is floored once, over the sum', () => {
  expect(cumulativeUsd(2_622_250n + 22_500_000n)).toBe(25_122n)
  expect(cumulativeUsd(999n)).toBe(0n)
})
