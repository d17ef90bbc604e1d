import type { Db, Queryable } from '../db/connect'
import { findCheckpoint } from '../db/overview-rows'

/** What every number of one answer is of. */
export type Snapshot = {
  db: Queryable
  chainId: number
  block: bigint
  /** Block time. */
  time: Date
  headTime: Date
  /** The block is not the newest of the ledger: balances and daily sums hold more than it had. */
  isPast: boolean
}

/**
 * Reads the ledger as it is after one block: all queries of `read` see the same rows, whatever the indexer commits meanwhile. Null before the
 * first block is indexed.
 */
export function readAtOneBlock<T>(
  db: Db,
  chainId: number,
  read: (snapshot: Snapshot) => Promise<T>,
): Promise<T | null> {
  return db.transaction(
    async (tx) => {
      const row = await findCheckpoint(tx, chainId)
      if (!row) return null
      const { blockNumber: block, blockTime: time, headTime } = row
      return read({ db: tx, chainId, block, time, headTime, isPast: false })
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

const DAY_MS = 86_400_000

/** The UTC day of an instant, `YYYY-MM-DD`, moved by whole days. */
export function dayOf(time: Date, plus = 0): string {
  return new Date(time.getTime() + plus * DAY_MS).toISOString().slice(0, 10)
}

/** The last `count` complete UTC days before an instant: what "30 days" means on every page. */
export function completeDays(time: Date, count: number): { from: string; until: string } {
  return { from: dayOf(time, -count), until: dayOf(time) }
}
