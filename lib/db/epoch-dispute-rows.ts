import { and, asc, desc, eq, type InferSelectModel, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Queryable } from './connect'
import { epochDisputes } from './epoch-dispute-schema'

export type EpochDisputeRow = InferSelectModel<typeof epochDisputes>
/** Without the file itself. */
export type EpochDisputeHead = Omit<EpochDisputeRow, 'evidence'>

/** False when one is open for this provider and epoch. */
export async function insertEpochDispute(db: Queryable, row: EpochDisputeRow): Promise<boolean> {
  const { rowCount } = await db.insert(epochDisputes).values(row).onConflictDoNothing()
  return rowCount === 1
}

const HEAD = {
  chainId: epochDisputes.chainId,
  id: epochDisputes.id,
  account: epochDisputes.account,
  provider: epochDisputes.provider,
  label: epochDisputes.label,
  say: epochDisputes.say,
  evidenceName: epochDisputes.evidenceName,
  evidenceKind: epochDisputes.evidenceKind,
  evidenceBytes: epochDisputes.evidenceBytes,
  evidenceHash: epochDisputes.evidenceHash,
  openedAt: epochDisputes.openedAt,
  dueAt: epochDisputes.dueAt,
  decidedAt: epochDisputes.decidedAt,
  decision: epochDisputes.decision,
  decidedBy: epochDisputes.decidedBy,
  reason: epochDisputes.reason,
}

/** Those an account opened, and those about it as a provider, the newest first. */
export const listEpochDisputes = (
  db: Queryable,
  chainId: number,
  account: Hex,
  limit: number,
): Promise<EpochDisputeHead[]> =>
  db
    .select(HEAD)
    .from(epochDisputes)
    .where(
      and(
        eq(epochDisputes.chainId, chainId),
        or(eq(epochDisputes.account, account), eq(epochDisputes.provider, account)),
      ),
    )
    .orderBy(desc(epochDisputes.openedAt), desc(epochDisputes.id))
    .limit(limit)

export async function findEpochDispute(db: Queryable, chainId: number, id: string): Promise<EpochDisputeRow | null> {
  const where = and(eq(epochDisputes.chainId, chainId), eq(epochDisputes.id, id))
  const [row] = await db.select().from(epochDisputes).where(where)
  return row ?? null
}

/** Locked to the end of the transaction: two answers take turns. */
export async function lockEpochDispute(tx: Queryable, chainId: number, id: string): Promise<EpochDisputeHead | null> {
  const where = and(eq(epochDisputes.chainId, chainId), eq(epochDisputes.id, id))
  const [row] = await tx.select(HEAD).from(epochDisputes).where(where).for('update')
  return row ?? null
}

export async function answerRow(
  tx: Queryable,
  { chainId, id }: Pick<EpochDisputeRow, 'chainId' | 'id'>,
  answer: Pick<EpochDisputeRow, 'decision' | 'decidedAt' | 'decidedBy' | 'reason'>,
): Promise<void> {
  await tx
    .update(epochDisputes)
    .set(answer)
    .where(and(eq(epochDisputes.chainId, chainId), eq(epochDisputes.id, id)))
}

/** What waits for an answer, the nearest deadline first; `before`: only those due before it. */
export const listOpenEpochDisputes = (
  db: Queryable,
  chainId: number,
  { before, limit }: { before?: Date; limit: number },
): Promise<EpochDisputeHead[]> =>
  db
    .select(HEAD)
    .from(epochDisputes)
    .where(
      and(
        eq(epochDisputes.chainId, chainId),
        isNull(epochDisputes.decidedAt),
        before ? lt(epochDisputes.dueAt, before) : undefined,
      ),
    )
    .orderBy(asc(epochDisputes.dueAt), asc(epochDisputes.id))
    .limit(limit)

/** What was answered, the latest first. */
export const listAnsweredEpochDisputes = (db: Queryable, chainId: number, limit: number): Promise<EpochDisputeHead[]> =>
  db
    .select(HEAD)
    .from(epochDisputes)
    .where(and(eq(epochDisputes.chainId, chainId), isNotNull(epochDisputes.decidedAt)))
    .orderBy(desc(epochDisputes.decidedAt), desc(epochDisputes.id))
    .limit(limit)
