import { sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Queryable } from './connect'
import type { Between } from './reward-source-rows'

/** Minutes since 1970: those in which enough probers reported anything of anybody, and those in which enough of them got a valid answer. */
export type ProbedMinutes = { up: number[]; valid: number[] }

/** What the probers saw of one provider, and when they were up at all. `least`: how many of them a minute needs. */
export async function listProbedMinutes(
  db: Queryable,
  { chainId, start, end }: Between,
  provider: Hex,
  least: number,
): Promise<ProbedMinutes> {
  const { rows } = await db.execute<{ minute: string; is_valid: boolean }>(sql`
    select (extract(epoch from minute) / 60)::bigint::text as minute,
      count(distinct prober) filter (where is_valid and provider = ${provider}) >= ${least} as is_valid
    from probes where chain_id = ${chainId}
      and minute >= ${start.toISOString()}::timestamptz and minute < ${end.toISOString()}::timestamptz
    group by minute having count(distinct prober) >= ${least}
    order by minute`)
  const minutes = rows.map(({ minute, is_valid }) => ({ minute: Number(minute), isValid: is_valid }))
  return {
    up: minutes.map(({ minute }) => minute),
    valid: minutes.filter(({ isValid }) => isValid).map(({ minute }) => minute),
  }
}

/** Minutes since 1970 in which a real job of a provider succeeded. */
export async function listJobMinutes(
  db: Queryable,
  { chainId, start, end }: Between,
  provider: Hex,
): Promise<number[]> {
  const { rows } = await db.execute<{ minute: string }>(sql`
    select distinct ((extract(epoch from hour) / 60)::bigint + good)::text as minute
    from job_hours, unnest(good_minutes) as good
    where chain_id = ${chainId} and provider = ${provider}
      and hour >= ${start.toISOString()}::timestamptz and hour < ${end.toISOString()}::timestamptz`)
  return rows.map(({ minute }) => Number(minute))
}
