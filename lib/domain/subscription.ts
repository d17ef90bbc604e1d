import { greater, quoteCxpt } from './money'
import { NO_PAUSE, type Pause } from './pause'
import { DAY } from './time'

export const PERIOD = 30n * DAY
export const GRACE = 3n * DAY

export const STATUSES = ['none', 'active', 'grace', 'lapsed'] as const
/** In the order of the contract's enum `Status`. */
export type Status = (typeof STATUSES)[number]

/** When a period that ended at `end` can no longer be renewed; a SPEND pause over that time extends it by a day after its end. */
export function closeOf(end: bigint, spendPause: Pause = NO_PAUSE): bigint {
  const close = end + GRACE
  if (spendPause.from >= close || spendPause.until <= end) return close
  return greater(close, spendPause.until + DAY)
}

/** `end` 0 means no period was ever paid. */
export function statusOf(end: bigint, now: bigint, spendPause: Pause = NO_PAUSE): Status {
  if (end === 0n) return 'none'
  if (now < end) return 'active'
  return now < closeOf(end, spendPause) ? 'grace' : 'lapsed'
}

export type RenewalHorizon = {
  /** What one renewal costs now, wei, rounded up. */
  cost: bigint
  /** How many renewals the available credits cover at this price. */
  renewals: bigint
  /** The end of the last covered period, seconds. */
  coveredUntil: bigint
  /** Wei missing for one renewal more; never 0. */
  missing: bigint
  /** The renewal cap is below the cost: renewals fail until it is raised, whatever the credits. */
  isAboveCap: boolean
}

/**
 * "Your credits cover 1 renewal, to 19 Dec 2026. 61.5682 CXPT more would cover a second."
 * `usd` is the price of the plan the next renewal is for (micro-USD), `available` are credits without a requested withdrawal (wei).
 */
export function renewalHorizon(of: {
  available: bigint
  usd: bigint
  price: bigint
  end: bigint
  renewCap: bigint
}): RenewalHorizon {
  const cost = quoteCxpt(of.usd, of.price)
  if (cost === 0n) throw new RangeError('a plan costs something')
  const renewals = of.available / cost
  return {
    cost,
    renewals,
    coveredUntil: of.end + renewals * PERIOD,
    missing: (renewals + 1n) * cost - of.available,
    isAboveCap: cost > of.renewCap,
  }
}
