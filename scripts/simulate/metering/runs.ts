import { getAddress, zeroHash } from 'viem'
import type { Category } from '../../../lib/domain/buckets'
import { dateOf } from '../../../lib/domain/time'
import { runOf } from '../../../lib/rewards/close-run'
import { type RunInputs, sortedBy } from '../../../lib/rewards/inputs'
import type { RunBasis } from '../../../lib/rewards/run-basis'
import { propose } from '../acts/roots'
import type { World } from '../world'

/** What the next run of a category builds on: the chain as the last block left it. */
export function basisOf<C extends Category>(world: World, category: C): RunBasis<C> {
  const { active, total } = world.state.rewards.streams[category]
  const leaves = [...(active?.leaves ?? [])].map(([account, amount]): [string, string] => [
    account.toLowerCase(),
    amount.toString(),
  ])
  return {
    format: 'cxpt-rewards',
    formatVersion: 1,
    chainId: world.system.chainId,
    rewards: world.system.at.Rewards.toLowerCase(),
    category,
    previous: { root: active?.root ?? zeroHash, leaves: sortedBy(leaves, ([account]) => account) },
    block: world.block.number.toString(),
    allocatable: world.state.rewards.allocatable(category, world.block.time),
    total,
  }
}

/** Computes a run from its inputs as the console's job does, and proposes it unless it adds nothing. Returns whether it was proposed. */
export function publishRun(world: World, inputs: RunInputs, time: bigint): boolean {
  const { run, leaves } = runOf(inputs, dateOf(time))
  if (run.error) throw new Error(`${run.category} ${run.label}: ${run.error}`)
  const isProposed = run.state !== 'accepted'
  const { category, root, closedAt } = run
  world.runs.push({ category, root, closedAt, inputs: run.inputs, state: isProposed ? 'proposed' : 'accepted' })
  if (!isProposed) return false
  const entries = new Map(leaves.map(({ account, cumulative }) => [getAddress(account), cumulative]))
  propose(world, run, entries, time)
  return true
}
