import type { Db } from '../db/connect'
import { addRefusals, type Refusal } from '../db/metering-refusal-rows'
import { env } from '../env/env'
import { toAppError } from '../errors/say'

/** How long counts wait for company: a flood of bad requests costs a few writes a second, not one each. */
const WAIT_MS = 500

/** `written`: ends with the write that is under way. */
type Tally = { counts: Map<string, Refusal>; timer: NodeJS.Timeout | null; written: Promise<void> }
const tallies = new WeakMap<Db, Tally>()

/** Counts a request that was refused before it had an account; written within a second. */
export function countRefusal(db: Db, at: Date, reason: string, service = '', priority = 0): void {
  let tally = tallies.get(db)
  if (!tally) {
    tally = { counts: new Map(), timer: null, written: Promise.resolve() }
    tallies.set(db, tally)
  }
  const day = at.toISOString().slice(0, 10)
  const key = `${day} ${reason} ${service} ${priority}`
  const count = (tally.counts.get(key)?.count ?? 0) + 1
  tally.counts.set(key, { day, reason, service, priority, count })
  tally.timer ??= setTimeout(() => void flushRefusals(db), WAIT_MS).unref()
}

const counted = new WeakSet<object>()

/** Counts a failure that is the asker's, once however many look at it on its way out. */
export function countFailure(db: Db, at: Date, error: unknown): void {
  const { code, status } = toAppError(error)
  if (status < 400 || status >= 500 || typeof error !== 'object' || error === null || counted.has(error)) return
  counted.add(error)
  countRefusal(db, at, code)
}

/** Writes what was counted, after what is being written already. A count that cannot be written goes with the next. */
export async function flushRefusals(db: Db): Promise<void> {
  const tally = tallies.get(db)
  if (!tally) return
  if (tally.timer) clearTimeout(tally.timer)
  tally.timer = null
  tally.written = tally.written.then(() => write(db, tally))
  await tally.written
}

async function write(db: Db, { counts }: Tally): Promise<void> {
  const rows = [...counts.values()]
  counts.clear()
  try {
    await addRefusals(db.$client, env.CHAIN_ID, rows)
  } catch {
    for (const row of rows) {
      const key = `${row.day} ${row.reason} ${row.service} ${row.priority}`
      counts.set(key, { ...row, count: row.count + (counts.get(key)?.count ?? 0) })
    }
  }
}
