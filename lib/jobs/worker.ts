import PgBoss from 'pg-boss'
import { endRun, startRun } from '../db/job-runs'
import { underLock } from '../db/under-lock'
import { sayError } from '../indexer/log'
import { pauseUntil } from '../indexer/pause'
import type { JobContext, Outcome } from './context'
import { distribute } from './distribution'
import { checkLedger, closeMonths } from './ledger-check'
import { postPrice } from './price-posting'
import { dueJobs, idOf, JOBS, type Job } from './schedule'

const RUN: Record<Job, (context: JobContext) => Promise<Outcome>> = {
  reconciliation: checkLedger,
  'month-boundaries': closeMonths,
  distribution: distribute,
  'price-posting': postPrice,
}

const LOOK_EVERY_MS = 5_000
/** Tries again after 5 s, doubling, for 85 minutes: a node or a ledger that is away for a while costs no run. */
const QUEUE = { retryLimit: 10, retryDelay: 5, retryBackoff: true, expireInSeconds: 600 }
/** Longer than any period of a job: the id of a finished one must still be known when it is asked for again. */
const ARCHIVE_AFTER_SECONDS = 3 * 86_400

export type WorkerOptions = JobContext & {
  databaseUrl: string
  signal: AbortSignal
  lookEveryMs?: number
}

/** One run of a job, with its row in `job_runs`. */
export async function runJob(job: Job, context: JobContext): Promise<Outcome> {
  const { db, log, deployment } = context
  const started = performance.now()
  await startRun(db, job)
  try {
    const outcome = await RUN[job](context)
    await endRun(db, job, outcome.alarm ?? null)
    const fields = { chain_id: deployment.chainId, job, duration: Math.round(performance.now() - started) }
    if (outcome.alarm) log.error({ msg: outcome.alarm, ...fields, alarm: true })
    else log.info({ msg: outcome.say, ...fields })
    return outcome
  } catch (error) {
    await endRun(db, job, sayError(error)).catch(() => {})
    log.warn({ msg: 'A job failed', chain_id: deployment.chainId, job, error: sayError(error) })
    throw error
  }
}

/** Asks the queue for everything that is due at the chain's time. What was asked for before is not taken twice. */
async function askForDue(boss: PgBoss, { client, deployment }: JobContext): Promise<void> {
  const { timestamp } = await client.getBlock()
  for (const due of dueJobs(timestamp)) {
    await boss.send(due.job, { key: due.key }, { id: idOf(due, deployment.chainId) })
  }
}

/** Any fixed number: pg-boss deadlocks when two processes make its tables at once, so they take turns. */
const START_LOCK = 7_294_381_002n

async function startQueue(boss: PgBoss, options: WorkerOptions): Promise<void> {
  await underLock(options.db.$client, START_LOCK, async () => {
    await boss.start()
    for (const job of JOBS) await boss.createQueue(job, { name: job, ...QUEUE })
  })
  for (const job of JOBS) {
    await boss.work(job, { pollingIntervalSeconds: 2, batchSize: 1 }, () => runJob(job, options))
  }
  await boss.send('reconciliation', { key: 'start' })
  await boss.send('month-boundaries', { key: 'start' })
}

/**
 * Runs the scheduled work until the signal is aborted. Any number of workers may run: the queue in PostgreSQL gives each period of a
 * job to one of them, and every job looks at the chain before it acts, so a repetition changes nothing.
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { databaseUrl, signal, log, lookEveryMs = LOOK_EVERY_MS, deployment } = options
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'cxpt-worker',
    max: 4,
    archiveCompletedAfterSeconds: ARCHIVE_AFTER_SECONDS,
    archiveFailedAfterSeconds: ARCHIVE_AFTER_SECONDS,
  })
  boss.on('error', (error) => log.warn({ msg: 'The job queue is away', error: sayError(error) }))
  const pause = pauseUntil(signal)
  try {
    await startQueue(boss, options)
    while (!signal.aborted) {
      await askForDue(boss, options).catch((error: unknown) =>
        log.warn({ msg: 'Nothing could be asked for', chain_id: deployment.chainId, error: sayError(error) }),
      )
      await pause(lookEveryMs).catch(() => {})
    }
  } finally {
    await boss.stop({ graceful: true, timeout: 10_000, wait: true })
  }
}
