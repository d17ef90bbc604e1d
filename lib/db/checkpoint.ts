import { and, desc, eq, gte, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { blocks, checkpoints } from './schema'

export type Checkpoint = typeof checkpoints.$inferSelect
export type StoredHeader = typeof blocks.$inferSelect

/** Notified with `{chainId, block}` after each commit of the indexer. */
export const BLOCKS_CHANNEL = 'cxpt_blocks'

export async function findCheckpoint(db: Queryable, chainId: number): Promise<Checkpoint | null> {
  const [row] = await db.select().from(checkpoints).where(eq(checkpoints.chainId, chainId))
  return row ?? null
}

/** Stored headers from the newest down to `from`. */
export async function storedHeaders(db: Queryable, chainId: number, from = 0n): Promise<StoredHeader[]> {
  return db
    .select()
    .from(blocks)
    .where(and(eq(blocks.chainId, chainId), gte(blocks.number, from)))
    .orderBy(desc(blocks.number))
}

/** The head of the chain as the indexer last saw it, for lag and freshness. */
export async function noteHead(db: Queryable, chainId: number, head: { number: bigint; time: Date }): Promise<void> {
  await db
    .update(checkpoints)
    .set({ headNumber: head.number, headTime: head.time, updatedAt: sql`now()` })
    .where(eq(checkpoints.chainId, chainId))
}

/** Stops the ledger of a chain until a hand goes on: `npm run index -- --rewind N`. */
export async function haltCheckpoint(db: Queryable, chainId: number, reason: string): Promise<void> {
  await db
    .update(checkpoints)
    .set({ state: 'halted', reason, updatedAt: sql`now()` })
    .where(eq(checkpoints.chainId, chainId))
}

export async function notifyBlock(tx: Queryable, chainId: number, block: bigint): Promise<void> {
  const payload = JSON.stringify({ chainId, block: block.toString() })
  await tx.execute(sql`select pg_notify(${BLOCKS_CHANNEL}, ${payload})`)
}
