import { and, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { days, distributions, movements } from './schema'

/** Something that burned: a distribution, or somebody's own tokens. */
export type BurnRow = { at: Date; block: bigint; txHash: string; amount: bigint; of: bigint | null }

export const listDistributionBurns = async (db: Queryable, chainId: number, limit: number): Promise<BurnRow[]> => {
  const rows = await db
    .select()
    .from(distributions)
    .where(and(eq(distributions.chainId, chainId), gt(distributions.burn, 0n)))
    .orderBy(desc(distributions.blockNumber), desc(distributions.logIndex))
    .limit(limit)
  return rows.map(({ blockTime, blockNumber, txHash, burn, total }) => ({
    at: blockTime,
    block: blockNumber,
    txHash,
    amount: burn,
    of: total,
  }))
}

/** Days that are looked into for burns outside of distributions: there are few, and each is read by the index of times. */
const MOST_DAYS = 5

/** The newest days on which more was burned than distributions did. */
const daysOfOtherBurns = async (db: Queryable, chainId: number): Promise<string[]> => {
  const isBurned = sql`${days.metric} = 'burned'`
  const isDistributed = sql`${days.metric} = 'distributed' and ${days.key} = 'burn'`
  const value = sql`sum(case when ${isBurned} then ${days.value} when ${isDistributed} then -${days.value} else 0 end)`
  const rows = await db
    .select({ day: days.day })
    .from(days)
    .where(and(eq(days.chainId, chainId), sql`${days.metric} in ('burned', 'distributed')`))
    .groupBy(days.day)
    .having(gt(value, 0n))
    .orderBy(desc(days.day))
    .limit(MOST_DAYS)
  return rows.map(({ day }) => day)
}

export const listOtherBurns = async (db: Queryable, chainId: number, limit: number): Promise<BurnRow[]> => {
  const found: BurnRow[] = []
  for (const day of await daysOfOtherBurns(db, chainId)) {
    const start = sql`${`${day}T00:00:00Z`}::timestamptz`
    const rows = await db
      .select()
      .from(movements)
      .where(
        and(
          eq(movements.chainId, chainId),
          sql`${movements.blockTime} >= ${start}`,
          lt(movements.blockTime, sql`${start} + interval '1 day'`),
          eq(movements.toBucket, 'burned'),
          sql`${movements.fromBucket} <> 'vault_revenue'`,
        ),
      )
      .orderBy(desc(movements.blockNumber), desc(movements.logIndex))
      .limit(limit)
    found.push(
      ...rows.map(({ blockTime, blockNumber, txHash, amount }) => ({
        at: blockTime,
        block: blockNumber,
        txHash,
        amount,
        of: null,
      })),
    )
    if (found.length >= limit) break
  }
  return found.slice(0, limit)
}
