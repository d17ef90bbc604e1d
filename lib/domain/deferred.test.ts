import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deferredOf, type PlanPeriod } from './deferred'
import { nextRollover } from './rollover'
import { DAY } from './time'

const M = 1_000_000n
const dollars = (cents: bigint) => cents * 10_000n
/** Professional: $79 for 8,000,000 tokens, half of them carried at most. Periods of 30 days, one after the other. */
const period = (index: number, more: Partial<PlanPeriod> = {}): PlanPeriod => ({
  start: BigInt(index) * 30n * DAY,
  end: BigInt(index + 1) * 30n * DAY,
  isRenewal: index > 0,
  bps: 5_000n,
  sales: [{ at: BigInt(index) * 30n * DAY, usd: dollars(7_900n), tokens: 8n * M }],
  uses: [],
  ...more,
})
const use = (index: number, rolled: bigint, fresh: bigint, after = DAY) => ({
  at: BigInt(index) * 30n * DAY + after,
  rolled,
  fresh,
})
const at = (index: number, after = 1n) => BigInt(index) * 30n * DAY + after

/** The example of the accounting policy: three periods of which 2.4, 7.2 and 1.6 million tokens are used. */
const THREE = [
  period(0, { uses: [use(0, 0n, 2_400_000n)] }),
  period(1, { uses: [use(1, 4n * M, 3_200_000n)] }),
  period(2, { uses: [use(2, 1_600_000n, 0n)] }),
]

const usd = (periods: readonly PlanPeriod[], until: bigint) => {
  const { billed, used, expired, fresh, rolled } = deferredOf(periods, until)
  return { billed: billed.usd, used: used.usd, expired: expired.usd, closing: fresh.usd + rolled.usd }
}

describe('three periods of $79 for 8,000,000 tokens', () => {
  test.each([
    ['the first', THREE.slice(0, 1), at(1), { billed: 7_900n, used: 2_370n, expired: 1_580n, closing: 3_950n }],
    ['the second', THREE.slice(0, 2), at(2), { billed: 15_800n, used: 9_480n, expired: 2_370n, closing: 3_950n }],
    ['the third', THREE, at(3), { billed: 23_700n, used: 11_060n, expired: 8_690n, closing: 3_950n }],
  ])('after %s', (_, periods, until, cents) => {
    const expected = Object.fromEntries(Object.entries(cents).map(([name, value]) => [name, dollars(value)]))
    expect(usd(periods, until)).toEqual(expected)
  })

  test('carried tokens keep their own price, and are used first', () => {
    const { fresh, rolled, carried } = deferredOf(THREE, at(1, 2n * DAY))
    expect(rolled).toEqual({ usd: 0n, tokens: 0n })
    expect(fresh).toEqual({ usd: dollars(4_740n), tokens: 4_800_000n })
    expect(carried).toEqual({ usd: dollars(3_950n), tokens: 4n * M })
  })
})

test('nothing that comes at or after the instant counts', () => {
  expect(usd(THREE, 0n)).toEqual({ billed: 0n, used: 0n, expired: 0n, closing: 0n })
  expect(usd(THREE, 1n)).toEqual({ billed: dollars(7_900n), used: 0n, expired: 0n, closing: dollars(7_900n) })
  expect(usd(THREE, DAY).used).toBe(0n)
  expect(usd(THREE, DAY + 1n).used).toBe(dollars(2_370n))
  expect(usd(THREE, 30n * DAY).expired).toBe(0n)
})

test('what is below the cap waits three days for a renewal, and then expires', () => {
  const one = THREE.slice(0, 1)
  expect(usd(one, 33n * DAY).closing).toBe(dollars(3_950n))
  expect(usd(one, 33n * DAY + 1n)).toEqual({
    billed: dollars(7_900n),
    used: dollars(2_370n),
    expired: dollars(5_530n),
    closing: 0n,
  })
})

test('a pause over the end keeps the rest until a day after the pause', () => {
  const paused = { ...period(0, { uses: [use(0, 0n, 2_400_000n)] }), close: 38n * DAY }
  expect(usd([paused], 33n * DAY + 1n)).toMatchObject({ expired: dollars(1_580n), closing: dollars(3_950n) })
  expect(usd([paused], 38n * DAY + 1n)).toMatchObject({ expired: dollars(5_530n), closing: 0n })
})

test('what is used and expires is told apart by layer', () => {
  const { usedRolled, expiredRolled, used, expired } = deferredOf(THREE, at(3))
  expect([usedRolled.usd, used.usd - usedRolled.usd]).toEqual([dollars(5_530n), dollars(5_530n)])
  expect([expiredRolled.usd, expired.usd - expiredRolled.usd]).toEqual([dollars(2_370n), dollars(6_320n)])
})

test('a subscription after a lapse carries nothing, also when it comes within the three days', () => {
  const again = { ...period(1), start: 31n * DAY, end: 61n * DAY, isRenewal: false }
  const sold = { ...again, sales: [{ at: 31n * DAY, usd: dollars(7_900n), tokens: 8n * M }] }
  expect(deferredOf([THREE[0] ?? period(0), sold], 31n * DAY + 1n)).toMatchObject({
    expired: { usd: dollars(5_530n) },
    rolled: { tokens: 0n },
    fresh: { usd: dollars(7_900n), tokens: 8n * M },
  })
})

test('a renewal for a smaller plan carries half of the smaller allowance', () => {
  const starter = period(1, { sales: [{ at: 30n * DAY, usd: dollars(1_900n), tokens: 2n * M }] })
  expect(deferredOf([THREE[0] ?? period(0), starter], at(1))).toMatchObject({
    expired: { usd: dollars(1_580n) + 29_625_000n, tokens: 4_600_000n },
    rolled: { usd: 9_875_000n, tokens: 1n * M },
  })
})

test('an upgrade is prospective: what is left and what is new have one price', () => {
  // $40 are left of 4,000,000 tokens after half was used; $60 more for 6,000,000: $10 a million.
  const upgraded = period(0, {
    sales: [
      { at: 0n, usd: dollars(8_000n), tokens: 8n * M },
      { at: 10n * DAY, usd: dollars(6_000n), tokens: 6n * M },
    ],
    uses: [use(0, 0n, 4n * M), use(0, 0n, 1n * M, 10n * DAY)],
  })
  expect(usd([upgraded], 20n * DAY)).toEqual({
    billed: dollars(14_000n),
    used: dollars(5_000n),
    expired: 0n,
    closing: dollars(9_000n),
  })
})

test('more than there is, is refused', () => {
  expect(() => deferredOf([period(0, { uses: [use(0, 1n, 0n)] })], at(1))).toThrow('1 tokens of a layer that has 0')
})

test('each part is the difference of rounded cumulative amounts: two of three tokens of 7 micro-USD are 4', () => {
  const odd = period(0, { sales: [{ at: 0n, usd: 7n, tokens: 3n }], uses: [use(0, 0n, 1n), use(0, 0n, 1n, 2n * DAY)] })
  expect(usd([odd], 3n * DAY)).toEqual({ billed: 7n, used: 4n, expired: 0n, closing: 3n })
})

const arbitraryPeriods = fc
  .array(
    fc.record({
      usd: fc.bigInt(0n, 10n ** 9n),
      tokens: fc.bigInt(1n, 10n ** 7n),
      used: fc.bigInt(0n, 2n * 10n ** 7n),
      isRenewal: fc.boolean(),
      bps: fc.bigInt(0n, 5_000n),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drawn) => {
    let before: { allowance: bigint; rolled: bigint; used: bigint; bps: bigint } | null = null
    return drawn.map(({ usd: price, tokens, used, isRenewal, bps }, index): PlanPeriod => {
      const rolled: bigint = before && isRenewal ? nextRollover({ ...before, nextAllowance: tokens }) : 0n
      const total = used > tokens + rolled ? tokens + rolled : used
      const fromRolled = total < rolled ? total : rolled
      before = { allowance: tokens, rolled, used: total, bps }
      return period(index, {
        isRenewal: index > 0 && isRenewal,
        bps,
        sales: [{ at: BigInt(index) * 30n * DAY, usd: price, tokens }],
        uses: [use(index, fromRolled, total - fromRolled)],
      })
    })
  })

test('what was billed is used, expired or left at every instant, and all of it is gone after the last lapse', () => {
  fc.assert(
    fc.property(arbitraryPeriods, fc.bigInt(0n, 220n * DAY), (periods, until) => {
      const now = deferredOf(periods, until)
      for (const unit of ['usd', 'tokens'] as const) {
        const parts = now.used[unit] + now.expired[unit] + now.fresh[unit] + now.rolled[unit]
        if (parts !== now.billed[unit]) return false
        if (now.carried[unit] - now.usedRolled[unit] - now.expiredRolled[unit] !== now.rolled[unit]) return false
      }
      const last = deferredOf(periods, 300n * DAY)
      return last.fresh.usd === 0n && last.rolled.usd === 0n && last.used.usd + last.expired.usd === last.billed.usd
    }),
    { numRuns: 500 },
  )
})

test('it carries what the contract carries', () => {
  fc.assert(
    fc.property(arbitraryPeriods, (periods) => {
      for (const [i, next] of periods.entries()) {
        const { rolled } = deferredOf(periods.slice(0, i + 1), next.start + 1n)
        const here = next.uses.reduce((sum, one) => sum + one.rolled, 0n)
        if (i > 0 && here > rolled.tokens) return false
        const before = periods[i - 1]
        if (!before || !next.isRenewal) continue
        const used = before.uses.reduce((sum, one) => sum + one.rolled + one.fresh, 0n)
        const carriedIn = deferredOf(periods.slice(0, i), before.start + 1n).rolled.tokens
        const expected = nextRollover({
          allowance: before.sales[0]?.tokens ?? 0n,
          rolled: carriedIn,
          used,
          nextAllowance: next.sales[0]?.tokens ?? 0n,
          bps: before.bps,
        })
        if (rolled.tokens !== expected) return false
      }
      return true
    }),
    { numRuns: 300 },
  )
})
