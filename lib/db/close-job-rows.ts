import { and, asc, desc, eq, type InferSelectModel, inArray, sql } from 'drizzle-orm'
import type { CloseJobKind } from '../domain/close-job'
import { closeJobParts, closeJobs } from './close-schema'
import type { Queryable } from './connect'

export type CloseJobRow = InferSelectModel<typeof closeJobs>

const ofJob = (chainId: number, id: string) => and(eq(closeJobs.chainId, chainId), eq(closeJobs.id, id))

/** The job that is open for this kind and period: the one given, or another that was asked for before. */
export async function askForJob(tx: Queryable, row: CloseJobRow): Promise<CloseJobRow> {
  await tx.insert(closeJobs).values(row).onConflictDoNothing()
  const [open] = await tx
    .select()
    .from(closeJobs)
    .where(
      and(
        eq(closeJobs.chainId, row.chainId),
        eq(closeJobs.kind, row.kind),
        eq(closeJobs.period, row.period),
        inArray(closeJobs.state, ['waiting', 'running']),
      ),
    )
  return open ?? row
}

/** Milliseconds after which a job that has not moved was left by its worker. */
const LEFT_AFTER = 120_000

/** The oldest job that waits, or was left; of two workers one gets it. */
export async function takeJob(db: Queryable, chainId: number, now: Date): Promise<CloseJobRow | null> {
  return db.transaction(async (tx) => {
    const left = new Date(now.getTime() - LEFT_AFTER).toISOString()
    const [row] = await tx
      .select()
      .from(closeJobs)
      .where(
        and(
          eq(closeJobs.chainId, chainId),
          sql`(${closeJobs.state} = 'waiting' or (${closeJobs.state} = 'running' and ${closeJobs.movedAt} < ${left}::timestamptz))`,
        ),
      )
      .orderBy(asc(closeJobs.requestedAt), asc(closeJobs.id))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!row) return null
    await tx.delete(closeJobParts).where(and(eq(closeJobParts.chainId, chainId), eq(closeJobParts.jobId, row.id)))
    await tx.update(closeJobs).set({ state: 'running', movedAt: now, done: 0 }).where(ofJob(chainId, row.id))
    return { ...row, state: 'running' }
  })
}

type Moved = Partial<Omit<CloseJobRow, 'chainId' | 'id' | 'kind' | 'period'>>

export async function moveJob(db: Queryable, { chainId, id }: CloseJobRow, moved: Moved): Promise<void> {
  await db.update(closeJobs).set(moved).where(ofJob(chainId, id))
}

/** Of one period, or of some kinds, the newest first. */
export const listJobs = (
  db: Queryable,
  chainId: number,
  { period, kinds, limit }: { period?: string; kinds?: readonly CloseJobKind[]; limit: number },
): Promise<CloseJobRow[]> =>
  db
    .select()
    .from(closeJobs)
    .where(
      and(
        eq(closeJobs.chainId, chainId),
        period ? eq(closeJobs.period, period) : undefined,
        kinds ? inArray(closeJobs.kind, [...kinds]) : undefined,
      ),
    )
    .orderBy(desc(closeJobs.requestedAt), desc(closeJobs.id))
    .limit(limit)

export async function findJob(db: Queryable, chainId: number, id: string): Promise<CloseJobRow | null> {
  const [row] = await db.select().from(closeJobs).where(ofJob(chainId, id))
  return row ?? null
}

export async function insertJobPart(db: Queryable, row: InferSelectModel<typeof closeJobParts>): Promise<void> {
  await db.insert(closeJobParts).values(row)
}

/** One piece of a file as base64; null behind the last. */
export async function readJobPart(db: Queryable, chainId: number, jobId: string, seq: number): Promise<string | null> {
  const [row] = await db
    .select({ data: closeJobParts.data })
    .from(closeJobParts)
    .where(and(eq(closeJobParts.chainId, chainId), eq(closeJobParts.jobId, jobId), eq(closeJobParts.seq, seq)))
  return row?.data ?? null
}
