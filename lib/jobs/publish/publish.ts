import { getContract } from '../../chain/contract'
import { countMissing, listMissing, notePublication } from '../../db/publication-rows'
import type { JobContext, Outcome } from '../context'
import { type Made, makeObject, NotWhole, type Where } from './objects'
import { type Store, sha256Of } from './store'

/** Objects of one run, and how long it may take: the queue asks another worker after ten minutes. */
const MOST = 200
const LONGEST_MS = 5 * 60_000

/**
 * Writes what is missing in the second place: inputs and leaves of rewards, receipts of settled batches. Each is checked before and read
 * back after it is written. Any number of workers, killed anywhere: the same bytes go to the same path.
 */
export async function publish({ db, deployment, store }: JobContext): Promise<Outcome> {
  if (!store) return { say: 'off: SECOND_PLACE is not set' }
  const { chainId } = deployment
  const where: Where = { db, chainId, rewards: getContract(deployment, 'Rewards').address }
  const until = performance.now() + LONGEST_MS
  let written = 0
  const faults: string[] = []
  for (const missing of await listMissing(db, chainId, store.place, MOST)) {
    if (performance.now() > until) break
    try {
      const made = await makeObject(where, missing)
      await keep(store, made)
      await notePublication(db, { ...made.row, place: store.place })
      written += 1
    } catch (error) {
      if (!(error instanceof NotWhole)) throw error
      faults.push(error.message)
    }
  }
  const left = (await countMissing(db, chainId, store.place)) - faults.length
  const say = `${written} written${left > 0 ? `, ${left} to go` : ''}`
  if (faults.length === 0) return { say }
  return { say, alarm: `Not kept in the second place: ${faults.slice(0, 3).join('; ')}${more(faults.length - 3)}.` }
}

const more = (count: number): string => (count > 0 ? `; and ${count} more` : '')

/** Throws unless the bytes lie there. What another worker wrote meanwhile is left alone. */
async function keep(store: Store, { bytes, row: { hash, path } }: Made): Promise<void> {
  const there = await store.get(path)
  if (there && sha256Of(there) === hash) return
  await store.put(path, bytes)
  const back = await store.get(path)
  if (!back || sha256Of(back) !== hash) throw new Error(`The second place does not give back what was written: ${path}`)
}
