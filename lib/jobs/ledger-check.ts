import { reconcileLedger } from '../indexer/check'
import { ensureMonths } from '../indexer/months'
import type { JobContext, Outcome } from './context'
import { NotReady, requireLive } from './live-ledger'

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
