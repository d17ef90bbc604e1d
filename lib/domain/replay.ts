/**
 * One thing of a past month that is computed again. `real`: what it was; `again`: the same under the value that was in force, which must be
 * `real`; `next`: under the new value. All in one unit.
 */
export type ReplayEntry = { account: string; part: string; real: bigint; again: bigint; next: bigint }

export type ReplaySum = { name: string; real: bigint; next: bigint }
export type Affected = { account: string; real: bigint; next: bigint }

export type Replayed = {
  count: number
  real: bigint
  next: bigint
  /** Σ |again − real|: 0 when the unchanged value reproduces every one of them. */
  off: bigint
  /** By service, plan, day or epoch, in the order of the entries. */
  parts: ReplaySum[]
  /** The ten whom the change touches most, and how many it touches. */
  accounts: Affected[]
  affected: number
}

const MOST_SHOWN = 10

const absolute = (value: bigint) => (value < 0n ? -value : value)

function addTo<K extends string>(sums: Map<string, { real: bigint; next: bigint }>, key: K, entry: ReplayEntry): void {
  const sum = sums.get(key) ?? { real: 0n, next: 0n }
  sums.set(key, { real: sum.real + entry.real, next: sum.next + entry.next })
}

/** Sums of a replay. Differences do not cancel each other: each entry counts for itself in `off`. */
export function replayed(entries: readonly ReplayEntry[]): Replayed {
  const [parts, accounts] = [new Map<string, Sum>(), new Map<string, Sum>()]
  let off = 0n
  for (const entry of entries) {
    addTo(parts, entry.part, entry)
    addTo(accounts, entry.account.toLowerCase(), entry)
    off += absolute(entry.again - entry.real)
  }
  const touched = [...accounts]
    .map(([account, sum]): Affected => ({ account, ...sum }))
    .filter(({ real, next }) => real !== next)
    .sort(byChange)
  return {
    count: entries.length,
    real: entries.reduce((sum, { real }) => sum + real, 0n),
    next: entries.reduce((sum, { next }) => sum + next, 0n),
    off,
    parts: [...parts].map(([name, sum]) => ({ name, ...sum })),
    accounts: touched.slice(0, MOST_SHOWN),
    affected: touched.length,
  }
}

type Sum = { real: bigint; next: bigint }

/** The largest change first; ties by account, so that two readings are the same. */
function byChange(a: Affected, b: Affected): number {
  const [left, right] = [absolute(a.next - a.real), absolute(b.next - b.real)]
  if (left !== right) return left > right ? -1 : 1
  return a.account < b.account ? -1 : 1
}
