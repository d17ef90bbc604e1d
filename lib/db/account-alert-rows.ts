import { and, desc, eq, lte, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { prices } from './schema'

type Hex = `0x${string}`

/** Accounts whose credits are below what they asked to be told of, wei. */
export async function listLowCredits(
  db: Queryable,
  chainId: number,
  limit: number,
): Promise<{ account: Hex; credits: bigint; limit: bigint }[]> {
  const { rows } = await db.execute<{ account: Hex; credits: string; low: string }>(sql`
    select c.account, coalesce(b.amount, 0)::text as credits, c.low_credits::text as low
    from customers c left join balances b on b.chain_id = c.chain_id and b.bucket = 'vault_credits' and b.owner = c.account
    where c.chain_id = ${chainId} and c.low_credits > coalesce(b.amount, 0) order by c.account limit ${limit}`)
  return rows.map(({ account, credits, low }) => ({ account, credits: BigInt(credits), limit: BigInt(low) }))
}

export type CoveredAccount = { account: Hex }

/** Accounts whose paid period runs, the nearest end first. */
export async function listAccountsToWatch(
  db: Queryable,
  chainId: number,
  now: Date,
  limit: number,
): Promise<CoveredAccount[]> {
  const { rows } = await db.execute<CoveredAccount>(sql`
    select account from periods where chain_id = ${chainId} and kind <> 'upgraded' and ends_at > ${now.toISOString()}
    group by account order by max(ends_at), account limit ${limit}`)
  return rows
}

/** The price in force at a time, WAD; null before the first. */
export async function priceBefore(db: Queryable, chainId: number, at: Date): Promise<bigint | null> {
  const [row] = await db
    .select({ price: prices.price })
    .from(prices)
    .where(and(eq(prices.chainId, chainId), lte(prices.blockTime, at)))
    .orderBy(desc(prices.blockTime), desc(prices.blockNumber), desc(prices.logIndex))
    .limit(1)
  return row?.price ?? null
}
