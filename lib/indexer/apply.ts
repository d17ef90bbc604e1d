import { and, eq, lt, sql } from 'drizzle-orm'
import { insertRows, insertStream } from '../db/bulk'
import { notifyBlock } from '../db/checkpoint'
import type { Db, Queryable } from '../db/connect'
import * as schema from '../db/schema'
import { greater } from '../domain/money'
import { dateOf } from '../domain/time'
import type { AddressBook, Hex } from './deployment'
import type { LedgerEvent } from './events'
import { type Header, KEPT_HEADERS } from './header'
import { LedgerError } from './ledger-error'
import { loadState } from './ledger-state'
import { type BlockRange, negativeBalances, rollBalances, rollDays, rollPriceDays, within } from './rollup'
import { Collector, type Rows } from './rows'

/** Blocks `from`..`to.number` with all their logs of ours, in chain order. */
export type Chunk = {
  from: bigint
  to: Header
  events: readonly LedgerEvent[]
  /** Headers of blocks of the unfinalised window, `to` among them. */
  headers: readonly Header[]
}

/** The ledger is elsewhere than the caller thinks: another indexer, or a commit whose answer was lost. Read it and go on. */
export class CheckpointMoved extends Error {
  override name = 'CheckpointMoved'
}

export type Target = { chainId: number; book: AddressBook; head: Header; state: 'backfill' | 'live' }
export type Applied = { events: number; movements: number; unknown: number; unexplained: number }

/** Locks the checkpoint row and makes sure the chunk continues it. */
async function claimCheckpoint(tx: Queryable, chainId: number, tip: Hex): Promise<void> {
  const [row] = await tx.select().from(schema.checkpoints).where(eq(schema.checkpoints.chainId, chainId)).for('update')
  if (row?.blockHash !== tip) throw new CheckpointMoved(`the ledger is at ${row?.blockNumber ?? 'nothing'}`)
}

async function insertAll(tx: Queryable, chainId: number, rows: Rows): Promise<void> {
  await insertRows(tx, schema.movements, rows.movements)
  await insertRows(tx, schema.payments, rows.payments)
  await insertRows(tx, schema.distributions, rows.distributions)
  await insertRows(tx, schema.splits, rows.splits)
  await insertRows(tx, schema.prices, rows.prices)
  await insertRows(tx, schema.periods, rows.periods)
  await insertRows(tx, schema.tranches, rows.tranches)
  await insertRows(tx, schema.roots, rows.roots)
  await insertRows(tx, schema.claims, rows.claims)
  await insertRows(tx, schema.operations, rows.operations)
  const { tranches, operations } = schema
  for (const { id, block } of rows.cancelledTranches) {
    await tx
      .update(tranches)
      .set({ cancelledBlock: block })
      .where(and(eq(tranches.chainId, chainId), eq(tranches.id, id)))
  }
  for (const { operationId, nonce, as, block, time, tx: endedTx } of rows.endedOperations) {
    const one = and(
      eq(operations.chainId, chainId),
      eq(operations.operationId, operationId),
      eq(operations.nonce, nonce),
    )
    await tx.update(operations).set({ endedAs: as, endedBlock: block, endedTime: time, endedTx }).where(one)
  }
}

const headerRow = (chainId: number, { timestamp, ...header }: Header) => ({
  ...header,
  chainId,
  timestamp: dateOf(timestamp),
})

async function moveCheckpoint(tx: Queryable, { to, headers }: Chunk, target: Target): Promise<void> {
  const { chainId, head, state } = target
  const { blocks, checkpoints } = schema
  await insertRows(
    tx,
    blocks,
    headers.map((header) => headerRow(chainId, header)),
  )
  await tx.delete(blocks).where(and(eq(blocks.chainId, chainId), lt(blocks.number, to.number - KEPT_HEADERS + 1n)))
  await tx
    .update(checkpoints)
    .set({
      blockNumber: to.number,
      blockHash: to.hash,
      blockTime: dateOf(to.timestamp),
      headNumber: greater(head.number, to.number),
      headTime: dateOf(greater(head.timestamp, to.timestamp)),
      state,
      reason: null,
      updatedAt: sql`now()`,
    })
    .where(eq(checkpoints.chainId, chainId))
}

/** Opens the ledger of a chain at the block before the first contract: nothing of ours is older. Harmless when it is open. */
export async function openLedger(db: Db, chainId: number, genesis: Header, start: Header): Promise<void> {
  const time = dateOf(start.timestamp)
  await db.transaction(async (tx) => {
    const added = await tx
      .insert(schema.checkpoints)
      .values({
        chainId,
        genesisHash: genesis.hash,
        blockNumber: start.number,
        blockHash: start.hash,
        blockTime: time,
        headNumber: start.number,
        headTime: time,
        state: 'backfill',
        updatedAt: sql`now()`,
      })
      .onConflictDoNothing()
      .returning()
    if (added.length > 0) await insertRows(tx, schema.blocks, [headerRow(chainId, start)])
  })
}

/**
 * Adds one chunk to the ledger: rows, entries, balances, daily sums and checkpoint, in one database transaction, and tells listeners
 * after it. Either all of it is there or nothing. `tip`: hash of the block the chunk continues.
 */
export async function applyChunk(db: Db, chunk: Chunk, tip: Hex, target: Target): Promise<Applied> {
  const { chainId, book } = target
  return db.transaction(async (tx) => {
    await claimCheckpoint(tx, chainId, tip)
    const applied = { events: chunk.events.length, movements: 0, unknown: 0, unexplained: 0 }
    if (chunk.events.length > 0) {
      const collector = new Collector(chainId, book, await loadState(tx, chainId))
      await insertStream(tx, schema.events, collector.take(chunk.events))
      const { rows } = collector
      await insertAll(tx, chainId, rows)
      const range: BlockRange = { chainId, from: chunk.from, to: chunk.to.number }
      await rollBalances(tx, range)
      await rollDays(tx, range)
      await rollPriceDays(tx, within(range))
      const negative = await negativeBalances(tx, chainId)
      if (negative.length > 0) throw new LedgerError(`below zero at block ${chunk.to.number}: ${negative.join(', ')}`)
      applied.movements = rows.movements.length
      applied.unknown = chunk.events.filter(({ name }) => name === 'unknown').length
      applied.unexplained = rows.movements.filter(({ kind }) => kind === 'unexplained').length
    }
    await moveCheckpoint(tx, chunk, target)
    await notifyBlock(tx, chainId, chunk.to.number)
    return applied
  })
}
