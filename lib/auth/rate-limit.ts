/** Nonces per visitor: a burst of 20, then one every 3 s. Per process: it only keeps the table from being filled. */
const BURST = 20
const MILLISECONDS_EACH = 3_000
const MOST_VISITORS = 10_000

/** By visitor: when the bucket will be full again. */
const fullAt = new Map<string, number>()

/** Seconds to wait, rounded up; 0: allowed and counted. */
export function allowNonce(visitor: string, now = performance.now()): number {
  const full = Math.max(fullAt.get(visitor) ?? 0, now)
  const wait = full + MILLISECONDS_EACH - now - BURST * MILLISECONDS_EACH
  if (wait > 0) return Math.ceil(wait / 1_000)
  if (fullAt.size >= MOST_VISITORS) fullAt.clear()
  fullAt.set(visitor, full + MILLISECONDS_EACH)
  return 0
}
