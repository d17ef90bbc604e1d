import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'

/** A token bucket: `burst` at once, then one every `eachMs` milliseconds. */
export type Bucket = { burst: number; eachMs: number }

/**
 * Takes one of the bucket of a key, in one statement: however many replicas ask, no more than there are. Seconds to wait, at most what one
 * costs; 0: taken. now() is when the transaction began and others may have taken since, so the wait is counted from the clock itself.
 */
export async function takeToken(db: Queryable, key: string, { burst, eachMs }: Bucket): Promise<number> {
  const each = sql`make_interval(secs => ${eachMs / 1_000})`
  const all = sql`make_interval(secs => ${(burst * eachMs) / 1_000})`
  const { rows } = await db.execute<{ seconds: number }>(sql`
    with taken as (
      insert into rate_limits as r (key, full_at) values (${key}, now() + ${each})
      on conflict (key) do update set full_at = greatest(r.full_at, now()) + ${each}
      where greatest(r.full_at, now()) + ${each} <= now() + ${all}
      returning 1)
    select case when exists (select from taken) then 0 else greatest(1, coalesce(
      (select ceil(extract(epoch from full_at + ${each} - clock_timestamp() - ${all})) from rate_limits where key = ${key}), 1)) end::int as seconds`)
  return rows[0]?.seconds ?? 1
}
