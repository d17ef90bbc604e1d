import 'server-only'
import { listRunning } from '../db/activity-rows'
import type { Db } from '../db/connect'
import type { ActivityInput } from '../domain/metric-input'
import { readAllowances } from '../metering/account-states'
import { periodAt, roomIn } from '../metering/allowance'

/** Accounts read for one answer, and at once: what is rolled follows from all periods of an account. */
const MOST_ACCOUNTS = 20_000
const AT_ONCE = 2_000

/** Rolled tokens of the periods that run at a time and were not used yet, by the day on which they expire. */
export async function readRollover(db: Db, chainId: number, time: Date): Promise<ActivityInput['rollover']> {
  const accounts = await listRunning({ db, chainId }, time, MOST_ACCOUNTS + 1)
  if (accounts.length > MOST_ACCOUNTS)
    return { reason: 'More than 20,000 plans run: too many to add up for one answer.' }
  const days = new Map<string, bigint>()
  for (let start = 0; start < accounts.length; start += AT_ONCE) {
    const allowances = await readAllowances(db.$client, chainId, accounts.slice(start, start + AT_ONCE))
    for (const { periods, used } of allowances.values()) {
      const running = periodAt(periods, time)
      const rolled = running ? roomIn(periods, used, running.index).rolled : 0n
      if (!running || rolled === 0n) continue
      const day = running.endsAt.toISOString().slice(0, 10)
      days.set(day, (days.get(day) ?? 0n) + rolled)
    }
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, tokens]) => ({ day, tokens }))
}
