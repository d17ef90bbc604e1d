import type { Db } from '../db/connect'
import { ensurePartition } from '../db/partitions'
import { type Month, monthOf } from '../domain/month'
import { AppError } from '../errors/app-error'
import type { ReceiptResult } from './receipt-result'
import { type Incoming, writeReceipts } from './write-receipts'

/** Receipts of one transaction, and how many may wait in memory: about 75 MB. */
const BATCH = 25_000
const WAITING = 75_000
/** What a gateway is told to wait when the queue is full. */
const RETRY_SECONDS = 2

type Waiting = {
  incoming: readonly Incoming[]
  now: Date
  resolve: (results: ReceiptResult[]) => void
  reject: (error: unknown) => void
}

/**
 * Group commit: requests that arrive while a transaction runs share the next one. Any number of processes may each have one. `write` answers
 * when the receipts are durable, or throws USAGE_BUSY at once when too many wait.
 */
export class UsageWriter {
  private readonly queue: Waiting[] = []
  private readonly months = new Set<Month>()
  private waiting = 0
  private isRunning = false

  constructor(
    private readonly db: Db,
    private readonly chainId: number,
    private readonly most: number = WAITING,
  ) {}

  write(incoming: readonly Incoming[], now: Date): Promise<ReceiptResult[]> {
    if (incoming.length === 0) return Promise.resolve([])
    if (this.waiting + incoming.length > this.most) throw new AppError('USAGE_BUSY', { seconds: RETRY_SECONDS })
    this.waiting += incoming.length
    return new Promise((resolve, reject) => {
      this.queue.push({ incoming, now, resolve, reject })
      if (!this.isRunning) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.isRunning = true
    // Requests of the same moment go together.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.queue.length > 0) await this.commit(this.next())
    this.isRunning = false
  }

  /** Whole requests, at least one. */
  private next(): Waiting[] {
    let count = 0
    const end = this.queue.findIndex(({ incoming }, i) => {
      count += incoming.length
      return i > 0 && count > BATCH
    })
    return this.queue.splice(0, end === -1 ? this.queue.length : end)
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    const all = group.flatMap(({ incoming }) => incoming)
    try {
      await this.ensureMonths(all)
      const now = new Date(Math.max(...group.map(({ now: at }) => at.getTime())))
      const results = await writeReceipts(this.db, this.chainId, all, now)
      let start = 0
      for (const { incoming, resolve } of group) {
        resolve(results.slice(start, start + incoming.length))
        start += incoming.length
      }
    } catch (error) {
      for (const { reject } of group) reject(error)
    } finally {
      this.waiting -= all.length
    }
  }

  private async ensureMonths(incoming: readonly Incoming[]): Promise<void> {
    for (const month of new Set(incoming.map(({ input }) => monthOf(input.startedAt)))) {
      if (this.months.has(month)) continue
      await ensurePartition(this.db, 'receipts', month)
      this.months.add(month)
    }
  }
}
