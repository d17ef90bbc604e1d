import type { Address } from 'viem'
import { type Curve, curveAt, DEMAND_CURVE, type Fraction, RESPONSE_CURVE, UPTIME_CURVE } from './curve'
import { largestRemainder } from './largest-remainder'
import { greater, lesser } from './money'
import { PPM } from './units'

/** Factors in ppm; 1.000000 is neutral. */
export const NEUTRAL = PPM
/** Below this, a provider is new and its uptime counts as neutral. */
const ENOUGH_MINUTES = 1_440n
const ENOUGH_REQUESTS = 200n

/** U of a provider, ppm; null when it was up less than half the time and is not eligible. Unknown minutes are not in `eligibleMinutes`. */
export function uptimeFactor(goodMinutes: bigint, eligibleMinutes: bigint, curve: Curve = UPTIME_CURVE): bigint | null {
  if (eligibleMinutes < ENOUGH_MINUTES) return NEUTRAL
  if (goodMinutes * 2n < eligibleMinutes) return null
  return curveAt(curve, { of: goodMinutes, in: eligibleMinutes })
}

/** R of a class, ppm: p95 over target, both in milliseconds; errors count as the timeout. */
export function responseFactor(p95: bigint, target: bigint, requests: bigint, curve: Curve = RESPONSE_CURVE): bigint {
  return requests < ENOUGH_REQUESTS ? NEUTRAL : curveAt(curve, { of: p95, in: target })
}

/** D at a utilisation, ppm, before its daily limit. */
export function demandAt(utilisation: Fraction, curve: Curve = DEMAND_CURVE): bigint {
  return curveAt(curve, utilisation)
}

/** Smoothed utilisation of a class, ppm, and D in force 24 h earlier; a class starts at D = 1.000000. */
export type DemandState = { smoothed: bigint; dayEarlier: bigint }

const KEEP = 971_531n
const TAKE = 28_469n
const DAILY_MOVE = 250_000n

/** One hour: E' = floor((971,531·E + 28,469·raw ρ) / 1e6), half-life 24 h; D follows the curve, at most .25 away from 24 h ago. */
export function nextDemand(
  { smoothed, dayEarlier }: DemandState,
  rawUtilisation: bigint,
  curve: Curve = DEMAND_CURVE,
): { smoothed: bigint; demand: bigint } {
  const next = (KEEP * smoothed + TAKE * rawUtilisation) / PPM
  return { smoothed: next, demand: limitedDemand({ smoothed: next, dayEarlier }, curve) }
}

/** D at a smoothed utilisation, at most .25 away from 24 h ago. */
export function limitedDemand({ smoothed, dayEarlier }: DemandState, curve: Curve): bigint {
  const wanted = demandAt({ of: smoothed, in: PPM }, curve)
  return greater(lesser(wanted, dayEarlier + DAILY_MOVE), dayEarlier - DAILY_MOVE)
}

/** D of an epoch, ppm: the mean of its hourly values, floored. */
export function epochDemand(hourly: readonly bigint[]): bigint {
  if (hourly.length === 0) return NEUTRAL
  return hourly.reduce((sum, demand) => sum + demand, 0n) / BigInt(hourly.length)
}

/** `base`: served units × class weight, of one class in one epoch. Factors in ppm. */
export type ClassScore = { base: bigint; response: bigint; demand: bigint }

/** Points of a provider in an epoch, one floor over all its classes; `uptime` null: not eligible. */
export function pointsOf(uptime: bigint | null, classes: readonly ClassScore[]): bigint {
  if (uptime === null) return 0n
  const sum = classes.reduce((all, { base, response, demand }) => all + base * uptime * response * demand, 0n)
  return sum / (PPM * PPM * PPM)
}

export type Scored = { account: Address; points: bigint }
export type Owed = { account: Address; amount: bigint }

/**
 * CXPT of an epoch, wei: points · rate; when that is more than the pool, the pool in proportion to the points, largest remainder, ties by
 * address. What the rate does not use stays locked.
 */
export function rewardsOf(scores: readonly Scored[], cxptPerPoint: bigint, pool: bigint): Owed[] {
  const owed = scores.map(({ account, points }) => ({ account, amount: points * cxptPerPoint }))
  const sum = owed.reduce((all, { amount }) => all + amount, 0n)
  if (sum <= pool) return owed
  const parts = largestRemainder(
    pool,
    scores.map(({ account, points }) => ({ key: account.toLowerCase(), weight: points })),
  )
  return scores.map(({ account }) => ({ account, amount: parts.get(account.toLowerCase()) ?? 0n }))
}
