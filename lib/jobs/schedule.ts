import { createHash } from 'node:crypto'
import { type Month, monthBounds, monthOf } from '../domain/month'
import { DAY, HOUR, MINUTE, utcDay } from '../domain/time'

export const JOBS = ['reconciliation', 'month-boundaries', 'distribution', 'price-posting'] as const
export type Job = (typeof JOBS)[number]

/** `key` names the period: a job runs once per key, whoever asks for it and how often. */
export type Due = { job: Job; key: string }

/** Daily distribution at 00:10 UTC (economics.md §7), and once in the last half hour of a month, before its closing block. */
const DISTRIBUTE_AT = 10n * MINUTE
const BEFORE_MONTH_END = 30n * MINUTE

const isMonthEnding = (time: bigint, month: Month): boolean => time >= monthBounds(month).end - BEFORE_MONTH_END

/** What is due at a block time (seconds). Pure: a period that was slept through is made up for once, not once per period. */
export function dueJobs(time: bigint): Due[] {
  const hour = `hour-${time / HOUR}`
  const day = utcDay(time - DISTRIBUTE_AT)
  const month = monthOf(time)
  const due: Due[] = [
    { job: 'reconciliation', key: hour },
    { job: 'month-boundaries', key: hour },
    { job: 'price-posting', key: hour },
    { job: 'distribution', key: `day-${day * DAY}` },
  ]
  if (isMonthEnding(time, month)) due.push({ job: 'distribution', key: `month-${month}` })
  return due
}

/** The same id for the same job, key and chain on every worker: the queue takes it once. */
export function idOf({ job, key }: Due, chainId: number): string {
  const hex = createHash('sha256').update(`${chainId} ${job} ${key}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
