import type { LedgerInput, LedgerWindow } from './metric-input'
import { decimalRatio } from './ratio'
import type { RiskValue } from './risk'
import { formatDuration, HOUR } from './time'
import { EMISSION_CAP } from './units'

/** Indicators that no metric of the dictionary is. Percentages and epochs have six decimals, rounded to the nearest. */

const unknown = (reason: string): RiskValue => ({ value: null, reason })
const known = (value: string | null, reason: string): RiskValue => (value === null ? unknown(reason) : { value })
const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

export const SHORT_LEDGER = 'The ledger holds fewer than 30 complete days.'

/** How far one price is from another, percent of the second. Prices in WAD. */
export function moveOf(
  price: bigint | null,
  other: bigint | null,
  reasons: { none: string; noOther: string },
): RiskValue {
  if (price === null) return unknown(reasons.none)
  if (other === null) return unknown(reasons.noOther)
  return known(decimalRatio(size(price - other) * 100n, other), reasons.noOther)
}

/** `top` and `all` in wei: the part of the first addresses in what all of them did. */
export const shareOf = ({ top, all }: { top: bigint; all: bigint }, none: string): RiskValue =>
  known(decimalRatio(top * 100n, all), none)

/** Of the LIQUIDITY bucket in what circulates, percent. */
export function liquidityOf({ buckets, totalSupply, balances }: LedgerInput): RiskValue {
  const circulating = totalSupply - balances.treasury - balances.rewards - balances.vault - balances.dead
  return known(decimalRatio(buckets.liquidity * 100n, circulating), 'Nothing circulates.')
}

/** How far burned / emission used of 30 days is from that of the 30 days before, percent. */
export function driftOf(now: LedgerWindow | null, before: LedgerWindow | null): RiskValue {
  if (!now) return unknown(SHORT_LEDGER)
  if (!before) return unknown('The ledger holds fewer than 60 complete days.')
  if (now.emissionUsed === 0n) return unknown('No emission was used in 30 days.')
  if (before.emissionUsed === 0n) return unknown('No emission was used in the 30 days before.')
  const [is, was] = [now.burned * before.emissionUsed, before.burned * now.emissionUsed]
  return known(decimalRatio(size(is - was) * 100n, was), 'Nothing was burned in the 30 days before.')
}

const DAYS_PER_EPOCH = 7n
const WINDOW_DAYS = 30n

/** Epochs that emission and revenue not yet allocated last, at the provider rewards of 30 days. `pool`: revenue-funded, wei. */
export function coverageOf({ emissionVested, emissionUsed, window }: LedgerInput, pool: bigint): RiskValue {
  if (!window) return unknown(SHORT_LEDGER)
  // Nothing above the cap is ever allocated, whatever tranches release.
  const vested = emissionVested < EMISSION_CAP ? emissionVested : EMISSION_CAP
  const free = vested - emissionUsed + pool
  return known(
    decimalRatio(free * WINDOW_DAYS, window.allocated * DAYS_PER_EPOCH),
    'Provider rewards did not grow in 30 days.',
  )
}

/** Seconds: age of the posting, and the age at which nothing is quoted any more. */
export const ageOf = ({ age, maxAge }: { age: bigint; maxAge: bigint }): RiskValue =>
  known(decimalRatio(size(age) * 100n, maxAge), 'The oracle has no greatest age.')

/** A comparison runs every hour: one that is much older says nothing of now. Times in seconds. */
const OLDEST_COMPARISON = 3n * HOUR

export function differenceOf(last: { time: bigint; difference: bigint } | null, now: bigint): RiskValue {
  if (!last) return unknown('The ledger was not compared with the chain yet.')
  const age = now - last.time
  if (age > OLDEST_COMPARISON) return unknown(`The ledger was last compared with the chain ${formatDuration(age)} ago.`)
  return { value: last.difference.toString() }
}

/** Seconds of block time that the ledger trails its chain, in minutes. */
export function lagOf({ headTime, time }: { headTime: bigint; time: bigint }): RiskValue {
  const lag = headTime - time
  return known(decimalRatio(lag < 0n ? 0n : lag, 60n), '')
}
