import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../db/connect'
import { balances, prices, roots, splits } from '../db/schema'
import { CATEGORIES, type Category } from '../domain/buckets'
import { emptyRewardState } from './reward-state'
import type { LedgerState } from './rows'

const isCategory = (text: string): text is Category => (CATEGORIES as readonly string[]).includes(text)

/** The state that the next event builds on, read from the ledger at its checkpoint. */
export async function loadState(tx: Queryable, chainId: number): Promise<LedgerState> {
  const rewards = emptyRewardState()
  const accepted = and(eq(roots.chainId, chainId), eq(roots.step, 'accepted'))
  const latest = await tx
    .selectDistinctOn([roots.category], { category: roots.category, total: roots.total })
    .from(roots)
    .where(accepted)
    .orderBy(roots.category, desc(roots.blockNumber), desc(roots.logIndex))
  for (const { category, total } of latest) rewards.totals[category] = total ?? 0n

  const [used] = await tx
    .select({ wei: sql<string>`coalesce(sum(${roots.fromEmission}), 0)::text` })
    .from(roots)
    .where(accepted)
  rewards.emissionUsed = BigInt(used?.wei ?? 0)

  const kept = await tx
    .select()
    .from(balances)
    .where(and(eq(balances.chainId, chainId), inArray(balances.bucket, ['rewards_pool', 'rewards_emission'])))
  for (const { bucket, owner, amount } of kept) {
    if (bucket === 'rewards_emission') rewards.emission = amount
    else if (isCategory(owner)) rewards.pools[owner] = amount
  }

  const [price] = await tx
    .select({ price: prices.price })
    .from(prices)
    .where(eq(prices.chainId, chainId))
    .orderBy(desc(prices.blockNumber), desc(prices.logIndex))
    .limit(1)
  const [split] = await tx
    .select({ version: splits.version })
    .from(splits)
    .where(eq(splits.chainId, chainId))
    .orderBy(desc(splits.version))
    .limit(1)
  return { rewards, price: price?.price ?? 0n, splitVersion: split?.version ?? 0 }
}
