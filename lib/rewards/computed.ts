import { type Address, getAddress, type Hex, zeroHash } from 'viem'
import type { Category } from '../domain/buckets'
import { buildTree } from '../domain/merkle'
import type { LeafInput } from './inputs'

/** What a run adds for one account, wei, and the factors behind it. */
export type Addition = { account: Address; amount: bigint; detail: Record<string, unknown> }
export type ComputedLeaf = {
  account: Address
  cumulative: bigint
  added: bigint
  detail: Record<string, unknown> | null
}

/** A root and its leaves, sorted by account; `root` is 0x0…0 and `leaves` empty when nobody ever earned. */
export type Computed = { root: Hex; total: bigint; added: bigint; leaves: ComputedLeaf[] }

type Bound = { chainId: number; rewards: string; category: Category; previous: { leaves: readonly LeafInput[] } }

/** Adds on top of the previous root: cumulative amounts never fall. Several additions of one account are one leaf. */
export function addToTree({ chainId, rewards, category, previous }: Bound, additions: readonly Addition[]): Computed {
  const leaves = new Map<string, ComputedLeaf>()
  const leafOf = (account: string): ComputedLeaf => {
    const key = account.toLowerCase()
    const leaf = leaves.get(key) ?? { account: getAddress(account), cumulative: 0n, added: 0n, detail: null }
    leaves.set(key, leaf)
    return leaf
  }
  for (const [account, cumulative] of previous.leaves) leafOf(account).cumulative += BigInt(cumulative)
  for (const { account, amount, detail } of additions) {
    const leaf = leafOf(account)
    leaf.cumulative += amount
    leaf.added += amount
    const parts = Array.isArray(leaf.detail?.parts) ? (leaf.detail.parts as unknown[]) : []
    leaf.detail = { parts: [...parts, detail] }
  }
  const kept = [...leaves].filter(([, { cumulative }]) => cumulative > 0n).sort(([a], [b]) => (a < b ? -1 : 1))
  const list = kept.map(([, leaf]) => leaf)
  const added = list.reduce((sum, leaf) => sum + leaf.added, 0n)
  if (list.length === 0) return { root: zeroHash, total: 0n, added, leaves: [] }
  const { root, total } = buildTree({ chainId, rewards: getAddress(rewards), category }, list)
  return { root, total, added, leaves: list }
}
