import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'

/**
 * Forgets what finance took away after a day, runs of jobs after thirty, closed alerts with their deliveries after half a year, and full buckets.
 * Of readings of risk older than 400 days the last of each UTC day of the chain stays, which is what packs of old quarters are made of, and the
 * first of each indicator, which those from before it was looked at are. Returns how many rows went.
 */
export async function forgetOld(db: Queryable): Promise<number> {
  const statements = [
    sql`delete from job_history where started_at < now() - interval '30 days'`,
    sql`delete from alerts where closed_at < now() - interval '180 days'`,
    sql`delete from close_job_parts p using close_jobs j where j.chain_id = p.chain_id and j.id = p.job_id and j.ended_at < now() - interval '1 day'`,
    sql`delete from close_jobs where ended_at < now() - interval '1 day'`,
    sql`delete from risk_readings r where r.read_at < now() - interval '400 days'
      and exists (select from risk_readings later where later.indicator = r.indicator and later.hour > r.hour
        and date_trunc('day', later.hour, 'UTC') = date_trunc('day', r.hour, 'UTC'))
      and exists (select from risk_readings earlier where earlier.indicator = r.indicator and earlier.hour < r.hour)`,
    sql`delete from rate_limits where full_at < now()`,
    sql`delete from alert_deliveries d where not exists (select from alerts a where a.id = d.alert_id)`,
  ]
  let count = 0
  for (const statement of statements) count += (await db.execute(statement)).rowCount ?? 0
  return count
}
