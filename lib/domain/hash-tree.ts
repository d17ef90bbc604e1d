import { concatHex, type Hex, keccak256 } from 'viem'

/** Node 0 is the root, the children of i are 2i + 1 and 2i + 2; the layout of OpenZeppelin's merkle-tree, so that roots agree. */
export type HashTree = { nodes: readonly Hex[]; places: ReadonlyMap<Hex, number> }

/** At least one leaf, none twice. Their order does not matter: they are sorted, as pairs are when they are hashed. */
export function hashTree(leaves: readonly Hex[]): HashTree {
  if (leaves.length === 0) throw new RangeError('a tree has at least one leaf')
  const sorted = leaves.toSorted()
  const nodes = new Array<Hex>(2 * sorted.length - 1).fill('0x')
  const places = new Map<Hex, number>()
  for (const [i, leaf] of sorted.entries()) {
    if (places.has(leaf)) throw new RangeError(`two leaves ${leaf}`)
    const place = nodes.length - 1 - i
    nodes[place] = leaf
    places.set(leaf, place)
  }
  for (let i = sorted.length - 2; i >= 0; i--) nodes[i] = hashPair(nodeAt(nodes, 2 * i + 1), nodeAt(nodes, 2 * i + 2))
  return { nodes, places }
}

export const rootOf = ({ nodes }: HashTree): Hex => nodeAt(nodes, 0)

/** Null when the leaf is not in the tree. */
export function proofOfLeaf({ nodes, places }: HashTree, leaf: Hex): Hex[] | null {
  const place = places.get(leaf)
  if (place === undefined) return null
  const proof: Hex[] = []
  for (let i = place; i > 0; i = Math.floor((i - 1) / 2)) proof.push(nodeAt(nodes, i % 2 === 1 ? i + 1 : i - 1))
  return proof
}

/** The root that a proof leads to: what a contract, or a browser, compares. */
export const rootByProof = (leaf: Hex, proof: readonly Hex[]): Hex => proof.reduce(hashPair, leaf)

/** Sorted, as OpenZeppelin's MerkleProof hashes. Lower-case hex sorts as the numbers do. */
export function hashPair(a: Hex, b: Hex): Hex {
  const [first, second] = [a.toLowerCase() as Hex, b.toLowerCase() as Hex].sort()
  return keccak256(concatHex([first ?? a, second ?? b]))
}

function nodeAt(nodes: readonly Hex[], i: number): Hex {
  const node = nodes[i]
  if (node === undefined) throw new RangeError(`no node ${i}`)
  return node
}
