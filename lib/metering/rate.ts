/** Keys a process remembers: above, all start anew. */
const MOST_KEYS = 10_000

/** A token bucket per key, in memory of this process: `burst` at once, then one every `each` milliseconds. */
export class RateLimit {
  /** By key: when its bucket will be full again. */
  private readonly fullAt = new Map<string, number>()

  constructor(
    private readonly burst: number,
    private readonly each: number,
  ) {}

  /** Seconds to wait, rounded up; 0: allowed and counted. `now` in milliseconds. */
  take(key: string, now: number): number {
    const full = Math.max(this.fullAt.get(key) ?? 0, now)
    const wait = full + this.each - now - this.burst * this.each
    if (wait > 0) return Math.ceil(wait / 1_000)
    if (this.fullAt.size >= MOST_KEYS) this.fullAt.clear()
    this.fullAt.set(key, full + this.each)
    return 0
  }
}
