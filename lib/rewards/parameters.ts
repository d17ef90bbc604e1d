import { type Hex, hexToString } from 'viem'
import { DEMAND_CURVE, RESPONSE_CURVE, UPTIME_CURVE } from '../domain/curve'
import { LOYALTY_TIERS, REFERRAL_TIERS, type Tier, USAGE_BONUS_TIERS } from '../domain/referral'
import type { KnotInput, TierInput, Versioned } from './inputs'

export type Told = { name: string; args: Record<string, unknown> }

export type EpochParameters = {
  uptime: Versioned<KnotInput[]>
  response: Versioned<KnotInput[]>
  demand: Versioned<KnotInput[]>
  classWeights: Versioned<[service: string, ppm: string][]>
  pointsRate: Versioned<string>
  epochPool: Versioned<string>
}
export type MonthParameters = {
  referralTiers: Versioned<TierInput[]>
  loyaltyTiers: Versioned<TierInput[]>
  usageBonusTiers: Versioned<TierInput[]>
}

/** In the order of the contract's enum `Kind`. */
const [UPTIME, RESPONSE, DEMAND] = [0, 1, 2]

/** The last event of a name, and of a kind of curve; `events` are all before a time, in chain order. */
function lastOf<T>(
  events: readonly Told[],
  name: string,
  read: (args: Record<string, unknown>) => T,
  launch: T,
  kind?: number,
): Versioned<T> {
  const last = events.findLast(
    (event) => event.name === name && (kind === undefined || Number(event.args.kind) === kind),
  )
  return last ? { version: Number(last.args.version), value: read(last.args) } : { version: 0, value: launch }
}

const records = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value : [])
const knotsOf = ({ knots }: Record<string, unknown>): KnotInput[] =>
  records(knots).map(({ x, y }) => [String(x), String(y)])
const tiersOf = ({ tiers }: Record<string, unknown>): TierInput[] =>
  records(tiers).map(({ threshold, bps }) => [String(threshold), Number(bps)])
const weightsOf = ({ weights }: Record<string, unknown>): [string, string][] =>
  records(weights)
    .map(({ service, weightPpm }): [string, string] => [hexToString(service as Hex, { size: 32 }), String(weightPpm)])
    .sort(([a], [b]) => (a < b ? -1 : 1))

const launchKnots = (curve: readonly { x: bigint; y: bigint }[]): KnotInput[] =>
  curve.map(({ x, y }) => [x.toString(), y.toString()])
const launchTiers = (tiers: readonly Tier[]): TierInput[] =>
  tiers.map(({ threshold, bps }) => [threshold.toString(), Number(bps)])

/** What an epoch is computed with. Without an event the launch curve stands; without a weight, a rate or a pool nothing is paid. */
export function epochParameters(events: readonly Told[]): EpochParameters {
  return {
    uptime: lastOf(events, 'CurveSet', knotsOf, launchKnots(UPTIME_CURVE), UPTIME),
    response: lastOf(events, 'CurveSet', knotsOf, launchKnots(RESPONSE_CURVE), RESPONSE),
    demand: lastOf(events, 'CurveSet', knotsOf, launchKnots(DEMAND_CURVE), DEMAND),
    classWeights: lastOf(events, 'ClassWeightsSet', weightsOf, []),
    pointsRate: lastOf(events, 'PointsRateSet', ({ cxptPerPoint }) => String(cxptPerPoint), '0'),
    epochPool: lastOf(events, 'EpochPoolSet', ({ pool }) => String(pool), '0'),
  }
}

export function monthParameters(events: readonly Told[]): MonthParameters {
  return {
    referralTiers: lastOf(events, 'ReferralTiersSet', tiersOf, launchTiers(REFERRAL_TIERS)),
    loyaltyTiers: lastOf(events, 'LoyaltyTiersSet', tiersOf, launchTiers(LOYALTY_TIERS)),
    usageBonusTiers: lastOf(events, 'UsageBonusTiersSet', tiersOf, launchTiers(USAGE_BONUS_TIERS)),
  }
}
