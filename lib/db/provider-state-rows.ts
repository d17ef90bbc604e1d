import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'

export type ProviderSeen = { provider: string; validAt: Date | null; probedAt: Date | null; servedAt: Date | null }

/** When each provider last answered a probe, was probed at all, and served a job, within the day before a time. */
export async function listProvidersSeen(db: Queryable, chainId: number, now: Date): Promise<ProviderSeen[]> {
  const until = now.toISOString()
  const { rows } = await db.execute<
    Record<'provider', string> & Record<'valid' | 'probed' | 'served', string | null>
  >(sql`
    with probed as (
      select provider, max(minute) filter (where is_valid) as valid, max(minute) as probed from probes
      where chain_id = ${chainId} and minute > ${until}::timestamptz - interval '1 day' and minute <= ${until}::timestamptz
      group by provider),
    served as (
      select provider, max(hour) as served from job_hours
      where chain_id = ${chainId} and hour > ${until}::timestamptz - interval '1 day' and hour <= ${until}::timestamptz
        and requests > errors
      group by provider)
    select coalesce(p.provider, s.provider) as provider, p.valid, p.probed, s.served
    from probed p full join served s on s.provider = p.provider`)
  const date = (text: string | null) => (text === null ? null : new Date(text))
  return rows.map(({ provider, valid, probed, served }) => ({
    provider,
    validAt: date(valid),
    probedAt: date(probed),
    servedAt: date(served),
  }))
}

/** Announced maintenance and incidents that run at a time; `provider` empty: of everybody. */
export async function listRunningExclusions(db: Queryable, chainId: number, now: Date) {
  const { rows } = await db.execute<{ provider: string; until: string; reason: string }>(sql`
    select provider, until_time as until, reason from exclusions
    where chain_id = ${chainId} and from_time <= ${now.toISOString()}::timestamptz and until_time > ${now.toISOString()}::timestamptz`)
  return rows.map((row) => ({ ...row, until: new Date(row.until) }))
}
