import { and, eq, gt, gte, sql } from 'drizzle-orm'
import { notifyBlock } from '../db/checkpoint'
import type { Db, Queryable } from '../db/connect'
import { feeMarks, networkFees } from '../db/fee-schema'
import { priceDays } from '../db/price-schema'
import * as schema from '../db/schema'
import { dateOf } from '../domain/time'
import type { Header } from './header'
import { rollBalances, rollDays, rollPriceDays } from './rollup'

const {
  blocks,
  bucketDays,
  checkpoints,
  claims,
  days,
  distributions,
  events,
  months,
  movements,
  operations,
  payments,
  periods,
  prices,
  reconciliations,
  roots,
  splits,
  tranches,
} = schema

/** Tables whose rows belong to one block each. */
const BY_BLOCK = [
  events,
  movements,
  payments,
  distributions,
  splits,
  prices,
  periods,
  tranches,
  roots,
  claims,
  operations,
  reconciliations,
  networkFees,
  // Above the new end: fees are recorded from the beginning again, and those that stayed are there already.
  feeMarks,
]
/** Above every block number that can be: `bigint` of PostgreSQL. */
const LAST_BLOCK = 2n ** 63n - 1n

async function reopenEnded(tx: Queryable, chainId: number, block: bigint): Promise<void> {
  await tx
    .update(tranches)
    .set({ cancelledBlock: null })
    .where(and(eq(tranches.chainId, chainId), gt(tranches.cancelledBlock, block)))
  await tx
    .update(operations)
    .set({ endedAs: null, endedBlock: null, endedTime: null, endedTx: null })
    .where(and(eq(operations.chainId, chainId), gt(operations.endedBlock, block)))
}

/** Sums the day of the new checkpoint again and drops every later one: no day before it has a row above it. */
async function recomputeDays(tx: Queryable, chainId: number, { number, timestamp }: Header): Promise<void> {
  const day = dateOf(timestamp).toISOString().slice(0, 10)
  await tx.delete(priceDays).where(and(eq(priceDays.chainId, chainId), gte(priceDays.day, day)))
  await rollPriceDays(tx, sql`chain_id = ${chainId} and block_time >= ${`${day}T00:00:00Z`}::timestamptz`)
  await tx.delete(bucketDays).where(and(eq(bucketDays.chainId, chainId), gte(bucketDays.day, day)))
  await tx.delete(days).where(and(eq(days.chainId, chainId), gte(days.day, day)))
  // Every other daily sum comes from a log that also moved something, so the day's first movement is where its sums begin.
  const [first] = await tx
    .select({ block: movements.blockNumber })
    .from(movements)
    .where(and(eq(movements.chainId, chainId), gte(movements.blockTime, new Date(`${day}T00:00:00Z`))))
    .orderBy(movements.blockTime, movements.blockNumber)
    .limit(1)
  if (first) await rollDays(tx, { chainId, from: first.block, to: number })
}

/**
 * Takes the ledger back to `ancestor` as if nothing later had ever been indexed, in one database transaction. The caller has made
 * sure that the ancestor is on the chain. The state is `backfill` afterwards: also out of a halt.
 */
export async function rollbackTo(db: Db, chainId: number, ancestor: Header): Promise<void> {
  const block = ancestor.number
  await db.transaction(async (tx) => {
    await tx.select().from(checkpoints).where(eq(checkpoints.chainId, chainId)).for('update')
    await rollBalances(tx, { chainId, from: block + 1n, to: LAST_BLOCK }, -1)
    for (const table of BY_BLOCK) {
      await tx.delete(table).where(and(eq(table.chainId, chainId), gt(table.blockNumber, block)))
    }
    await reopenEnded(tx, chainId, block)
    await recomputeDays(tx, chainId, ancestor)
    await tx.delete(months).where(and(eq(months.chainId, chainId), gt(months.closingBlock, block)))
    await tx.delete(blocks).where(and(eq(blocks.chainId, chainId), gt(blocks.number, block)))
    const place = { blockNumber: block, blockHash: ancestor.hash, blockTime: dateOf(ancestor.timestamp) }
    await tx
      .update(checkpoints)
      .set({ ...place, state: 'backfill', reason: null, updatedAt: sql`now()` })
      .where(eq(checkpoints.chainId, chainId))
    await notifyBlock(tx, chainId, block)
  })
}

/** Forgets everything of a chain: the local chain was started anew, or a hand asks for the beginning. */
export async function wipeChain(db: Db, chainId: number): Promise<void> {
  await db.transaction(async (tx) => {
    for (const table of [...BY_BLOCK, schema.balances, bucketDays, days, priceDays, months, blocks, checkpoints]) {
      await tx.delete(table).where(eq(table.chainId, chainId))
    }
    await notifyBlock(tx, chainId, 0n)
  })
}
