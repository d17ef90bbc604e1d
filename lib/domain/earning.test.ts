import { describe, expect, test } from 'vitest'
import { RESPONSE_CURVE, UPTIME_CURVE } from './curve'
import { type Earning, earn, minutesAt } from './earning'

const A = '0x00000000000000000000000000000000000000A1'
const B = '0x00000000000000000000000000000000000000b2'

/** base 1,000,000, u .9995, r .5, D at ρ .75: the first example of economics.md §3. */
const earning: Earning = {
  account: A,
  goodMinutes: 9_995n,
  eligibleMinutes: 10_000n,
  classes: [
    {
      service: 'open-ocean',
      units: 1_000_000n,
      weight: 1_000_000n,
      base: 1_000_000n,
      p95: 1_250n,
      target: 2_500n,
      requests: 4_000n,
      demand: 1_500_000n,
    },
  ],
  curves: { uptime: UPTIME_CURVE, response: RESPONSE_CURVE },
  rate: 10n ** 13n,
  pool: 10n ** 24n,
  others: [],
}

describe('what a provider earns', () => {
  test('is the points of the example times the rate, to the wei', () => {
    expect(earn(earning)).toMatchObject({ uptime: 1_155_555n, points: 1_906_665n, owed: 19_066_650_000_000_000_000n })
    expect(earn(earning).amount).toBe(19_066_650_000_000_000_000n)
  })

  test('says the points of each service, each floored by itself', () => {
    const [first] = earning.classes
    if (!first) throw new Error('one class')
    const two = earn({ ...earning, classes: [first, { ...first, service: 'speech', base: 1n }] })
    expect(two.classes.map(({ points }) => points)).toEqual([1_906_665n, 1n])
    expect(two.points).toBe(1_906_667n)
  })

  test('is a share of the pool when that is too small, the remainder by the largest rest', () => {
    const shared = { ...earning, pool: 100n, others: [{ account: B, points: 1_906_665n } as const] }
    expect(earn(shared).amount).toBe(50n)
    expect(earn({ ...shared, pool: 101n }).amount).toBe(51n)
  })

  test('is nothing when it was up less than half of the minutes that counted', () => {
    expect(earn({ ...earning, goodMinutes: 4_999n })).toMatchObject({ uptime: null, points: 0n, amount: 0n })
  })

  test('is higher at 99.99% than at 99.9%', () => {
    const at = (ppm: bigint) => earn({ ...earning, goodMinutes: minutesAt(10_000n, ppm) }).amount
    expect(at(999_000n)).toBe(18_150_000_000_000_000_000n)
    expect(at(999_900n)).toBe(19_800_000_000_000_000_000n)
  })
})

test('minutes at a share are floored: 99.9% of 10,020 are 10,009', () => {
  expect(minutesAt(10_020n, 999_000n)).toBe(10_009n)
})
