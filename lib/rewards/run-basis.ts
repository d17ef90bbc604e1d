import { type Address, type Hex, zeroHash } from 'viem'
import type { Queryable } from '../db/connect'
import { listLeaves } from '../db/reward-rows'
import type { Category } from '../domain/buckets'
import type { RunInputs } from './inputs'

/** What a run builds on, read at one block. Wei. */
export type RunBasis<C extends Category = Category> = Pick<
  RunInputs,
  'format' | 'formatVersion' | 'chainId' | 'rewards' | 'previous' | 'block'
> & { category: C; allocatable: bigint; total: bigint }

/** The part of a stream's state that a run depends on; `root` null without one. */
export type StreamNow = { root: Hex | null; total: bigint; allocatable: bigint }

/**
 * The basis of a category's next run; null when the leaves of the accepted root are not known here, or do not add up to its total: then nobody may
 * build on it. After a revoke the entitlements live on, so the leaves of the root that was revoked are the ones to correct: by hand.
 */
export async function readBasis<C extends Category>(
  db: Queryable,
  at: { chainId: number; rewards: Address; block: bigint },
  category: C,
  { root, total, allocatable }: StreamNow,
): Promise<RunBasis<C> | null> {
  const leaves = root ? await listLeaves(db, at.chainId, category, root) : []
  const sum = leaves.reduce((all, { cumulative }) => all + cumulative, 0n)
  if (sum !== total) return null
  return {
    format: 'cxpt-rewards',
    formatVersion: 1,
    chainId: at.chainId,
    rewards: at.rewards.toLowerCase(),
    category,
    previous: {
      root: root ?? zeroHash,
      leaves: leaves.map(({ account, cumulative }) => [account, cumulative.toString()]),
    },
    block: at.block.toString(),
    allocatable,
    total,
  }
}
