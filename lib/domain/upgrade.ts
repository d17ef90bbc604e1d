import { mulDivCeil, mulDivFloor } from './money'
import { PERIOD } from './subscription'

/** Price in micro-USD and tokens of one whole period. */
export type PlanTerms = { usd: bigint; allowance: bigint }

/**
 * What an upgrade costs and adds for the rest of the period: micro-USD rounded up, tokens rounded down. Null when it is none: price
 * and allowance must both be greater.
 */
export function quoteUpgrade(from: PlanTerms, to: PlanTerms, end: bigint, now: bigint): PlanTerms | null {
  if (to.usd <= from.usd || to.allowance <= from.allowance || now >= end) return null
  const remaining = end - now
  return {
    usd: mulDivCeil(to.usd - from.usd, remaining, PERIOD),
    allowance: mulDivFloor(to.allowance - from.allowance, remaining, PERIOD),
  }
}
