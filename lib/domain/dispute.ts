import { DAY } from './time'

/** Seconds after the start of a request in which its receipt may be disputed, and in which a dispute is decided. */
export const DISPUTE_WITHIN = 60n * DAY
export const DECIDE_WITHIN = 14n * DAY

/** Why a dispute may not be opened about a receipt: times in seconds, the charge in nano-USD; null when it may. */
export function refusalOfDispute(
  { startedAt, chargeNano }: { startedAt: bigint; chargeNano: bigint },
  now: bigint,
): 'DISPUTE_TOO_OLD' | 'DISPUTE_NOTHING_CHARGED' | null {
  if (now - startedAt > DISPUTE_WITHIN) return 'DISPUTE_TOO_OLD'
  return chargeNano > 0n ? null : 'DISPUTE_NOTHING_CHARGED'
}
