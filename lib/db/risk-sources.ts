import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import type { DaySpan } from './overview-rows'

/** What the first ten accounts have of all, wei. */
export type TopTen = { top: bigint; all: bigint }

const TEN = 10
const midnight = (day: string) => sql`${`${day}T00:00:00Z`}::timestamptz`

async function topTen(db: Queryable, byAccount: ReturnType<typeof sql>): Promise<TopTen> {
  const { rows } = await db.execute<{ top: string; all: string }>(sql`
    select coalesce(sum(amount) filter (where place <= ${TEN}), 0)::text as top, coalesce(sum(amount), 0)::text as all
    from (select amount, row_number() over (order by amount desc, account) as place from (${byAccount}) as sums) as placed`)
  return { top: BigInt(rows[0]?.top ?? 0), all: BigInt(rows[0]?.all ?? 0) }
}

/** Of what was paid on the days of a span. */
export const topPayers = (db: Queryable, chainId: number, { from, until }: DaySpan): Promise<TopTen> =>
  topTen(
    db,
    sql`select account, sum(amount) as amount from payments
      where chain_id = ${chainId} and block_time >= ${midnight(from)} and block_time < ${midnight(until)} group by account`,
  )

/** Of the credits that were loaded on the days of a span, by whose they are. */
export const topDepositors = (db: Queryable, chainId: number, { from, until }: DaySpan): Promise<TopTen> =>
  topTen(
    db,
    sql`select to_owner as account, sum(amount) as amount from movements
      where chain_id = ${chainId} and block_time >= ${midnight(from)} and block_time < ${midnight(until)}
        and to_bucket = 'vault_credits' and kind = 'deposit' group by to_owner`,
  )

/** Revenue-funded rewards of providers that no root allocated, wei. */
export async function providerPool(db: Queryable, chainId: number): Promise<bigint> {
  const { rows } = await db.execute<{ amount: string }>(sql`
    select coalesce(sum(amount), 0)::text as amount from balances
    where chain_id = ${chainId} and bucket = 'rewards_pool' and owner = 'provider'`)
  return BigInt(rows[0]?.amount ?? 0)
}
