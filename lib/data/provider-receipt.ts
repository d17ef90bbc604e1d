import 'server-only'
import { type Address, getAddress } from 'viem'
import { type Earning, earn } from '../domain/earning'
import { epochDemand } from '../domain/points'
import { PPM } from '../domain/units'
import { curveFrom, poolOfEpoch } from '../rewards/epoch-points'
import type { ProviderInput, ProviderInputs } from '../rewards/inputs'
import { percentile95 } from '../rewards/percentile'

/** What one provider earned in an epoch, as the inputs of the epoch say it. */
export type ProviderReceipt = {
  provider: Address
  payout: Address
  earning: Earning
  /** Per class, in the order of `earning.classes`. `timeout` in ms; hourly D in ppm, oldest first. */
  seen: { service: string; errors: number; timeout: number; demand: readonly string[] }[]
}

/** One provider's part, without the others. */
function earningOf(inputs: ProviderInputs, { provider, classes, ...minutes }: ProviderInput): Earning {
  const { parameters, targets } = inputs
  const weights = new Map(parameters.classWeights.value)
  const demand = new Map(inputs.demand)
  return {
    account: getAddress(provider),
    goodMinutes: BigInt(minutes.goodMinutes),
    eligibleMinutes: BigInt(minutes.eligibleMinutes),
    classes: classes.flatMap(({ service, units, requests, errors, latencies }) => {
      const target = targets.find(([name]) => name === service)
      const weight = weights.get(service)
      if (!target || weight === undefined) return []
      return {
        service,
        units: BigInt(units),
        weight: BigInt(weight),
        base: (BigInt(units) * BigInt(weight)) / PPM,
        p95: percentile95(latencies, errors, target[2]),
        target: BigInt(target[1]),
        requests: BigInt(requests),
        demand: epochDemand((demand.get(service) ?? []).map(BigInt)),
      }
    }),
    curves: { uptime: curveFrom(parameters.uptime.value), response: curveFrom(parameters.response.value) },
    rate: BigInt(parameters.pointsRate.value),
    pool: poolOfEpoch(inputs),
    others: [],
  }
}

/** Receipts of the providers that are `account`, or that were paid to it. */
export function receiptsOf(inputs: ProviderInputs, account: Address): ProviderReceipt[] {
  const key = account.toLowerCase()
  const mine = inputs.providers.filter((one) => one.provider === key || one.payout.toLowerCase() === key)
  if (mine.length === 0) return []
  const scores = inputs.providers.map((one) => {
    const earning = earningOf(inputs, one)
    return { provider: one.provider, account: earning.account, points: earn(earning).points }
  })
  return mine.map((one) => {
    const earning = earningOf(inputs, one)
    const others = scores
      .filter(({ provider }) => provider !== one.provider)
      .map(({ account: other, points }) => ({ account: other, points }))
    return {
      provider: getAddress(one.provider),
      payout: getAddress(one.payout),
      earning: { ...earning, others },
      seen: earning.classes.map(({ service }) => ({
        service,
        errors: one.classes.find((other) => other.service === service)?.errors ?? 0,
        timeout: inputs.targets.find(([name]) => name === service)?.[2] ?? 0,
        demand: new Map(inputs.demand).get(service) ?? [],
      })),
    }
  })
}
