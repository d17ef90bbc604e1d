import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'

export type BurnShare = { paid: bigint; distributed: bigint; burned: bigint }

/**
 * Of what an account paid from `from` on: how much distributions covered, and how much of that was burned, each payment followed to its part of
 * each distribution as `followPayment` does. Reads the payments of that time once.
 */
export async function sumBurnShare(db: Queryable, chainId: number, account: string, from: Date): Promise<BurnShare> {
  const since = from.toISOString()
  const { rows } = await db.execute<Record<keyof BurnShare, string>>(sql`
    with ahead as (
      select coalesce((select sum(value) from days where chain_id = ${chainId} and metric in ('settled', 'charged')
        and day < (${since}::timestamptz at time zone 'UTC')::date), 0) as wei),
    queue as (
      select account, amount, (select wei from ahead) + sum(amount) over (order by block_number, log_index) as until
      from payments where chain_id = ${chainId} and block_time >= ${since}::timestamptz),
    mine as (select until - amount as a, until as b from queue where account = ${account.toLowerCase()}),
    made as (
      select d.total, s.burn as bps, sum(d.total) over (order by d.block_number, d.log_index) as until
      from distributions d join splits s on s.chain_id = d.chain_id and s.version = d.split_version
      where d.chain_id = ${chainId}),
    parts as (
      select greatest(m.a, d.until - d.total) - (d.until - d.total) as x, least(m.b, d.until) - (d.until - d.total) as y, d.bps
      from mine m join made d on m.a < d.until and m.b > d.until - d.total)
    select coalesce((select sum(b - a) from mine), 0)::text as paid,
      coalesce((select sum(y - x) from parts), 0)::text as distributed,
      coalesce((select sum(div(bps * y, 10000) - div(bps * x, 10000)) from parts), 0)::text as burned`)
  const [row] = rows
  return { paid: BigInt(row?.paid ?? 0), distributed: BigInt(row?.distributed ?? 0), burned: BigInt(row?.burned ?? 0) }
}
