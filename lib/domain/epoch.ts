import { DAY } from './time'

/** An epoch is one week from Monday 00:00 UTC; epoch 0 began on Monday 1970-01-05. */
export const EPOCH_SECONDS = 7n * DAY
const FIRST_MONDAY = 4n * DAY

export function epochOf(seconds: bigint): bigint {
  const since = seconds - FIRST_MONDAY
  return since >= 0n ? since / EPOCH_SECONDS : -((EPOCH_SECONDS - 1n - since) / EPOCH_SECONDS)
}

/** [start, end) in seconds. */
export function epochBounds(epoch: bigint): { start: bigint; end: bigint } {
  const start = FIRST_MONDAY + epoch * EPOCH_SECONDS
  return { start, end: start + EPOCH_SECONDS }
}

/** The first Monday 00:00 UTC at or after an instant. */
export function mondayAtOrAfter(seconds: bigint): bigint {
  const { start, end } = epochBounds(epochOf(seconds))
  return start === seconds ? start : end
}
