import { type Address, type Hex, isAddress, isHex } from 'viem'
import { CATEGORIES, type Category } from '../../lib/domain/buckets'
import { verify } from '../../lib/domain/merkle'

/** What a saved answer of the rewards API says of one category, as `Rewards.claim` takes it. */
export type Saved = { category: Category; account: Address; cumulative: bigint; proof: Hex[] }

/** Reads a saved file; null when it is none. Categories without an entitlement are left out. */
export function readSaved(text: string): Saved[] | null {
  try {
    const { account, rewards } = JSON.parse(text) as { account?: unknown; rewards?: unknown }
    if (typeof account !== 'string' || !isAddress(account) || !Array.isArray(rewards)) return null
    return rewards.flatMap((entry) => savedOf(account, entry) ?? [])
  } catch {
    return null
  }
}

function savedOf(account: Address, entry: unknown): Saved | null {
  const { category, entitlement } = (entry ?? {}) as { category?: unknown; entitlement?: unknown }
  const { cumulative, proof } = (entitlement ?? {}) as { cumulative?: unknown; proof?: unknown }
  const isKnown = CATEGORIES.some((name) => name === category)
  const isProof = Array.isArray(proof) && proof.every((step) => isHex(step))
  if (!isKnown || typeof cumulative !== 'string' || !/^\d{1,78}$/.test(cumulative) || !isProof) return null
  return { category: category as Category, account, cumulative: BigInt(cumulative), proof: proof as Hex[] }
}

export type Claimable = Saved & { claimable: bigint; isProven: boolean }

/** What can be claimed of a saved proof: the root on chain must hold it. */
export function claimableOf(
  saved: Saved,
  at: { chainId: number; rewards: Address; root: Hex; claimed: bigint },
): Claimable {
  const { category, account, cumulative, proof } = saved
  const context = { chainId: at.chainId, rewards: at.rewards, category }
  const isProven = verify(context, at.root, { account, cumulative }, proof)
  return { ...saved, isProven, claimable: isProven && cumulative > at.claimed ? cumulative - at.claimed : 0n }
}
