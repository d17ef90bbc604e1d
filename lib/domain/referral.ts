import { mondayAtOrAfter } from './epoch'
import { mulDivFloor, rewardCxpt } from './money'
import { type Month, monthBounds, nextMonth } from './month'
import { DAY } from './time'
import { BPS, USD } from './units'

/** From `threshold` on, `bps` of the whole base. Thresholds: active referred users, months in a row, or micro-USD. */
export type Tier = { threshold: bigint; bps: bigint }

/** At launch; the ones in force come from the `Parameters` history. */
export const REFERRAL_TIERS: readonly Tier[] = [
  { threshold: 1n, bps: 300n },
  { threshold: 10n, bps: 500n },
  { threshold: 50n, bps: 800n },
]
export const LOYALTY_TIERS: readonly Tier[] = [
  { threshold: 3n, bps: 100n },
  { threshold: 6n, bps: 200n },
  { threshold: 12n, bps: 400n },
]
export const USAGE_BONUS_TIERS: readonly Tier[] = [
  { threshold: 100n * USD, bps: 50n },
  { threshold: 1_000n * USD, bps: 150n },
]

/** Base of a month from which a referred user counts as active, micro-USD. */
export const ACTIVE_BASE = 5n * USD
/** Months a referrer earns, the month of the first spending included. */
export const REFERRAL_MONTHS = 12
const HOLD = 30n * DAY

/** bps of the highest tier reached, 0 below the first. */
export function tierBps(tiers: readonly Tier[], reached: bigint): bigint {
  return tiers.reduce((bps, tier) => (reached >= tier.threshold ? tier.bps : bps), 0n)
}

/** floor(usd · bps / 10,000) on the whole base, micro-USD. */
export function rewardUsd(base: bigint, bps: bigint): bigint {
  return mulDivFloor(base, bps, BPS)
}

/** What a month earns, in micro-USD and in wei at the price of its closing Monday. */
export function monthReward(base: bigint, bps: bigint, price: bigint): { usd: bigint; cxpt: bigint } {
  const usd = rewardUsd(base, bps)
  return { usd, cxpt: rewardCxpt(usd, price) }
}

/** How many of the referred were active: at least $5 of base in the month (each micro-USD). */
export function activeReferred(bases: readonly bigint[]): bigint {
  return BigInt(bases.filter((base) => base >= ACTIVE_BASE).length)
}

/** When a month closes, seconds: the first Monday 00:00 UTC at least 30 days after its end. */
export function closesAt(month: Month): bigint {
  return mondayAtOrAfter(monthBounds(month).end + HOLD)
}

/** Whether the referrer earns on a month of somebody whose first spending was in `first`. */
export function earnsReferral(first: Month, month: Month): boolean {
  let last = first
  for (let i = 1; i < REFERRAL_MONTHS; i++) last = nextMonth(last)
  return month >= first && month <= last
}

/** Months in a row with base above 0, up to the last of the list (oldest first, no month left out). */
export function loyaltyMonths(bases: readonly bigint[]): bigint {
  const gap = bases.findLastIndex((base) => base <= 0n)
  return BigInt(bases.length - 1 - gap)
}
