/** Amounts measured, by name. Integers: gas, milliseconds, bytes, rows per second. */
export type Measured = Record<string, bigint | number>

/** `must` gates, `goal` is what we are after. `atLeast`: more is better. */
export type Gate = { id: string; must: number; goal?: number; atLeast?: boolean }

export type BenchResult = {
  figures: Measured
  peers: Measured
  gates: readonly Gate[]
  /** Ours divided by the peer's, of one run. */
  ratios: readonly { job: string; peer: string; of: number }[]
  quoted?: readonly { job: string; peer: string; figure: number; source: string }[]
}

/** One benchmark: what it measures, and what it is compared to. Printed and kept by `npm run bench NAME`. */
export type Bench = { name: string; unit: string; run: () => Promise<BenchResult> }
