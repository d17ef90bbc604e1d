import { createHash } from 'node:crypto'
import { type Every, JOB_LIST, type JobId, periodsDue } from '../domain/jobs'

export type Job = JobId
export const JOBS: readonly Job[] = JOB_LIST.map(({ id }) => id)

/** `key` names the period: a job runs once per key, whoever asks for it and how often. */
export type Due = { job: Job; key: string }

/**
 * What is due at a block time and a machine time (seconds); `time` null while the chain is away. Pure: a period that was slept through is
 * made up for once, not once per period.
 */
export function dueJobs(time: bigint | null, now: bigint = time ?? 0n): Due[] {
  return JOB_LIST.flatMap(({ id, every }: { id: Job; every: Every }) => {
    const clock = every.clock === 'machine' ? now : time
    return clock === null ? [] : periodsDue(every, clock).map((key) => ({ job: id, key }))
  })
}

/** The same id for the same job, key and chain on every worker: the queue takes it once. */
export function idOf({ job, key }: Due, chainId: number): string {
  const hex = createHash('sha256').update(`${chainId} ${job} ${key}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
