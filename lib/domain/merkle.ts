import { type Address, concatHex, encodeAbiParameters, getAddress, type Hex, keccak256 } from 'viem'
import { CATEGORIES, type Category } from './buckets'

/** What a leaf is bound to besides its account: no root of another chain, contract or category fits. */
export type LeafContext = { chainId: number; rewards: Address; category: Category }

/** Lifetime total of an account in a category, wei. */
export type Entry = { account: Address; cumulative: bigint }

export type RewardTree = {
  root: Hex
  /** Σ of all entries, wei: what is proposed with the root. */
  total: bigint
  entries: readonly Entry[]
  /** Node 0 is the root, the children of i are 2i + 1 and 2i + 2; the layout of OpenZeppelin's merkle-tree, so that roots agree. */
  nodes: readonly Hex[]
  /** Node of each account, by lower-case address. */
  places: ReadonlyMap<string, number>
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
  const leaves = entries.map((entry) => ({ key: entry.account.toLowerCase(), hash: leafOf(context, entry) }))
  leaves.sort((a, b) => (a.hash < b.hash ? -1 : 1))
  const nodes = new Array<Hex>(2 * leaves.length - 1).fill('0x')
  const places = new Map<string, number>()
  for (const [i, { key, hash }] of leaves.entries()) {
    if (places.has(key)) throw new RangeError(`two entries for ${key}`)
    const place = nodes.length - 1 - i
    nodes[place] = hash
    places.set(key, place)
  }
  for (let i = leaves.length - 2; i >= 0; i--) nodes[i] = pair(nodeAt(nodes, 2 * i + 1), nodeAt(nodes, 2 * i + 2))
  const total = entries.reduce((sum, { cumulative }) => sum + cumulative, 0n)
  return { root: nodeAt(nodes, 0), total, entries, nodes, places }
}

/** Null when the account is not in the tree. */
export function proofOf({ nodes, places }: RewardTree, account: Address): Hex[] | null {
  const place = places.get(account.toLowerCase())
  if (place === undefined) return null
  const proof: Hex[] = []
  for (let i = place; i > 0; i = Math.floor((i - 1) / 2)) proof.push(nodeAt(nodes, i % 2 === 1 ? i + 1 : i - 1))
  return proof
}

/** What `Rewards.claim` checks. */
export function verify(context: LeafContext, root: Hex, entry: Entry, proof: readonly Hex[]): boolean {
  return proof.reduce(pair, leafOf(context, entry)) === root.toLowerCase()
}

/** Sorted, as OpenZeppelin's MerkleProof hashes. Lower-case hex sorts as the numbers do. */
function pair(a: Hex, b: Hex): Hex {
  const [first, second] = [a.toLowerCase() as Hex, b.toLowerCase() as Hex].sort()
  return keccak256(concatHex([first ?? a, second ?? b]))
}

function nodeAt(nodes: readonly Hex[], i: number): Hex {
  const node = nodes[i]
  if (node === undefined) throw new RangeError(`no node ${i}`)
  return node
}
