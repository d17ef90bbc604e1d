import { and, asc, desc, eq, type InferSelectModel, lte, sql } from 'drizzle-orm'
import { adjustments } from './close-schema'
import type { Queryable } from './connect'

export type AdjustmentRow = InferSelectModel<typeof adjustments>
/** Without the file itself. */
export type AdjustmentHead = Omit<AdjustmentRow, 'evidence'>

const HEAD = {
  chainId: adjustments.chainId,
  id: adjustments.id,
  month: adjustments.month,
  originalPeriod: adjustments.originalPeriod,
  debit: adjustments.debit,
  credit: adjustments.credit,
  cents: adjustments.cents,
  memo: adjustments.memo,
  evidenceName: adjustments.evidenceName,
  evidenceKind: adjustments.evidenceKind,
  evidenceBytes: adjustments.evidenceBytes,
  evidenceHash: adjustments.evidenceHash,
  reverses: adjustments.reverses,
  createdBy: adjustments.createdBy,
  createdAt: adjustments.createdAt,
  decision: adjustments.decision,
  decidedBy: adjustments.decidedBy,
  decidedAt: adjustments.decidedAt,
  decisionReason: adjustments.decisionReason,
}

const ofId = (chainId: number, id: string) => and(eq(adjustments.chainId, chainId), eq(adjustments.id, id))

/** What is in the books of a month and of all before it, in the order in which it is booked. */
export const listBooked = (db: Queryable, chainId: number, month: string): Promise<AdjustmentHead[]> =>
  db
    .select(HEAD)
    .from(adjustments)
    .where(and(eq(adjustments.chainId, chainId), lte(adjustments.month, month), eq(adjustments.decision, 'approved')))
    .orderBy(asc(adjustments.month), asc(adjustments.createdAt), asc(adjustments.id))

export const listAdjustments = (
  db: Queryable,
  chainId: number,
  { month, limit }: { month?: string | undefined; limit: number },
): Promise<AdjustmentHead[]> =>
  db
    .select(HEAD)
    .from(adjustments)
    .where(and(eq(adjustments.chainId, chainId), month ? eq(adjustments.month, month) : undefined))
    .orderBy(sql`${adjustments.decision} is not null`, desc(adjustments.createdAt), desc(adjustments.id))
    .limit(limit)

export async function findAdjustment(db: Queryable, chainId: number, id: string): Promise<AdjustmentRow | null> {
  const [row] = await db.select().from(adjustments).where(ofId(chainId, id))
  return row ?? null
}

/** Locked to the end of the transaction: two decisions take turns. */
export async function lockAdjustment(tx: Queryable, chainId: number, id: string): Promise<AdjustmentHead | null> {
  const [row] = await tx.select(HEAD).from(adjustments).where(ofId(chainId, id)).for('update')
  return row ?? null
}

/** False when what it takes back was taken back before. */
export async function insertAdjustment(tx: Queryable, row: AdjustmentRow): Promise<boolean> {
  const { rowCount } = await tx.insert(adjustments).values(row).onConflictDoNothing()
  return rowCount === 1
}

export async function decideRow(
  tx: Queryable,
  { chainId, id }: Pick<AdjustmentRow, 'chainId' | 'id'>,
  decided: Pick<AdjustmentRow, 'decision' | 'decidedBy' | 'decidedAt' | 'decisionReason'>,
): Promise<void> {
  await tx.update(adjustments).set(decided).where(ofId(chainId, id))
}
