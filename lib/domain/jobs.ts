import { type Month, monthBounds, monthOf, nextMonth } from './month'
import { DAY, formatDuration, HOUR, MINUTE } from './time'

/** When a job is due. All times in seconds. */
export type Every = {
  /** Length of a period. Periods begin at multiples of it since 1970, so days and hours are those of UTC. */
  seconds: bigint
  /** How long after the beginning of a period the job is due. */
  after?: bigint
  /** Once more in the last so many seconds of a calendar month (UTC). */
  beforeMonthEnd?: bigint
  /** Of what has to go on while the chain is away; the others go by block time. */
  clock?: 'machine'
}

export type JobEntry = { id: string; title: string; every: Every }

/**
 * Every job there is: what the schedule page shows and the worker asks for. What an entry does is in lib/jobs/list.ts under its id; the
 * compiler names the one that is missing.
 */
export const JOB_LIST = [
  { id: 'reconciliation', title: 'Compare ledger and chain', every: { seconds: HOUR } },
  { id: 'month-boundaries', title: 'Store months that ended', every: { seconds: HOUR } },
  // The books of a month need it before its lock, 72 hours after its end.
  { id: 'network-fees', title: 'Record the gas of our accounts', every: { seconds: HOUR } },
  // economics.md §7: daily at 00:10 UTC, and once before the closing block of a month.
  {
    id: 'distribution',
    title: 'Distribute vault revenue',
    every: { seconds: DAY, after: 10n * MINUTE, beforeMonthEnd: 30n * MINUTE },
  },
  { id: 'price-posting', title: 'Post the price (local chain)', every: { seconds: HOUR } },
  // Hourly at least (architecture.md §4), and soon enough before a withdrawal unlocks.
  { id: 'settlement', title: 'Settle usage', every: { seconds: 10n * MINUTE } },
  // Two minutes for the reports of the hour that ended: without them a price would stay where it is.
  { id: 'service-prices', title: 'Move the prices of services', every: { seconds: HOUR, after: 2n * MINUTE } },
  { id: 'epoch-close', title: 'Close epochs of providers', every: { seconds: HOUR } },
  { id: 'reward-months', title: 'Close referral and loyalty months', every: { seconds: HOUR } },
  { id: 'reward-roots', title: 'Propose and accept reward roots', every: { seconds: 5n * MINUTE } },
  { id: 'renewals', title: 'Renew plans', every: { seconds: 10n * MINUTE } },
  { id: 'account-alerts', title: 'Tell accounts of low credits and price moves', every: { seconds: 10n * MINUTE } },
  { id: 'alerts', title: 'Look for what somebody should know', every: { seconds: 2n * MINUTE, clock: 'machine' } },
  // As often as a breach may stay unheard; a reading takes tens of milliseconds of the database.
  { id: 'risk', title: 'Read the indicators of risk', every: { seconds: 5n * MINUTE, clock: 'machine' } },
  { id: 'delivery', title: 'Send alerts out', every: { seconds: MINUTE, clock: 'machine' } },
  { id: 'backup', title: 'Back up', every: { seconds: DAY, after: 2n * HOUR, clock: 'machine' } },
  // Soon after a batch or a root: until then it lies in one place only.
  {
    id: 'publish',
    title: 'Write roots, leaves and receipts to the second place',
    every: { seconds: 10n * MINUTE, clock: 'machine' },
  },
  { id: 'retention', title: 'Forget what is old', every: { seconds: DAY, after: 4n * HOUR, clock: 'machine' } },
] as const satisfies readonly JobEntry[]

export type JobId = (typeof JOB_LIST)[number]['id']

const beginningOf = ({ seconds, after = 0n }: Every, time: bigint): bigint => ((time - after) / seconds) * seconds

const UNITS: Record<string, string> = { [String(HOUR)]: 'hour', [String(DAY)]: 'day' }

/** Names of the periods that are due at a time, the current one first: a job runs once per name. */
export function periodsDue(every: Every, time: bigint): string[] {
  const names = [`${UNITS[String(every.seconds)] ?? 'from'}-${beginningOf(every, time)}`]
  const month = monthOf(time)
  if (every.beforeMonthEnd && time >= monthBounds(month).end - every.beforeMonthEnd) names.push(`month-${month}`)
  return names
}

/** The next instant after `time` at which a job is due. */
export function nextDue({ every }: { every: Every }, time: bigint): bigint {
  const regular = beginningOf(every, time) + every.seconds + (every.after ?? 0n)
  if (!every.beforeMonthEnd) return regular
  const lastBefore = (month: Month) => monthBounds(month).end - (every.beforeMonthEnd ?? 0n)
  const month = monthOf(time)
  const special = lastBefore(month) > time ? lastBefore(month) : lastBefore(nextMonth(month))
  return special < regular ? special : regular
}

/** `every hour`, `daily from 00:10 UTC, and in the last 30 minutes of a month`. */
export function everyWords({ seconds, after = 0n, beforeMonthEnd }: Every): string {
  const long = formatDuration(seconds)
  const clock = new Date(Number(after) * 1_000).toISOString().slice(11, 16)
  const regular = seconds === DAY ? `daily from ${clock} UTC` : `every ${long.replace(/^1 /, '')}`
  return beforeMonthEnd ? `${regular}, and in the last ${formatDuration(beforeMonthEnd)} of a month` : regular
}
