import { lesser, mulDivCeil } from './money'

/** Usage of 30 days. `tokens`: what an allowance can cover; costs in nano-USD as pay-per-use, without any allowance. */
export type UsageCost = { tokens: bigint; tokensNano: bigint; othersNano: bigint }
type Terms = { id: number; usd: bigint; allowance: bigint }

/** What the same usage costs with a plan: its price, and pay-per-use for what its allowance leaves. micro-USD, rounded up. */
export type PlanCost = { plan: number; covered: bigint; restUsd: bigint; totalUsd: bigint; isCheapest: boolean }
export type Comparison = { payPerUseUsd: bigint; isPayPerUseCheapest: boolean; plans: PlanCost[] }

const NANO_PER_MICRO = 1_000n
const micro = (nano: bigint): bigint => mulDivCeil(nano, 1n, NANO_PER_MICRO)

/**
 * Every plan beside pay-per-use, the cheapest marked; equal costs are marked together. Tokens above the allowance cost what the usage cost on
 * average: which of them would have been covered depends on the order of the requests.
 */
export function comparePlans({ tokens, tokensNano, othersNano }: UsageCost, plans: readonly Terms[]): Comparison {
  const payPerUseUsd = micro(tokensNano + othersNano)
  const costs = plans.map(({ id, usd, allowance }) => {
    const covered = lesser(tokens, allowance)
    const restNano = tokens === 0n ? 0n : mulDivCeil(tokensNano, tokens - covered, tokens)
    const restUsd = micro(restNano + othersNano)
    return { plan: id, covered, restUsd, totalUsd: usd + restUsd }
  })
  const least = costs.reduce((low, { totalUsd }) => lesser(low, totalUsd), payPerUseUsd)
  return {
    payPerUseUsd,
    isPayPerUseCheapest: payPerUseUsd === least,
    plans: costs.map((cost) => ({ ...cost, isCheapest: cost.totalUsd === least })),
  }
}
