import { findCheckpoint } from '../db/checkpoint'
import { reconcileLedger } from '../indexer/check'
import { ensureMonths } from '../indexer/months'
import type { JobContext, Outcome } from './context'

/** The ledger is not where it can be compared: the queue asks again. */
export class NotReady extends Error {
  override name = 'NotReady'
}

/** Throws `NotReady` unless the ledger is at the head of the chain. */
export async function requireLive({ db, deployment }: JobContext): Promise<void> {
  const checkpoint = await findCheckpoint(db, deployment.chainId)
  if (checkpoint?.state !== 'live') throw new NotReady(`the ledger is ${checkpoint?.state ?? 'empty'}`)
}

/** Compares the ledger with the chain. A difference is an alarm, not a failure: asking again would not change it. */
export async function checkLedger(context: JobContext): Promise<Outcome> {
  await requireLive(context)
  const result = await reconcileLedger(context)
  if (!result) throw new NotReady('the ledger holds no block')
  const { block, difference, checked, rows } = result
  if (difference === 0n) return { say: `block ${block}: every bucket and ${checked} owners agree` }
  const wrong = rows.filter((row) => row.difference !== '0').map((row) => `${row.account} ${row.difference}`)
  const say = `The ledger differs from the chain by ${difference} wei at block ${block}`
  return { say, alarm: `${say}: ${wrong.slice(0, 8).join(', ')}.` }
}

/** Stores the boundaries of months that are over. */
export async function closeMonths(context: JobContext): Promise<Outcome> {
  await requireLive(context)
  const added = await ensureMonths(context)
  return { say: added.length === 0 ? 'no month ended' : `ended: ${added.join(', ')}` }
}
