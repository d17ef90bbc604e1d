import type { PoolClient } from 'pg'

/** `day`: UTC, YYYY-MM-DD. `service` empty and `priority` 0 where none is known. */
export type Refusal = { day: string; reason: string; service: string; priority: number; count: number }

/** Adds to the counts. Rows in key order, so that two writers never wait for each other in a circle. */
export async function addRefusals(
  db: Pick<PoolClient, 'query'>,
  chainId: number,
  refusals: readonly Refusal[],
): Promise<void> {
  if (refusals.length === 0) return
  await db.query(
    `insert into usage_refusals as t (chain_id, day, reason, service, priority, count)
     select $1, day, reason, service, priority, sum(count)
     from jsonb_to_recordset($2) as r(day date, reason text, service text, priority integer, count bigint)
     group by day, reason, service, priority order by day, reason, service, priority
     on conflict (chain_id, day, reason, service, priority) do update set count = t.count + excluded.count`,
    [chainId, JSON.stringify(refusals)],
  )
}
