import { type Address, encodeFunctionData, type Hex } from 'viem'
import { rewardsAbi } from '../../../contracts-abi'
import type { Category } from '../../../lib/domain/buckets'
import { buildTree, type LeafContext, proofOf, type RewardTree, verify } from '../../../lib/domain/merkle'
import { inputsPath } from '../../../lib/rewards/inputs'
import { publicationUri } from '../../../lib/rewards/published'
import type { Actor } from '../actor'
import { Refused } from '../model/credits'
import { categoryId, type Leaves } from '../model/reward-streams'
import type { World } from '../world'

const abi = rewardsAbi
/** Trees are asked for proofs many times; there is one per category and root. */
const trees = new Map<string, RewardTree>()

function contextOf(world: World, category: Category): LeafContext {
  return { chainId: world.system.chainId, rewards: world.system.at.Rewards, category }
}

export function treeOf(world: World, category: Category, leaves: Leaves): RewardTree {
  const entries = [...leaves].map(([account, cumulative]) => ({ account, cumulative }))
  return buildTree(contextOf(world, category), entries)
}

type Proposed = { category: Category; label: string; root: Hex; inputsHash: Hex }

/**
 * Where the inputs are served, by any console, with their hash, and the leaves themselves: whoever reads the event can rebuild the tree and
 * prove a claim without asking anybody. `label` names what was rewarded, an epoch or a month.
 */
export function leavesUri({ category, label, inputsHash }: Omit<Proposed, 'root'>, leaves: Leaves): string {
  const list = [...leaves].map(([account, amount]): [string, string] => [account.toLowerCase(), amount.toString()])
  const inputs = `${inputsPath({ category, label })}#sha256=${inputsHash.slice(2)}`
  return publicationUri({ category, of: label, leaves: list, inputs })
}

export function propose(world: World, run: Proposed, leaves: Leaves, time: bigint): void {
  const { category, label } = run
  const tree = treeOf(world, category, leaves)
  if (tree.root !== run.root) throw new Error(`the leaves of ${category} ${label} do not give its root`)
  const uri = leavesUri(run, leaves)
  trees.set(`${category} ${tree.root}`, tree)
  world.send({
    from: world.cast.staff.publisher,
    to: world.system.at.Rewards,
    data: encodeFunctionData({
      abi,
      functionName: 'propose',
      args: [categoryId(category), tree.root, tree.total, uri],
    }),
    gas: 400_000n + 60n * BigInt(uri.length),
    say: `propose ${category} ${label}`,
  })
  world.state.rewards.propose(category, tree.root, leaves, time)
}

export function accept(world: World, category: Category, time: bigint): void {
  const { pending } = world.state.rewards.streams[category]
  if (!pending) throw new Refused(`no ${category} root is pending`)
  world.send({
    from: world.cast.staff.publisher,
    to: world.system.at.Rewards,
    data: encodeFunctionData({ abi, functionName: 'accept', args: [categoryId(category), pending.root] }),
    gas: 200_000n,
    say: `accept ${category}`,
  })
  world.state.rewards.accept(category, time)
  world.markRun(pending.root, 'accepted')
}

export function veto(world: World, category: Category): void {
  const { pending } = world.state.rewards.streams[category]
  if (!pending) throw new Refused(`no ${category} root is pending`)
  world.send({
    from: world.cast.staff.guardian,
    to: world.system.at.Rewards,
    data: encodeFunctionData({ abi, functionName: 'veto', args: [categoryId(category), pending.root] }),
    gas: 120_000n,
    say: `veto ${category}`,
  })
  world.state.rewards.veto(category)
  world.markRun(pending.root, 'vetoed')
}

/** Pays `account`, whoever sends it. The proof is checked here first, as the console does before it asks the wallet. */
export function claim(world: World, from: Actor, category: Category, account: Address): bigint {
  const { active } = world.state.rewards.streams[category]
  const cumulative = active?.leaves.get(account)
  if (!active || cumulative === undefined) throw new Refused(`${account} has nothing in the ${category} root`)
  const key = `${category} ${active.root}`
  const tree = trees.get(key) ?? treeOf(world, category, active.leaves)
  trees.set(key, tree)
  const proof = proofOf(tree, account) ?? []
  if (!verify(contextOf(world, category), active.root, { account, cumulative }, proof)) {
    throw new Error(`the proof of ${account} does not fit the ${category} root`)
  }
  world.send({
    from,
    to: world.system.at.Rewards,
    data: encodeFunctionData({
      abi,
      functionName: 'claim',
      args: [categoryId(category), account, cumulative, proof],
    }),
    gas: 200_000n,
    say: `${from.name} claims ${category}`,
  })
  const amount = world.state.rewards.claim(category, account)
  world.state.pay(account, amount)
  return amount
}
