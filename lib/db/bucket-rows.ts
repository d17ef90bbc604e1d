import { type SQL, sql } from 'drizzle-orm'
import type { AccountName } from '../domain/buckets'
import type { DayStep } from '../domain/day-step'
import type { Queryable } from './connect'
import type { DaySpan } from './overview-rows'

/** What came into a bucket less what went out, wei, from the daily sums: a few thousand rows whatever the ledger holds. */
const NET = sql`sum(inflow - outflow + internal_in - internal_out)`

export type BucketStep = { start: string; bucket: AccountName; value: bigint }

/** The change of every bucket by step over [from, until), and of all time before it under the empty `start`. */
export async function bucketSteps(db: Queryable, chainId: number, step: DayStep, span: DaySpan): Promise<BucketStep[]> {
  const start: SQL = sql`case when day < ${span.from}::date then ''
    else to_char(date_trunc(${sql.raw(`'${step}'`)}, day::timestamp), 'YYYY-MM-DD') end`
  const { rows } = await db.execute<{ start: string; bucket: AccountName; value: string }>(sql`
    select ${start} as start, bucket, ${NET}::text as value from bucket_days
    where chain_id = ${chainId} and day < ${span.until}::date and bucket <> 'genesis' group by 1, 2`)
  return rows.map(({ value, ...row }) => ({ ...row, value: BigInt(value) }))
}

/** What one bucket held at the beginning of a day. */
export async function bucketBefore(db: Queryable, chainId: number, bucket: AccountName, day: string): Promise<bigint> {
  const { rows } = await db.execute<{ value: string }>(sql`
    select coalesce(${NET}, 0)::text as value from bucket_days
    where chain_id = ${chainId} and bucket = ${bucket} and day < ${day}::date`)
  return BigInt(rows[0]?.value ?? 0)
}
