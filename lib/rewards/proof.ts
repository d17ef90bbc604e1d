import { type Address, getAddress, type Hex } from 'viem'
import type { Queryable } from '../db/connect'
import { claimedBy, knownRoots, listLeaves, listRoots, type RootRow } from '../db/reward-rows'
import { CATEGORIES, type Category } from '../domain/buckets'
import { buildTree, proofOf, type RewardTree } from '../domain/merkle'
import { greater } from '../domain/money'
import { AppError } from '../errors/app-error'

/** What an account has in one root. Wei. `detail`: the factors behind what the root's own run added. */
export type Entitlement = {
  root: Hex
  cumulative: bigint
  added: bigint
  detail: Record<string, unknown> | null
  proof: Hex[]
}

export type CategoryRewards = {
  category: Category
  /** In the root in force, or the one asked for; null without a root, or when the account is not in it. */
  entitlement: Entitlement | null
  root: Hex | null
  claimed: bigint
  claimable: bigint
  pending: { root: Hex; acceptAt: Date | null; entitlement: Entitlement | null } | null
}

/** The root in force and the one whose window runs, after everything the ledger knows. */
export function rootsNow(rows: readonly RootRow[]): { active: Hex | null; pending: RootRow | null } {
  let active: Hex | null = null
  let pending: RootRow | null = null
  for (const row of rows) {
    if (row.step === 'revoked') active = null
    else pending = row.step === 'proposed' ? row : null
    if (row.step === 'accepted') active = row.root
  }
  return { active, pending }
}

type Known = {
  tree: RewardTree
  leaves: Map<string, { cumulative: bigint; added: bigint; detail: Entitlement['detail'] }>
}
/** Roots never change, and everybody asks for the newest three or six. */
const MOST_TREES = 8
const trees = new Map<string, Known>()

type Where = { db: Queryable; chainId: number; rewards: Address }

async function treeOf({ db, chainId, rewards }: Where, category: Category, root: Hex): Promise<Known | null> {
  const key = `${chainId} ${rewards} ${category} ${root}`
  const known = trees.get(key)
  if (known) return known
  const rows = await listLeaves(db, chainId, category, root)
  if (rows.length === 0) return null
  const entries = rows.map(({ account, cumulative }) => ({ account: getAddress(account), cumulative }))
  const leaves = new Map(rows.map(({ account, cumulative, added, detail }) => [account, { cumulative, added, detail }]))
  const fresh = { tree: buildTree({ chainId, rewards, category }, entries), leaves }
  const [oldest] = trees.keys()
  if (trees.size >= MOST_TREES && oldest) trees.delete(oldest)
  trees.set(key, fresh)
  return fresh
}

async function entitlementOf(
  where: Where,
  category: Category,
  root: Hex,
  account: Address,
): Promise<Entitlement | null> {
  const known = await treeOf(where, category, root)
  const leaf = known?.leaves.get(account.toLowerCase())
  const proof = known && proofOf(known.tree, account)
  return leaf && proof ? { root, ...leaf, proof } : null
}

/** Everything an account earned, by category, with the proofs that `Rewards.claim` takes. */
export async function rewardsOf(where: Where, account: Address): Promise<CategoryRewards[]> {
  const claimed = await claimedBy(where.db, where.chainId, account.toLowerCase() as Hex)
  const all: CategoryRewards[] = []
  for (const category of CATEGORIES) all.push(await rewardsIn(where, category, account, claimed.get(category) ?? 0n))
  return all
}

async function rewardsIn(
  where: Where,
  category: Category,
  account: Address,
  claimed: bigint,
): Promise<CategoryRewards> {
  const { active, pending } = rootsNow(await listRoots(where.db, where.chainId, category))
  const entitlement = active && (await entitlementOf(where, category, active, account))
  return {
    category,
    root: active,
    entitlement,
    claimed,
    claimable: greater((entitlement?.cumulative ?? claimed) - claimed, 0n),
    pending: pending && {
      root: pending.root,
      acceptAt: pending.acceptAt,
      entitlement: await entitlementOf(where, category, pending.root, account),
    },
  }
}

/** What an account had in a root of the past. Throws ROOT_NOT_FOUND. */
export async function entitlementIn(
  where: Where,
  account: Address,
  root: Hex,
): Promise<{ category: Category; entitlement: Entitlement | null }> {
  const known = await knownRoots(where.db, where.chainId, [root])
  const category = CATEGORIES.find((one) => known.has(`${one} ${root}`))
  if (!category) throw new AppError('ROOT_NOT_FOUND', { root })
  return { category, entitlement: await entitlementOf(where, category, root, account) }
}
