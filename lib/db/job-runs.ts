import { randomUUID } from 'node:crypto'
import { desc, eq, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { jobRuns } from './schema'
import { jobHistory } from './work-schema'

/** A run of a job began: one row per job, its last run. Times are this machine's: they say when work was done, nothing of the chain. */
export async function startRun(db: Queryable, job: string): Promise<void> {
  const begun = { startedAt: sql`now()`, endedAt: null, isOk: null, error: null }
  await db
    .insert(jobRuns)
    .values({ job, ...begun })
    .onConflictDoUpdate({ target: jobRuns.job, set: begun })
}

/** It ended; `error` is a sentence when something must be looked at. */
export async function endRun(db: Queryable, job: string, error: string | null): Promise<void> {
  await db
    .update(jobRuns)
    .set({ endedAt: sql`now()`, isOk: error === null, error })
    .where(eq(jobRuns.job, job))
}

export type EndedRun = { job: string; key: string; ms: number; isOk: boolean; say: string }

/** Keeps a run that ended just now. */
export async function addToHistory(db: Queryable, { ms, ...run }: EndedRun): Promise<void> {
  const startedAt = sql`now() - make_interval(secs => ${ms / 1_000})`
  await db.insert(jobHistory).values({ id: randomUUID(), startedAt, ms, ...run })
}

export type HistoryRow = typeof jobHistory.$inferSelect

/** The last runs of one job, newest first. */
export const listRunsOf = (db: Queryable, job: string, limit: number): Promise<HistoryRow[]> =>
  db.select().from(jobHistory).where(eq(jobHistory.job, job)).orderBy(desc(jobHistory.startedAt)).limit(limit)

/** The last run of each job. */
export async function listLastRuns(db: Queryable): Promise<HistoryRow[]> {
  return db.selectDistinctOn([jobHistory.job]).from(jobHistory).orderBy(jobHistory.job, desc(jobHistory.startedAt))
}
