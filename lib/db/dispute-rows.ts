import { and, desc, eq, type InferSelectModel, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Queryable } from './connect'
import { disputes } from './metering-schema'

export type DisputeRow = InferSelectModel<typeof disputes>
type Hex = `0x${string}`

/** False when one is open for this receipt. */
export async function insertDispute(db: Queryable, row: typeof disputes.$inferInsert): Promise<boolean> {
  const { rowCount } = await db.insert(disputes).values(row).onConflictDoNothing()
  return rowCount === 1
}

/** Locked to the end of the transaction: two decisions take turns. */
export async function lockDispute(tx: Queryable, chainId: number, id: string): Promise<DisputeRow | null> {
  const where = and(eq(disputes.chainId, chainId), eq(disputes.id, id))
  const [row] = await tx.select().from(disputes).where(where).for('update')
  return row ?? null
}

export async function decide(
  tx: Queryable,
  { chainId, id }: DisputeRow,
  decision: Pick<DisputeRow, 'decision' | 'decidedAt' | 'decidedBy' | 'reason' | 'creditNote'>,
): Promise<void> {
  await tx
    .update(disputes)
    .set(decision)
    .where(and(eq(disputes.chainId, chainId), eq(disputes.id, id)))
}

/** Of one account, the newest first. */
export const listDisputesOf = (db: Queryable, chainId: number, account: Hex, limit: number): Promise<DisputeRow[]> =>
  db
    .select()
    .from(disputes)
    .where(and(eq(disputes.chainId, chainId), eq(disputes.account, account)))
    .orderBy(desc(disputes.openedAt), desc(disputes.id))
    .limit(limit)

/** What waits for a decision, the nearest deadline first; `before`: only those due before it. */
export const listOpenDisputes = (
  db: Queryable,
  chainId: number,
  { before, limit }: { before?: Date; limit: number },
): Promise<DisputeRow[]> =>
  db
    .select()
    .from(disputes)
    .where(
      and(eq(disputes.chainId, chainId), isNull(disputes.decidedAt), before ? lt(disputes.dueAt, before) : undefined),
    )
    .orderBy(disputes.dueAt, disputes.id)
    .limit(limit)

/** What was decided, the latest first. */
export const listDecidedDisputes = (db: Queryable, chainId: number, limit: number): Promise<DisputeRow[]> =>
  db
    .select()
    .from(disputes)
    .where(and(eq(disputes.chainId, chainId), isNotNull(disputes.decidedAt)))
    .orderBy(desc(disputes.decidedAt), desc(disputes.id))
    .limit(limit)
