import fc from 'fast-check'
import type { Address } from 'viem'
import { describe, expect, test } from 'vitest'
import { largestRemainder } from './largest-remainder'
import { lesser } from './money'
import { demandAt, epochDemand, nextDemand, pointsOf, responseFactor, rewardsOf, uptimeFactor } from './points'

const A = '0x0000000000000000000000000000000000000001'
const B = '0x0000000000000000000000000000000000000002'
const C = '0x0000000000000000000000000000000000000003'

test.each([
  ['99.95%', 9_995n, 10_000n, 1_155_555n],
  ['85%', 8_500n, 10_000n, 800_000n],
  ['half of the time', 5_000n, 10_000n, 800_000n],
  ['less than half', 4_999n, 10_000n, null],
  ['a new provider', 0n, 1_439n, 1_000_000n],
  ['a provider that was down for its first day', 0n, 1_440n, null],
])('uptime of %s', (_, good, eligible, factor) => {
  expect(uptimeFactor(good, eligible)).toBe(factor)
})

test('response time is neutral under 200 requests', () => {
  expect(responseFactor(3_000n, 1_000n, 199n)).toBe(1_000_000n)
  expect(responseFactor(3_000n, 1_000n, 200n)).toBe(900_000n)
})

describe('pointsOf', () => {
  test('the two examples of the document', () => {
    const busy = { base: 1_000_000n, response: responseFactor(1n, 2n, 200n), demand: demandAt({ of: 75n, in: 100n }) }
    expect(pointsOf(uptimeFactor(9_995n, 10_000n), [busy])).toBe(1_906_665n)
    const slow = { base: 500_000n, response: responseFactor(3n, 1n, 200n), demand: demandAt({ of: 10n, in: 100n }) }
    expect(pointsOf(uptimeFactor(8_500n, 10_000n), [slow])).toBe(180_000n)
  })

  test('floors once over all classes', () => {
    const third = { base: 1n, response: 1_000_000n, demand: 500_000n }
    expect(pointsOf(1_000_000n, [third, third])).toBe(1n)
  })

  test('is 0 for a provider that is not eligible', () => {
    expect(pointsOf(null, [{ base: 5n, response: 1_000_000n, demand: 1_000_000n }])).toBe(0n)
  })

  test('ranges from 0.36 to 2.64 of the base', () => {
    expect(pointsOf(800_000n, [{ base: 100n, response: 900_000n, demand: 500_000n }])).toBe(36n)
    expect(pointsOf(1_200_000n, [{ base: 100n, response: 1_100_000n, demand: 2_000_000n }])).toBe(264n)
  })
})

describe('nextDemand', () => {
  test('smooths with a half-life of 24 hours', () => {
    let smoothed = 1_000_000n
    for (let hour = 0; hour < 24; hour++) ({ smoothed } = nextDemand({ smoothed, dayEarlier: 1_000_000n }, 0n))
    expect(smoothed).toBe(499_978n)
  })

  test('moves at most .25 away from a day ago', () => {
    expect(nextDemand({ smoothed: 900_000n, dayEarlier: 1_000_000n }, 900_000n)).toEqual({
      smoothed: 900_000n,
      demand: 1_250_000n,
    })
    expect(nextDemand({ smoothed: 100_000n, dayEarlier: 1_000_000n }, 0n)).toEqual({
      smoothed: 97_153n,
      demand: 750_000n,
    })
  })

  test('an epoch counts the mean of its hours, and 1 when it has none', () => {
    expect(epochDemand([1_000_000n, 1_000_001n])).toBe(1_000_000n)
    expect(epochDemand([])).toBe(1_000_000n)
  })
})

describe('rewardsOf', () => {
  const scores: { account: Address; points: bigint }[] = [
    { account: A, points: 1n },
    { account: B, points: 1n },
    { account: C, points: 1n },
  ]

  test('pays the rate while the pool suffices, and locks the rest', () => {
    expect(rewardsOf(scores, 10n, 30n).map(({ amount }) => amount)).toEqual([10n, 10n, 10n])
  })

  test('parts the pool when it does not: largest remainder, ties by address', () => {
    expect(rewardsOf([...scores].reverse(), 10n, 29n)).toEqual([
      { account: C, amount: 9n },
      { account: B, amount: 10n },
      { account: A, amount: 10n },
    ])
  })

  test('pays nothing for no points', () => {
    expect(rewardsOf([{ account: A, points: 0n }], 10n, 0n)).toEqual([{ account: A, amount: 0n }])
  })

  test('never pays more than the pool, and all of it when it is short', () => {
    const points = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(
        points,
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.bigInt({ min: 0n, max: 10n ** 27n }),
        (all, rate, pool) => {
          const given = all.map((one, i) => ({
            account: `0x${(i + 1).toString(16).padStart(40, '0')}` as Address,
            points: one,
          }))
          const paid = rewardsOf(given, rate, pool).reduce((sum, { amount }) => sum + amount, 0n)
          const owed = all.reduce((sum, one) => sum + one, 0n) * rate
          expect(paid).toBe(lesser(owed, pool))
        },
      ),
    )
  })
})

describe('largestRemainder', () => {
  test('gives what is left to the largest remainders', () => {
    const parts = largestRemainder(10n, [
      { key: 'a', weight: 1n },
      { key: 'b', weight: 2n },
      { key: 'c', weight: 4n },
    ])
    // 1.43, 2.86, 5.71: one is left twice, to b and then to c.
    expect([...parts]).toEqual([
      ['a', 1n],
      ['b', 3n],
      ['c', 6n],
    ])
  })

  test('adds up exactly and moves nobody by a whole unit', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(weights, fc.bigInt({ min: 0n, max: 10n ** 27n }), (all, amount) => {
        fc.pre(all.some((weight) => weight > 0n))
        const sum = all.reduce((a, b) => a + b, 0n)
        const parts = largestRemainder(
          amount,
          all.map((weight, i) => ({ key: String(i), weight })),
        )
        expect([...parts.values()].reduce((a, b) => a + b, 0n)).toBe(amount)
        for (const [i, weight] of all.entries()) {
          const off = (parts.get(String(i)) ?? -1n) * sum - amount * weight
          expect((off < 0n ? -off : off) < sum).toBe(true)
        }
      }),
    )
  })
})
