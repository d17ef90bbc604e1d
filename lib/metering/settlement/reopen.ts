import { CONFIRMATIONS } from '../../chain/chains'
import { findCheckpoint } from '../../db/checkpoint'
import type { Db } from '../../db/connect'
import { addSettled, hasBatchEvent, listNotFinal, type Settlement, setFinal, unsettle } from '../../db/settlement-rows'

/** Blocks below which no reorganisation reaches: the headers that the ledger keeps to follow one. */
const FINAL_DEPTH = 128n
const DEFAULT_CONFIRMATIONS = 64n

/**
 * Batches whose event is not in the ledger, though it has passed their block by the confirmations: the chain took them back, or moved them. What
 * was taken for them is undone, and they wait for the chain again. Returns their numbers. Those that are deep enough are final.
 */
export async function reopenLost(db: Db, chainId: number): Promise<number[]> {
  const ledger = await findCheckpoint(db, chainId)
  if (!ledger || ledger.state === 'halted') return []
  const passed = ledger.blockNumber - (CONFIRMATIONS[chainId] ?? DEFAULT_CONFIRMATIONS)
  const lost: number[] = []
  for (const batch of await listNotFinal(db, chainId, passed)) {
    if (!(await hasBatchEvent(db, batch))) {
      if (await reopen(db, batch)) lost.push(batch.id)
    } else if ((batch.blockNumber ?? 0n) + FINAL_DEPTH <= ledger.blockNumber) await setFinal(db, batch)
  }
  return lost
}

async function reopen(db: Db, batch: Settlement): Promise<boolean> {
  const sum = batch.usages.reduce((all, { taken }) => all + BigInt(taken ?? 0), 0n)
  if (sum !== batch.taken) {
    throw new Error(
      `Batch ${batch.id} is not on chain any more, and what it took of whom is not known: see settled_usd.`,
    )
  }
  const asked = batch.usages.map(({ taken: _, ...usage }) => usage)
  return db.transaction(async (tx) => {
    if (!(await unsettle(tx, batch, asked))) return false
    // In the order of the address, as writers of receipts lock them.
    for (const { user, taken } of batch.usages.toSorted((a, b) => (a.user < b.user ? -1 : 1)))
      await addSettled(tx, batch.chainId, user, -BigInt(taken ?? 0))
    return true
  })
}
