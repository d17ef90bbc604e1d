import { completeDays, dayOf } from './snapshot'

/**
 * Where a metric is taken: after a block (`end` null), or after the last block before `end`, 00:00 UTC. `until`: the day on which its
 * window of complete days ends, itself not included.
 */
export type MetricPoint = { time: Date; end: Date | null; until: string }

/** Days a window metric looks back. */
const WINDOW_DAYS = 30

export const atBlock = (time: Date): MetricPoint => ({ time, end: null, until: dayOf(time) })

/** `day`: the first one after the point. */
export function atEndBefore(day: string): MetricPoint {
  const end = new Date(`${day}T00:00:00Z`)
  return { time: end, end, until: day }
}

/** The complete days that its window metrics sum up. */
export const windowOf = ({ until }: MetricPoint): { from: string; until: string } =>
  completeDays(new Date(`${until}T00:00:00Z`), WINDOW_DAYS)

/** Every day at which one of the points, or its window, is cut. Ascending. */
export function cutsOf(points: readonly MetricPoint[]): string[] {
  return [...new Set(points.flatMap((point) => [point.until, windowOf(point).from]))].sort()
}

/** Sums over daily rows that were read between cuts. */
export class CutSums<Row extends { cut: number }> {
  private readonly sums = new Map<string, bigint[]>()

  constructor(
    private readonly cuts: readonly string[],
    private readonly rows: readonly Row[],
  ) {}

  /** Σ of `of` over the rows before a cut; over all of them without one. `name` is the same for the same `of`: sums are kept by it. */
  before(day: string | null, name: string, of: (row: Row) => bigint | null): bigint {
    const index = day === null ? this.cuts.length : this.cuts.indexOf(day)
    const sum = this.sumsOf(name, of)[index]
    if (sum === undefined) throw new RangeError(`no sum was read before ${day}`)
    return sum
  }

  /** One more than there are cuts: what is after the last is in the last. */
  private sumsOf(name: string, of: (row: Row) => bigint | null): bigint[] {
    const known = this.sums.get(name)
    if (known) return known
    const sums = new Array<bigint>(this.cuts.length + 1).fill(0n)
    for (const row of this.rows) sums[row.cut] = (sums[row.cut] ?? 0n) + (of(row) ?? 0n)
    for (let i = 1; i < sums.length; i++) sums[i] = (sums[i] ?? 0n) + (sums[i - 1] ?? 0n)
    this.sums.set(name, sums)
    return sums
  }
}
