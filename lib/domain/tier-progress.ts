import type { Tier } from './referral'

/** Where somebody stands on a ladder of tiers: the tier reached (0 bps below the first), the next, and what is missing to it. */
export type TierProgress = {
  reached: bigint
  bps: bigint
  next: { threshold: bigint; bps: bigint; missing: bigint } | null
}

/** `tiers` with rising thresholds. */
export function tierProgress(tiers: readonly Tier[], reached: bigint): TierProgress {
  const held = tiers.findLast(({ threshold }) => reached >= threshold)
  const next = tiers.find(({ threshold }) => reached < threshold)
  return {
    reached,
    bps: held?.bps ?? 0n,
    next: next ? { ...next, missing: next.threshold - reached } : null,
  }
}
