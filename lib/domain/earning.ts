import type { Address } from 'viem'
import type { Curve } from './curve'
import { pointsOf, responseFactor, rewardsOf, type Scored, uptimeFactor } from './points'

/** What a provider did in one class of an epoch. `p95` and `target` in ms; `demand` in ppm. */
export type EarnedClass = {
  service: string
  units: bigint
  /** ppm of a point for one unit. */
  weight: bigint
  base: bigint
  p95: bigint
  target: bigint
  requests: bigint
  demand: bigint
}

/** Everything one provider's part of an epoch is computed from. Amounts in wei. */
export type Earning = {
  account: Address
  goodMinutes: bigint
  eligibleMinutes: bigint
  classes: readonly EarnedClass[]
  curves: { uptime: Curve; response: Curve }
  /** Wei for one point, and the most the epoch may add. */
  rate: bigint
  pool: bigint
  /** Points of everybody else: they decide what is left when the pool is too small. */
  others: readonly Scored[]
}

/** Factors in ppm; `uptime` null: up less than half the time, no points. */
export type Earned = {
  uptime: bigint | null
  classes: readonly (EarnedClass & { response: bigint; points: bigint })[]
  points: bigint
  /** points · rate, wei: what the fixed rate asks for. */
  owed: bigint
  /** What the epoch gives, wei: less than owed when the pool is too small. */
  amount: bigint
}

/** The same rules that closed the epoch, for one provider. Pure: a browser answers "what if" with it. */
export function earn({ account, classes, curves, rate, pool, others, ...minutes }: Earning): Earned {
  const uptime = uptimeFactor(minutes.goodMinutes, minutes.eligibleMinutes, curves.uptime)
  const scored = classes.map((one) => {
    const response = responseFactor(one.p95, one.target, one.requests, curves.response)
    return { ...one, response, points: pointsOf(uptime, [{ ...one, response }]) }
  })
  const points = pointsOf(uptime, scored)
  const shares = rewardsOf([...others, { account, points }], rate, pool)
  return { uptime, classes: scored, points, owed: points * rate, amount: shares.at(-1)?.amount ?? 0n }
}

/** Good minutes at a share of the eligible ones in ppm, floored: 99.9% of 10,020 are 10,009. */
export const minutesAt = (eligible: bigint, ppm: bigint): bigint => (eligible * ppm) / 1_000_000n
