import { findCheckpoint } from '../db/checkpoint'
import type { Queryable } from '../db/connect'
import { env } from '../env/env'

/**
 * Now, as receipts, prices and observations mean it: this machine's clock, or (`CLOCK=block`) that of a local chain whose history ends on a day
 * that was asked for. Signatures and keys go by the machine's clock everywhere.
 */
export async function marketTime(db: Queryable, chainId: number): Promise<Date> {
  const machine = new Date()
  if (env.CLOCK === 'machine') return machine
  return (await findCheckpoint(db, chainId))?.headTime ?? machine
}
