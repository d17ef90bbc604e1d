import { type Address, encodeAbiParameters, getAddress, type Hex, keccak256 } from 'viem'
import { CATEGORIES, type Category } from './buckets'
import { type HashTree, hashTree, proofOfLeaf, rootByProof, rootOf } from './hash-tree'

/** What a leaf is bound to besides its account: no root of another chain, contract or category fits. */
export type LeafContext = { chainId: number; rewards: Address; category: Category }

/** Lifetime total of an account in a category, wei. */
export type Entry = { account: Address; cumulative: bigint }

export type RewardTree = {
  root: Hex
  /** Σ of all entries, wei: what is proposed with the root. */
  total: bigint
  entries: readonly Entry[]
  tree: HashTree
  /** Leaf of each account, by lower-case address. */
  leaves: ReadonlyMap<string, Hex>
}

const LEAF = [
  { type: 'uint256' },
  { type: 'address' },
  { type: 'uint8' },
  { type: 'address' },
  { type: 'uint256' },
] as const

/** keccak256(bytes.concat(keccak256(abi.encode(chainid, rewards, category, account, cumulative)))): twice, so no node is a leaf. */
export function leafOf({ chainId, rewards, category }: LeafContext, { account, cumulative }: Entry): Hex {
  const inner = encodeAbiParameters(LEAF, [
    BigInt(chainId),
    rewards,
    CATEGORIES.indexOf(category),
    getAddress(account),
    cumulative,
  ])
  return keccak256(keccak256(inner))
}

/** One entry per account, none negative; an empty tree has no root. The order of the entries does not matter. */
export function buildTree(context: LeafContext, entries: readonly Entry[]): RewardTree {
  if (entries.length === 0) throw new RangeError('a root needs at least one entry')
  const leaves = new Map<string, Hex>()
  for (const entry of entries) {
    const key = entry.account.toLowerCase()
    if (leaves.has(key)) throw new RangeError(`two entries for ${key}`)
    leaves.set(key, leafOf(context, entry))
  }
  const tree = hashTree([...leaves.values()])
  const total = entries.reduce((sum, { cumulative }) => sum + cumulative, 0n)
  return { root: rootOf(tree), total, entries, tree, leaves }
}

/** Null when the account is not in the tree. */
export function proofOf({ tree, leaves }: RewardTree, account: Address): Hex[] | null {
  const leaf = leaves.get(account.toLowerCase())
  return leaf === undefined ? null : proofOfLeaf(tree, leaf)
}

/** What `Rewards.claim` checks. */
export function verify(context: LeafContext, root: Hex, entry: Entry, proof: readonly Hex[]): boolean {
  return rootByProof(leafOf(context, entry), proof) === root.toLowerCase()
}
