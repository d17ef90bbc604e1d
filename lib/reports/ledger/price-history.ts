import type { PricePoint } from '../../db/book-rows'
import { secondsOf } from '../../domain/time'

/** Prices in chain order. Before the first posting the first one counts: nothing was sold before it. */
export class PriceHistory {
  private readonly times: readonly bigint[]

  constructor(private readonly points: readonly PricePoint[]) {
    this.times = points.map(({ at }) => secondsOf(at))
  }

  /** In force at an instant, postings of that second included; null without any. */
  at(seconds: bigint): bigint | null {
    return this.find((i) => (this.times[i] ?? 0n) <= seconds)
  }

  /** In force at a place of the chain. */
  atSpot({ block, logIndex }: { block: bigint; logIndex: number }): bigint | null {
    return this.find((i) => {
      const point = this.points[i]
      return point !== undefined && (point.block < block || (point.block === block && point.logIndex < logIndex))
    })
  }

  /** Time-weighted average over [from, until), rounded down; null without a price. */
  average(from: bigint, until: bigint): bigint | null {
    let [sum, start, price] = [0n, from, this.at(from)]
    for (const [i, time] of this.times.entries()) {
      if (time <= from || time >= until) continue
      sum += (price ?? 0n) * (time - start)
      ;[start, price] = [time, this.points[i]?.price ?? price]
    }
    return price === null ? null : (sum + price * (until - start)) / (until - from)
  }

  /** The last point for which `isBefore` holds: it holds for all before it. */
  private find(isBefore: (i: number) => boolean): bigint | null {
    let [low, high] = [0, this.points.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(middle)) low = middle + 1
      else high = middle
    }
    return (this.points[low - 1] ?? this.points[0])?.price ?? null
  }
}
