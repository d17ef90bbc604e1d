import { describe, expect, test } from 'vitest'
import { type Month, parseMonth } from './month'
import {
  activeReferred,
  closesAt,
  earnsReferral,
  LOYALTY_TIERS,
  loyaltyMonths,
  monthReward,
  REFERRAL_TIERS,
  rewardUsd,
  tierBps,
  USAGE_BONUS_TIERS,
} from './referral'

function month(text: string): Month {
  const parsed = parseMonth(text)
  if (!parsed) throw new Error(`${text} is not a month`)
  return parsed
}

test.each([
  ['no active referred user', REFERRAL_TIERS, 0n, 0n],
  ['one', REFERRAL_TIERS, 1n, 300n],
  ['nine', REFERRAL_TIERS, 9n, 300n],
  ['ten', REFERRAL_TIERS, 10n, 500n],
  ['fifty and more', REFERRAL_TIERS, 51n, 800n],
  ['two months in a row', LOYALTY_TIERS, 2n, 0n],
  ['three', LOYALTY_TIERS, 3n, 100n],
  ['six', LOYALTY_TIERS, 6n, 200n],
  ['a year', LOYALTY_TIERS, 12n, 400n],
  ['$99.999999', USAGE_BONUS_TIERS, 99_999_999n, 0n],
  ['$100', USAGE_BONUS_TIERS, 100_000_000n, 50n],
  ['$1,000', USAGE_BONUS_TIERS, 1_000_000_000n, 150n],
])('tier of %s', (_, tiers, reached, bps) => {
  expect(tierBps(tiers, reached)).toBe(bps)
})

test('the share of the tier reached is of the whole base, floored', () => {
  expect(rewardUsd(79_000_000n, 300n)).toBe(2_370_000n)
  expect(rewardUsd(33n, 300n)).toBe(0n)
})

test('the reward in CXPT is floored at the price of the closing Monday', () => {
  expect(monthReward(79_000_000n, 300n, 50_000_000_000_000_000n)).toEqual({
    usd: 2_370_000n,
    cxpt: 47_400_000_000_000_000_000n,
  })
  expect(monthReward(100n, 300n, 3_000_000_000_000_000_000n).cxpt).toBe(1_000_000_000_000n)
  expect(monthReward(34n, 300n, 3_000_000_000_000_000_000n).cxpt).toBe(333_333_333_333n)
})

test('who spent less than $5 in the month is not an active referred user', () => {
  expect(activeReferred([4_999_999n, 5_000_000n, 100_000_000n, 0n])).toBe(2n)
})

test.each([
  ['2026-10', '2026-12-07T00:00:00.000Z'], // 1 December is a Tuesday
  ['2026-12', '2027-02-01T00:00:00.000Z'], // 31 January is a Sunday
  ['2027-01', '2027-03-08T00:00:00.000Z'], // 3 March is a Wednesday
])('%s closes at %s', (of, at) => {
  expect(new Date(Number(closesAt(month(of))) * 1000).toISOString()).toBe(at)
})

describe('earnsReferral', () => {
  test.each([
    ['before the first spending', '2026-09', false],
    ['in its month', '2026-10', true],
    ['in the twelfth month', '2027-09', true],
    ['in the thirteenth', '2027-10', false],
  ])('%s', (_, of, earns) => {
    expect(earnsReferral(month('2026-10'), month(of))).toBe(earns)
  })
})

test.each([
  ['no month', [], 0n],
  ['one', [1n], 1n],
  ['one, and nothing since', [1n, 0n], 0n],
  ['a gap, and two since', [1n, 1n, 0n, 1n, 1n], 2n],
  ['three without a gap', [5n, 5n, 5n], 3n],
])('loyalty of %s', (_, bases, months) => {
  expect(loyaltyMonths(bases)).toBe(months)
})
