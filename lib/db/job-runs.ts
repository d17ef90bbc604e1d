import { eq, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { jobRuns } from './schema'

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
