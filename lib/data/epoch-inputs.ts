import 'server-only'
import { zeroHash } from 'viem'
import { getContract } from '../chain/contract'
import { findRun } from '../db/reward-rows'
import { MAX_SUPPLY } from '../domain/units'
import { readEpochInputs } from '../rewards/epoch-inputs'
import type { ProviderInputs } from '../rewards/inputs'
import type { Snapshot } from './snapshot'

/** Milliseconds the inputs of an epoch that is not closed are given again: they read everything that was seen of a week. */
const KEPT_MS = 60_000
const kept = new Map<string, { at: number; inputs: Promise<ProviderInputs> }>()

/** What an epoch that nobody closed would be computed from now. What can be allocated is not known yet, and does not bound it. */
export function openInputs({ db, chainId, block }: Snapshot, epoch: bigint): Promise<ProviderInputs> {
  const key = `${chainId} ${epoch}`
  const known = kept.get(key)
  if (known && performance.now() - known.at < KEPT_MS) return known.inputs
  const inputs = readEpochInputs(db, epoch, {
    format: 'cxpt-rewards',
    formatVersion: 1,
    chainId,
    rewards: getContract(chainId, 'Rewards').address,
    category: 'provider',
    previous: { root: zeroHash, leaves: [] },
    block: block.toString(),
    allocatable: MAX_SUPPLY,
    total: 0n,
  })
  const [oldest] = kept.keys()
  if (kept.size >= 8 && oldest) kept.delete(oldest)
  kept.set(key, { at: performance.now(), inputs })
  // A failure is not kept.
  inputs.catch(() => kept.delete(key))
  return inputs
}

/** The canonical inputs of a closed epoch; null when its root came from elsewhere and they were not kept. */
export async function closedInputs({ db, chainId }: Snapshot, label: string): Promise<ProviderInputs | null> {
  const run = await findRun(db, chainId, 'provider', label)
  return run ? (JSON.parse(run.inputs) as ProviderInputs) : null
}
