import { insertRows } from '../../../lib/db/bulk'
import type { Queryable } from '../../../lib/db/connect'
import { rewardRuns } from '../../../lib/db/provider-schema'
import { insertLeaves, listRoots } from '../../../lib/db/reward-rows'
import { CATEGORIES } from '../../../lib/domain/buckets'
import { runOf } from '../../../lib/rewards/close-run'
import type { RunInputs } from '../../../lib/rewards/inputs'
import type { SimulatedRun } from './simulated-run'

/** The closed runs with their leaves, computed again from their inputs, each with the transaction that proposed it. */
export async function insertRuns(tx: Queryable, chainId: number, runs: readonly SimulatedRun[]): Promise<void> {
  const hashes = new Map<string, `0x${string}`>()
  for (const category of CATEGORIES) {
    for (const { step, root, txHash } of await listRoots(tx, chainId, category))
      if (step === 'proposed') hashes.set(`${category} ${root}`, txHash)
  }
  for (const { category, inputs, closedAt, state, root } of runs) {
    const { run, leaves } = runOf(JSON.parse(inputs) as RunInputs, closedAt)
    if (run.root !== root) throw new Error(`${category} ${run.label} has another root than when it was proposed`)
    const error = state === 'vetoed' ? 'vetoed' : null
    await insertRows(tx, rewardRuns, [{ ...run, state, error, txHash: hashes.get(`${category} ${root}`) ?? null }])
    await insertLeaves(tx, leaves)
  }
}
