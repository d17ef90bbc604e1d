import { getAddress } from 'viem'
import type { Curve } from '../domain/curve'
import { greater, lesser } from '../domain/money'
import { type ClassScore, epochDemand, pointsOf, responseFactor, rewardsOf, uptimeFactor } from '../domain/points'
import { PPM } from '../domain/units'
import { type Addition, addToTree, type Computed } from './computed'
import type { KnotInput, ProviderInput, ProviderInputs } from './inputs'
import { percentile95 } from './percentile'

type ScoredClass = ClassScore & { service: string; p95: bigint }
/** `uptime` null: under half the eligible minutes, no points. Factors in ppm. */
type ScoredProvider = {
  provider: string
  payout: string
  uptime: bigint | null
  classes: ScoredClass[]
  points: bigint
}

export const curveFrom = (knots: readonly KnotInput[]): Curve => knots.map(([x, y]) => ({ x: BigInt(x), y: BigInt(y) }))

function scoreOf(inputs: ProviderInputs, { provider, payout, ...seen }: ProviderInput): ScoredProvider {
  const { parameters, targets } = inputs
  const weights = new Map(parameters.classWeights.value)
  const demand = new Map(inputs.demand)
  const uptime = uptimeFactor(
    BigInt(seen.goodMinutes),
    BigInt(seen.eligibleMinutes),
    curveFrom(parameters.uptime.value),
  )
  const classes = seen.classes.flatMap(({ service, units, requests, errors, latencies }): ScoredClass[] => {
    const target = targets.find(([name]) => name === service)
    const weight = weights.get(service)
    if (!target || weight === undefined) return []
    const p95 = percentile95(latencies, errors, target[2])
    const response = responseFactor(p95, BigInt(target[1]), BigInt(requests), curveFrom(parameters.response.value))
    const base = (BigInt(units) * BigInt(weight)) / PPM
    return [{ service, p95, base, response, demand: epochDemand((demand.get(service) ?? []).map(BigInt)) }]
  })
  return { provider, payout, uptime, classes, points: pointsOf(uptime, classes) }
}

/** What may be added at most, wei: the pool in force at the epoch's end, and what is allocatable and not yet allocated. */
export function poolOfEpoch({ parameters, allocatable, total }: ProviderInputs): bigint {
  return greater(lesser(BigInt(parameters.epochPool.value), BigInt(allocatable) - BigInt(total)), 0n)
}

const detailOf = (score: ScoredProvider, amount: bigint): Addition['detail'] => ({
  provider: score.provider,
  points: score.points.toString(),
  uptime: score.uptime?.toString() ?? null,
  classes: score.classes.map(({ service, p95, base, response, demand }) => ({
    service,
    p95: p95.toString(),
    base: base.toString(),
    response: response.toString(),
    demand: demand.toString(),
  })),
  amount: amount.toString(),
})

/** The root of an epoch, from its inputs alone. Providers with one payout address share a leaf. */
export function computeEpoch(inputs: ProviderInputs): Computed {
  const scores = inputs.providers.map((provider) => scoreOf(inputs, provider))
  const owed = rewardsOf(
    scores.map(({ provider, points }) => ({ account: getAddress(provider), points })),
    BigInt(inputs.parameters.pointsRate.value),
    poolOfEpoch(inputs),
  )
  const additions = scores.flatMap((score, i): Addition[] => {
    const amount = owed[i]?.amount ?? 0n
    return score.points === 0n ? [] : [{ account: getAddress(score.payout), amount, detail: detailOf(score, amount) }]
  })
  return addToTree(inputs, additions)
}
