/** Counts by upper bound in milliseconds. */
export type Latencies = readonly (readonly [ms: number, count: number])[]

/**
 * The 95th percentile in ms: the bound under which the ceil(0.95·n)-th fastest of n answers lies. Errors, and whatever took longer,
 * count as the timeout. 0 without a request.
 */
export function percentile95(latencies: Latencies, errors: number, timeout: number): bigint {
  const counts = new Map<number, bigint>([[timeout, BigInt(errors)]])
  for (const [ms, count] of latencies) {
    const bound = Math.min(ms, timeout)
    counts.set(bound, (counts.get(bound) ?? 0n) + BigInt(count))
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0n)
  const rank = (95n * total + 99n) / 100n
  let passed = 0n
  for (const [bound, count] of [...counts].sort(([a], [b]) => a - b)) {
    passed += count
    if (passed >= rank && count > 0n) return BigInt(bound)
  }
  return 0n
}

/** Adds histograms up, ascending by bound. */
export function sumLatencies(all: readonly Latencies[]): [ms: number, count: number][] {
  const sum = new Map<number, number>()
  for (const [ms, count] of all.flat()) sum.set(ms, (sum.get(ms) ?? 0) + count)
  return [...sum].filter(([, count]) => count > 0).sort(([a], [b]) => a - b)
}
