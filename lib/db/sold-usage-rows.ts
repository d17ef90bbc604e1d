import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'

export type SoldUsage = {
  service: string
  /** Plan whose period covered a part or was there; 0 without one. */
  plan: number
  kind: 'usage' | 'credit_note'
  /** `YYYY-MM` of the request, when it was known too late for that month. */
  originalPeriod: string | null
  requests: number
  /** Tokens an allowance covered, and units that were charged for. */
  covered: bigint
  units: bigint
  /** nano-USD: at the list price of the day, and as charged; of a credit note below zero. */
  list: bigint
  charge: bigint
}

/**
 * Usage that is booked in [start, end), by service, plan and month of origin. The list price of a part is rounded up as its charge is. A
 * request without an allowance belongs to the plan that its account had at its start.
 */
export async function listSoldUsage(db: Queryable, chainId: number, start: Date, end: Date): Promise<SoldUsage[]> {
  const { rows } = await db.execute<Record<string, string | null>>(sql`
    with booked as (
      select r.*, r.received_at >= (r.month + interval '1 month') at time zone 'UTC' + interval '72 hours' as is_late
      from receipts r where r.chain_id = ${chainId}
    )
    select b.service, coalesce(p.plan, 0)::text as plan, b.kind, case when is_late then to_char(b.month, 'YYYY-MM') end as original,
      count(*)::text as requests, sum(b.covered_input + b.covered_output)::text as covered,
      sum(case when b.charge_nano > 0 then b.input_units + b.output_units - b.covered_input - b.covered_output else 0 end)::text as units,
      sum(case when b.charge_nano > 0 then ceil((b.input_units - b.covered_input) * coalesce(s.list_input, b.price_input) / b.price_unit)
        + ceil((b.output_units - b.covered_output) * coalesce(s.list_output, b.price_output) / b.price_unit) else 0 end)::text as list,
      sum(b.charge_nano)::text as charge
    from booked b
    left join service_prices s on s.chain_id = b.chain_id and s.service = b.service and s.at = b.price_at
    left join lateral (select plan from periods q where q.chain_id = b.chain_id and q.account = b.account and q.kind <> 'upgraded'
      and q.starts_at <= b.started_at and b.started_at < q.ends_at order by q.block_number desc limit 1) p on true
    where (case when is_late then b.received_at else b.started_at end) >= ${start.toISOString()}::timestamptz
      and (case when is_late then b.received_at else b.started_at end) < ${end.toISOString()}::timestamptz
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`)
  const big = (text: string | null | undefined): bigint => BigInt(text ?? 0)
  return rows.map((row) => ({
    service: row.service ?? '',
    plan: Number(row.plan),
    kind: row.kind as SoldUsage['kind'],
    originalPeriod: row.original ?? null,
    requests: Number(row.requests),
    covered: big(row.covered),
    units: big(row.units),
    list: big(row.list),
    charge: big(row.charge),
  }))
}
