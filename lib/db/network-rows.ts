import { sql } from 'drizzle-orm'
import type { DayStep } from '../domain/day-step'
import type { Queryable } from './connect'
import type { DaySpan } from './overview-rows'

/** Rows of the page of the network: daily and hourly sums, no receipts, no probes. */
const stepOf = (step: DayStep, time: string) => sql.raw(`to_char(date_trunc('${step}', ${time}), 'YYYY-MM-DD')`)
const midnight = (day: string) => sql`${`${day}T00:00:00Z`}::timestamptz`

/** Means of the hours of a step. ppm; prices in nano-USD per unit of the rate card. Null: nothing was reported in any of its hours. */
export type ServiceStep = {
  start: string
  service: string
  index: bigint
  factor: bigint
  availability: bigint
  utilisation: bigint | null
  input: bigint
  listInput: bigint
}

export async function serviceSteps(
  db: Queryable,
  chainId: number,
  step: DayStep,
  { from, until }: DaySpan,
  upTo: Date,
): Promise<ServiceStep[]> {
  const { rows } = await db.execute<Record<string, string | null>>(sql`
    select ${stepOf(step, "at at time zone 'UTC'")} as start, service, trunc(avg(input * 1000000 / nullif(list_input, 0)))::text as index,
      trunc(avg(factor))::text as factor, trunc(avg(availability))::text as availability,
      trunc(avg(utilisation))::text as utilisation, trunc(avg(input))::text as input, trunc(avg(list_input))::text as list
    from service_prices where chain_id = ${chainId} and at >= ${midnight(from)} and at < ${midnight(until)}
      and at <= ${upTo.toISOString()}::timestamptz
    group by 1, 2 order by 1, 2`)
  return rows.map((row) => ({
    start: row.start ?? '',
    service: row.service ?? '',
    index: BigInt(row.index ?? 0),
    factor: BigInt(row.factor ?? 0),
    availability: BigInt(row.availability ?? 0),
    utilisation: row.utilisation === null || row.utilisation === undefined ? null : BigInt(row.utilisation),
    input: BigInt(row.input ?? 0),
    listInput: BigInt(row.list ?? 0),
  }))
}

/** Requests that were wanted and not paid for, by the priority of the plan; 0 is pay-per-use. */
export type RefusalStep = { start: string; priority: number; count: bigint }

export async function refusalSteps(
  db: Queryable,
  chainId: number,
  reasons: readonly string[],
  step: DayStep,
  { from, until }: DaySpan,
): Promise<RefusalStep[]> {
  const { rows } = await db.execute<{ start: string; priority: number; count: string }>(sql`
    select ${stepOf(step, 'day::timestamp')} as start, priority, sum(count)::text as count from usage_refusals
    where chain_id = ${chainId} and day >= ${from}::date and day < ${until}::date
      and reason = any(${`{${reasons.join(',')}}`}::text[])
    group by 1, 2 order by 1, 2`)
  return rows.map(({ count, ...row }) => ({ ...row, count: BigInt(count) }))
}

/** Providers registered by a time, all of them under the empty name, then by class. */
export async function countProviders(db: Queryable, chainId: number, time: Date): Promise<Map<string, number>> {
  const registered = sql`chain_id = ${chainId} and registered_at <= ${time.toISOString()}::timestamptz`
  const { rows } = await db.execute<{ name: string; count: number }>(sql`
    select '' as name, count(*)::int as count from providers where ${registered}
    union all select class, count(*)::int from providers, unnest(classes) as class where ${registered} group by 1`)
  return new Map(rows.map(({ name, count }) => [name, count]))
}
