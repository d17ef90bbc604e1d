import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'

/** `day`: UTC, YYYY-MM-DD. `service` empty and `priority` 0 where none is known. */
export type Refusal = { day: string; reason: string; service: string; priority: number; count: number }

/** Adds to the counts. Rows in key order, so that two writers never wait for each other in a circle. */
export async function addRefusals(db: Queryable, chainId: number, refusals: readonly Refusal[]): Promise<void> {
  if (refusals.length === 0) return
  const rows = JSON.stringify(refusals)
  await db.execute(sql`
    insert into usage_refusals as t (chain_id, day, reason, service, priority, count)
    select ${chainId}::integer, day, reason, service, priority, sum(count)
    from jsonb_to_recordset(${rows}::jsonb) as r(day date, reason text, service text, priority integer, count bigint)
    group by day, reason, service, priority order by day, reason, service, priority
    on conflict (chain_id, day, reason, service, priority) do update set count = t.count + excluded.count`)
}
