import { type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '../db/connect'
import { flowsOf } from '../db/flows'
import { BLOCK_DAY, sidesOf } from '../db/sides'

/** Blocks whose rows are summed, both included. */
export type BlockRange = { chainId: number; from: bigint; to: bigint }

/** The rows of the range, of any table that belongs to blocks. */
export const within = ({ chainId, from, to }: BlockRange): SQL =>
  sql`chain_id = ${chainId} and block_number between ${from} and ${to}`

/** Adds (or with -1 takes back) the movements of the range to the balances, and drops those that became zero. */
export async function rollBalances(tx: Queryable, range: BlockRange, sign: 1 | -1 = 1): Promise<void> {
  const factor = sql.raw(String(sign))
  await tx.execute(sql`
    insert into balances (chain_id, bucket, owner, amount)
    select ${range.chainId}::int, bucket, owner, sum(amount) from (
      select from_bucket as bucket, from_owner as owner, -amount * ${factor} as amount from movements where ${within(range)}
      union all
      select to_bucket, to_owner, amount * ${factor} from movements where ${within(range)}
    ) as sides group by bucket, owner having sum(amount) <> 0
    on conflict (chain_id, bucket, owner) do update set amount = balances.amount + excluded.amount`)
  await tx.execute(sql`delete from balances where chain_id = ${range.chainId} and amount <= 0 and amount = 0`)
}

/** Accounts below zero, which cannot be: all but `genesis`, whose balance is what was minted, and the alarm bucket. */
export async function negativeBalances(tx: Queryable, chainId: number): Promise<string[]> {
  const { rows } = await tx.execute<{ account: string }>(sql`
    select bucket || ':' || owner || ' ' || amount as account from balances
    where chain_id = ${chainId} and amount <= 0 and bucket not in ('genesis', 'unclassified') limit 5`)
  return rows.map(({ account }) => account)
}

/** Adds the movements of the range to the daily in and out of each bucket. */
async function rollBucketDays(tx: Queryable, range: BlockRange): Promise<void> {
  await tx.execute(sql`
    insert into bucket_days (chain_id, day, bucket, inflow, outflow, internal_in, internal_out)
    select ${range.chainId}::int, day, bucket, sum(inflow), sum(outflow), sum(internal_in), sum(internal_out) from (
      ${sidesOf(within(range))}
    ) as sides group by day, bucket
    on conflict (chain_id, day, bucket) do update set inflow = bucket_days.inflow + excluded.inflow,
      outflow = bucket_days.outflow + excluded.outflow, internal_in = bucket_days.internal_in + excluded.internal_in,
      internal_out = bucket_days.internal_out + excluded.internal_out`)
}

async function rollMetrics(tx: Queryable, range: BlockRange): Promise<void> {
  await tx.execute(sql`
    insert into days (chain_id, day, metric, key, value)
    select ${range.chainId}::int, day, metric, key, sum(value) from (${flowsOf(within(range))}) as parts
    group by day, metric, key having sum(value) <> 0
    on conflict (chain_id, metric, day, key) do update set value = days.value + excluded.value`)
}

/** Brings the days of the postings that meet `where` up to them; none of them is before a posting that is already in. */
export async function rollPriceDays(tx: Queryable, where: SQL): Promise<void> {
  await tx.execute(sql`
    insert into price_days (chain_id, day, close, low, high)
    select chain_id, ${BLOCK_DAY} as day, (array_agg(price order by block_number desc, log_index desc))[1], min(price), max(price)
    from prices where ${where} group by chain_id, day
    on conflict (chain_id, day) do update set close = excluded.close, low = least(price_days.low, excluded.low),
      high = greatest(price_days.high, excluded.high)`)
}

/** Adds the rows of the range to every daily sum. */
export async function rollDays(tx: Queryable, range: BlockRange): Promise<void> {
  await rollBucketDays(tx, range)
  await rollMetrics(tx, range)
}
