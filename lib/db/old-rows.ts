import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'

/** Forgets what finance took away after a day, runs of jobs after thirty, and closed alerts with their deliveries after half a year, and full buckets. Returns how many rows went. */
export async function forgetOld(db: Queryable): Promise<number> {
  const statements = [
    sql`delete from job_history where started_at < now() - interval '30 days'`,
    sql`delete from alerts where closed_at < now() - interval '180 days'`,
    sql`delete from close_job_parts p using close_jobs j where j.chain_id = p.chain_id and j.id = p.job_id and j.ended_at < now() - interval '1 day'`,
    sql`delete from close_jobs where ended_at < now() - interval '1 day'`,
    sql`delete from rate_limits where full_at < now()`,
    sql`delete from alert_deliveries d where not exists (select from alerts a where a.id = d.alert_id)`,
  ]
  let count = 0
  for (const statement of statements) count += (await db.execute(statement)).rowCount ?? 0
  return count
}
