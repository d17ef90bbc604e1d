import PgBoss from 'pg-boss'
import { closeAlert, type NewAlert, raiseAlert } from '../db/alert-rows'
import { addToHistory, endRun, startRun } from '../db/job-runs'
import { LOCKS } from '../db/locks'
import { underLock } from '../db/under-lock'
import { secondsOf } from '../domain/time'
import { pauseUntil } from '../indexer/pause'
import type { JobContext, Outcome } from './context'
import { RUN } from './list'
import { plainError } from './plain-error'
import { dueJobs, idOf, JOBS, type Job } from './schedule'

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

/** `key` names the period, `isLastTry` that the queue gives up when this run fails. */
type Attempt = { key?: string; isLastTry?: boolean }

/** One run of a job, with its rows in `job_runs` and `job_history`. */
export async function runJob(job: Job, context: JobContext, attempt: Attempt = {}): Promise<Outcome> {
  const { key = 'by hand', isLastTry = false } = attempt
  const { db, log, deployment } = context
  const started = performance.now()
  const keep = async (isOk: boolean, say: string) => {
    await endRun(db, job, isOk ? null : say)
    await addToHistory(db, { job, key, ms: Math.round(performance.now() - started), isOk, say })
  }
  await startRun(db, job)
  try {
    const { say, alarm } = await RUN[job](context)
    await keep(alarm === undefined, alarm ?? say)
    await closeAlert(db, `failed ${job}`)
    if (alarm) await raiseAlert(db, { key: `alarm ${job}`, severity: 'critical', say: alarm })
    else await closeAlert(db, `alarm ${job}`)
    const fields = { chain_id: deployment.chainId, job, duration: Math.round(performance.now() - started) }
    if (alarm) log.error({ msg: alarm, ...fields, alarm: true })
    else log.info({ msg: say, ...fields })
    return alarm ? { say, alarm } : { say }
  } catch (error) {
    await keep(false, plainError(error)).catch(() => {})
    if (isLastTry) await raiseAlert(db, givenUp(job, error)).catch(() => {})
    log.warn({ msg: 'A job failed', chain_id: deployment.chainId, job, error: plainError(error) })
    throw error
  }
}

const givenUp = (job: Job, error: unknown): NewAlert => ({
  key: `failed ${job}`,
  severity: 'critical',
  say: `The job ${job} was tried ${QUEUE.retryLimit + 1} times and failed: ${plainError(error)}`,
})

/** Asks the queue for everything that is due. What was asked for before is not taken twice. */
async function askForDue(boss: PgBoss, { client, deployment, log }: JobContext): Promise<void> {
  const time = await client.getBlock().then(
    ({ timestamp }) => timestamp,
    (error: unknown) => {
      log.warn({ msg: 'The chain does not say its time', chain_id: deployment.chainId, error: plainError(error) })
      return null
    },
  )
  for (const due of dueJobs(time, secondsOf(new Date()))) {
    await boss.send(due.job, { key: due.key }, { id: idOf(due, deployment.chainId) })
  }
}

async function startQueue(boss: PgBoss, options: WorkerOptions): Promise<void> {
  await underLock(options.db.$client, LOCKS.queue, async () => {
    await boss.start()
    for (const job of JOBS) await boss.createQueue(job, { name: job, ...QUEUE })
  })
  for (const job of JOBS) {
    const taken = { pollingIntervalSeconds: 2, batchSize: 1, includeMetadata: true } as const
    await boss.work<{ key: string }>(job, taken, async ([task]) => {
      if (!task) return
      await runJob(job, options, { key: task.data.key, isLastTry: task.retryCount >= task.retryLimit })
    })
  }
  await boss.send('reconciliation', { key: 'start' })
  await boss.send('month-boundaries', { key: 'start' })
  await boss.send('service-prices', { key: 'start' })
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
  boss.on('error', (error) => log.warn({ msg: 'The job queue is away', error: plainError(error) }))
  const pause = pauseUntil(signal)
  try {
    await startQueue(boss, options)
    while (!signal.aborted) {
      await askForDue(boss, options).catch((error: unknown) =>
        log.warn({ msg: 'Nothing could be asked for', chain_id: deployment.chainId, error: plainError(error) }),
      )
      await pause(lookEveryMs).catch(() => {})
    }
  } finally {
    await boss.stop({ graceful: true, timeout: 10_000, wait: true })
  }
}
