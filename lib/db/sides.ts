import { type SQL, sql } from 'drizzle-orm'
import { OUR_BUCKETS } from '../domain/buckets'

/** The buckets that are ours, as a list in SQL. */
export const OURS: SQL = sql.raw(`(${OUR_BUCKETS.map((bucket) => `'${bucket}'`).join(', ')})`)

/** UTC day of a row's block. */
export const BLOCK_DAY: SQL = sql`(block_time at time zone 'UTC')::date`

const INTERNAL = sql`from_bucket in ${OURS} and to_bucket in ${OURS}`

/**
 * Movements that meet `where`, as two rows each, one per bucket: (day, bucket, inflow, outflow, internal_in, internal_out). Those inside
 * one bucket move nothing of it and are left out.
 */
export function sidesOf(where: SQL): SQL {
  return sql`
    select ${BLOCK_DAY} as day, to_bucket as bucket,
      case when ${INTERNAL} then 0 else amount end as inflow, 0 as outflow,
      case when ${INTERNAL} then amount else 0 end as internal_in, 0 as internal_out
    from movements where ${where} and from_bucket <> to_bucket
    union all
    select ${BLOCK_DAY}, from_bucket,
      0, case when ${INTERNAL} then 0 else amount end,
      0, case when ${INTERNAL} then amount else 0 end
    from movements where ${where} and from_bucket <> to_bucket`
}
