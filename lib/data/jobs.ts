import 'server-only'
import { database } from '../auth/database'
import { findCheckpoint } from '../db/checkpoint'
import type { Queryable } from '../db/connect'
import { type HistoryRow, listLastRuns, listRunsOf } from '../db/job-runs'
import { listJobRuns } from '../db/status-rows'
import { everyWords, JOB_LIST, type JobEntry, type JobId, nextDue } from '../domain/jobs'
import { dateOf, secondsOf } from '../domain/time'
import { env } from '../env/env'

/** Runs of one job that the page shows. */
const SHOWN_RUNS = 20

export type JobRun = { key: string; startedAt: Date; ms: number; isOk: boolean; say: string }

export type ScheduledJob = {
  id: JobId
  title: string
  every: string
  state: 'never' | 'running' | 'done' | 'failed'
  /** The last run that ended, with what it said. */
  last: JobRun | null
  /** Block time, or this machine's for jobs that go by it; null before there is a ledger. */
  next: Date | null
  /** Seconds until then. */
  inSeconds: number | null
}

export type JobSchedule = {
  jobs: ScheduledJob[]
  /** Of the job that was asked for; null when there is none of that name. */
  runs: { title: string; rows: JobRun[] } | null
}

/** Public: what runs when, and how it went. Errors were freed of addresses and keys when they were written. */
export async function getJobSchedule(chosen?: string): Promise<JobSchedule> {
  const db = database()
  const [time, last, running] = await Promise.all([chainTime(db), listLastRuns(db), listJobRuns(db)])
  const lastOf = new Map(last.map((row) => [row.job, runOf(row)]))
  const isRunning = new Set(running.filter(({ isOk }) => isOk === null).map(({ job }) => job))
  const jobs = JOB_LIST.map((entry) =>
    scheduled(entry, lastOf.get(entry.id) ?? null, isRunning.has(entry.id), time, secondsOf(new Date())),
  )
  const entry = JOB_LIST.find(({ id }) => id === chosen)
  const runs = entry && { title: entry.title, rows: (await listRunsOf(db, entry.id, SHOWN_RUNS)).map(runOf) }
  return { jobs, runs: runs ?? null }
}

function scheduled(
  entry: JobEntry & { id: JobId },
  last: JobRun | null,
  isRunning: boolean,
  time: bigint | null,
  now: bigint,
): ScheduledJob {
  const clock = entry.every.clock === 'machine' ? now : time
  const next = clock === null ? null : nextDue(entry, clock)
  return {
    id: entry.id,
    title: entry.title,
    every: everyWords(entry.every),
    state: isRunning ? 'running' : last === null ? 'never' : last.isOk ? 'done' : 'failed',
    last,
    next: next === null ? null : dateOf(next),
    inSeconds: next === null || clock === null ? null : Number(next - clock),
  }
}

const runOf = ({ key, startedAt, ms, isOk, say }: HistoryRow): JobRun => ({ key, startedAt, ms, isOk, say })

/** The head of the chain as the indexer last saw it: the page waits for no node. Null before there is a ledger. */
async function chainTime(db: Queryable): Promise<bigint | null> {
  const checkpoint = await findCheckpoint(db, env.CHAIN_ID)
  return checkpoint && secondsOf(checkpoint.headTime)
}
