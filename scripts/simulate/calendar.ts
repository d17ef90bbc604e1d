import { DAY, secondsOf } from '../../lib/domain/time'

/** A history is at least this long, so that three calendar months are closed whatever day it is. */
const LEAST_DAYS = 120n

/** 00:00 UTC on the first day of the calendar month that lies at least 120 days before `now`. */
export function historyStart(now: Date): Date {
  const latest = new Date(now.getTime() - Number(LEAST_DAYS) * 86_400_000)
  return new Date(Date.UTC(latest.getUTCFullYear(), latest.getUTCMonth(), 1))
}

/** Timestamp of the genesis block, one second before the history: every transaction of the deployment lies in the first month. */
export function genesisTime(now: Date): bigint {
  return secondsOf(historyStart(now)) - 1n
}

export function dayStart(time: bigint): bigint {
  return time - (time % DAY)
}

/** 1970-01-01 was a Thursday. */
export function isWeekend(time: bigint): boolean {
  return (time / DAY + 3n) % 7n >= 5n
}

export type Appointment<T> = { time: bigint; what: T }

/** What is due when: earliest first, and among equals the one that was entered first. */
export class Agenda<T> {
  private readonly heap: { time: bigint; order: number; what: T }[] = []
  private entered = 0

  enter(time: bigint, what: T): void {
    this.heap.push({ time, order: this.entered++, what })
    this.rise(this.heap.length - 1)
  }

  get size(): number {
    return this.heap.length
  }

  peek(): bigint | null {
    return this.heap[0]?.time ?? null
  }

  /** Null when nothing is due up to and including `until`. */
  take(until: bigint): Appointment<T> | null {
    const first = this.heap[0]
    if (!first || first.time > until) return null
    const last = this.heap.pop()
    if (last && this.heap.length > 0) {
      this.heap[0] = last
      this.sink(0)
    }
    return { time: first.time, what: first.what }
  }

  private isBefore(a: number, b: number): boolean {
    const [x, y] = [this.heap[a], this.heap[b]]
    if (!x || !y) return false
    return x.time < y.time || (x.time === y.time && x.order < y.order)
  }

  private swap(a: number, b: number): void {
    const [x, y] = [this.heap[a], this.heap[b]]
    if (x && y) [this.heap[a], this.heap[b]] = [y, x]
  }

  private rise(index: number): void {
    for (let at = index; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!this.isBefore(at, parent)) return
      this.swap(at, parent)
      at = parent
    }
  }

  private sink(index: number): void {
    for (let at = index; ; ) {
      let least = at
      if (this.isBefore(2 * at + 1, least)) least = 2 * at + 1
      if (this.isBefore(2 * at + 2, least)) least = 2 * at + 2
      if (least === at) return
      this.swap(at, least)
      at = least
    }
  }
}
