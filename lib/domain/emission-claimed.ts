import { mulDivFloor } from './money'

/**
 * The emission-funded part of what providers claimed, wei, rounded down. A claim cannot tell its coins apart, so revenue-funded and
 * emission-funded CXPT are claimed in the proportion in which they were allocated. All three are lifetime sums.
 */
export function emissionClaimed({ claimed, total, used }: { claimed: bigint; total: bigint; used: bigint }): bigint {
  return total === 0n ? 0n : mulDivFloor(claimed, used, total)
}
