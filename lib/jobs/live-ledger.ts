import { findCheckpoint } from '../db/checkpoint'
import type { JobContext } from './context'

/** The ledger is not where it can be compared or relied on: the queue asks again. */
export class NotReady extends Error {
  override name = 'NotReady'
}

/** Throws NotReady unless the ledger follows the chain. */
export async function requireLive({ db, deployment }: JobContext): Promise<void> {
  const checkpoint = await findCheckpoint(db, deployment.chainId)
  if (checkpoint?.state !== 'live') throw new NotReady(`the ledger is ${checkpoint?.state ?? 'empty'}`)
}
