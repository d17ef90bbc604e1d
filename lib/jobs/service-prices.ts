import { marketTime } from '../metering/clock'
import { updatePrices } from '../metering/prices'
import type { JobContext, Outcome } from './context'
import { requireLive } from './live-ledger'

/** The hourly controller of economics.md §1. The rate card comes from the ledger; an hour that has its prices keeps them. */
export async function moveServicePrices(context: JobContext): Promise<Outcome> {
  await requireLive(context)
  const { db, deployment } = context
  const { chainId } = deployment
  const prices = await updatePrices({ db, chainId, at: await marketTime(db, chainId) })
  return { say: prices.length === 0 ? 'this hour has its prices' : `prices of ${prices.length} services` }
}
