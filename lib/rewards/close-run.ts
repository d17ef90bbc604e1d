import type { Hex } from 'viem'
import type { Db } from '../db/connect'
import { insertRun, type LeafRow, type RunRow } from '../db/reward-rows'
import type { Computed } from './computed'
import { computeEpoch } from './epoch-points'
import { canonicalInputs, hashOfInputs, type RunInputs } from './inputs'
import { computeMonth } from './month-rewards'
import { recompute } from './recompute'

export const compute = (inputs: RunInputs): Computed =>
  inputs.category === 'provider' ? computeEpoch(inputs) : computeMonth(inputs)

export type ClosedRun = { run: Omit<RunRow, 'txHash'>; leaves: LeafRow[] }

/**
 * Computes a run twice. The second computation starts from the bytes that are published. A run whose two roots differ has an error and is never
 * proposed; one that adds nothing needs no proposal.
 */
export function runOf(inputs: RunInputs, closedAt: Date): ClosedRun {
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
  return { run, leaves: rows }
}

/** Stores a run with its inputs and leaves, one whose roots differ too, so that it can be looked at. Null when it was closed before. */
export async function closeRun(db: Db, inputs: RunInputs, closedAt: Date): Promise<Omit<RunRow, 'txHash'> | null> {
  const { run, leaves } = runOf(inputs, closedAt)
  return (await insertRun(db, run, leaves)) ? run : null
}
