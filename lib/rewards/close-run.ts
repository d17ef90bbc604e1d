import type { Hex } from 'viem'
import type { Db } from '../db/connect'
import { insertRun, type RunRow } from '../db/reward-rows'
import type { Computed } from './computed'
import { computeEpoch } from './epoch-points'
import { canonicalInputs, hashOfInputs, type RunInputs } from './inputs'
import { computeMonth } from './month-rewards'
import { recompute } from './recompute'

export const compute = (inputs: RunInputs): Computed =>
  inputs.category === 'provider' ? computeEpoch(inputs) : computeMonth(inputs)

/**
 * Computes a run twice and stores it with its inputs and leaves. The second computation starts from the bytes that are published. A run whose two
 * roots differ is stored too, so that it can be looked at, and is never proposed; one that adds nothing needs no proposal.
 */
export async function closeRun(db: Db, inputs: RunInputs, closedAt: Date): Promise<Omit<RunRow, 'txHash'> | null> {
  const text = canonicalInputs(inputs)
  const { root, total, added, leaves } = compute(inputs)
  const again = recompute(JSON.parse(text) as RunInputs)
  const isAgreed = again.root === root && again.total === total
  const { chainId, category, label } = inputs
  const run = {
    chainId,
    category,
    label,
    closedAt,
    inputs: text,
    inputsHash: hashOfInputs(text),
    root,
    total,
    state: isAgreed && added === 0n ? ('accepted' as const) : ('closed' as const),
    recomputedRoot: again.root,
    error: isAgreed ? null : `the second computation gives ${again.root}, total ${again.total}`,
  }
  const rows = leaves.map(({ account, ...leaf }) => ({
    chainId,
    category,
    root,
    account: account.toLowerCase() as Hex,
    ...leaf,
  }))
  return (await insertRun(db, run, rows)) ? run : null
}
