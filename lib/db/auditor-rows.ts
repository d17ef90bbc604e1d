import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { auditors } from './auditor-schema'
import type { Queryable } from './connect'

type Hex = `0x${string}`
export type AuditorRow = typeof auditors.$inferSelect

const isOpen = (chainId: number, now: Date) =>
  and(eq(auditors.chainId, chainId), isNull(auditors.endedAt), gt(auditors.until, now))

/** The access with which an account reads now; null without one. */
export async function findOpenAudit(
  db: Queryable,
  chainId: number,
  account: Hex,
  now: Date,
): Promise<AuditorRow | null> {
  const [row] = await db
    .select()
    .from(auditors)
    .where(and(isOpen(chainId, now), eq(auditors.account, account)))
    .limit(1)
  return row ?? null
}

/** Two grants to one account take turns to the end of the caller's transaction. */
export async function lockAuditor(tx: Queryable, chainId: number, account: Hex): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`auditor ${chainId} ${account}`}, 0))`)
}

export async function insertAuditor(tx: Queryable, row: AuditorRow): Promise<void> {
  await tx.insert(auditors).values(row)
}

/** The row that was ended; null when none of this id reads. */
export async function endAuditor(
  tx: Queryable,
  chainId: number,
  id: string,
  end: { endedAt: Date; endedBy: Hex; endReason: string },
): Promise<AuditorRow | null> {
  const where = and(isOpen(chainId, end.endedAt), eq(auditors.id, id))
  const [row] = await tx.update(auditors).set(end).where(where).returning()
  return row ?? null
}

/** Every access there was, the newest first: also what an access review reads. */
export const listAuditors = (db: Queryable, chainId: number, limit: number): Promise<AuditorRow[]> =>
  db.select().from(auditors).where(eq(auditors.chainId, chainId)).orderBy(desc(auditors.grantedAt)).limit(limit)
