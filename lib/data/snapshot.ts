import 'server-only'
import { database } from '../auth/database'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { completeDays, dayOf, readAtOneBlock, type Snapshot } from '../metrics/snapshot'

export { completeDays, dayOf, type Snapshot }

/** The ledger after its newest block, for one answer. Throws LEDGER_EMPTY before the first block is indexed. */
export async function atOneBlock<T>(read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const found = await readAtOneBlock(database(), env.CHAIN_ID, async (at) => ({ value: await read(at) }))
  if (!found) throw new AppError('LEDGER_EMPTY')
  return found.value
}
