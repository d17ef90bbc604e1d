import { sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Queryable } from './connect'

/** [start, end) of what is read. */
export type Between = { chainId: number; start: Date; end: Date }

export type ParameterEvent = { name: string; args: Record<string, unknown> }

/** Everything `Parameters` was told before a time, in chain order. */
export async function listParameterEvents(db: Queryable, chainId: number, before: Date): Promise<ParameterEvent[]> {
  const { rows } = await db.execute<ParameterEvent>(sql`
    select name, args from events
    where chain_id = ${chainId} and contract = 'Parameters' and block_time < ${before.toISOString()}::timestamptz
    order by block_number, log_index`)
  return rows
}

export type Work = { provider: Hex; service: string; units: bigint }

/** First and last month (UTC) that a time span touches: the partitions to look at. */
const months = ({
  start,
  end,
}: Between) => sql`month between date_trunc('month', ${start.toISOString()}::timestamptz at time zone 'UTC')::date
  and date_trunc('month', ${end.toISOString()}::timestamptz at time zone 'UTC')::date`

/**
 * Served units by provider and class (economics.md §3): each request once, without what credit notes took back (a note without units takes the
 * whole request), without work that a provider, its payout address or a member of its cluster paid for. Registered providers only.
 * `payouts`: payout address in force, by provider.
 */
export async function listWork(db: Queryable, between: Between, payouts: ReadonlyMap<string, string>): Promise<Work[]> {
  const { chainId, start, end } = between
  const { rows } = await db.execute<{ provider: Hex; service: string; units: string }>(sql`
    with requests as (
      select distinct on (gateway, request_id) gateway, request_id, account, provider, service, input_units + output_units as units
      from receipts
      where chain_id = ${chainId} and kind = 'usage' and ${months(between)}
        and started_at >= ${start.toISOString()}::timestamptz and started_at < ${end.toISOString()}::timestamptz
      order by gateway, request_id, started_at
    ), notes as (
      select gateway, refers_to, sum(abs(input_units) + abs(output_units)) as units
      from receipts where chain_id = ${chainId} and kind = 'credit_note' and refers_to is not null group by 1, 2
    ), paid_to as (
      select key as provider, value as payout from jsonb_each_text(${JSON.stringify(Object.fromEntries(payouts))}::jsonb)
    )
    select r.provider, r.service, sum(case
        when n.refers_to is null then r.units
        when n.units = 0 then 0
        else greatest(0, r.units - n.units) end)::text as units
    from requests r
    join providers p on p.chain_id = ${chainId} and p.provider = r.provider
    join paid_to t on t.provider = r.provider
    left join notes n on n.gateway = r.gateway and n.refers_to = r.request_id
    where r.account <> r.provider and r.account <> t.payout and (p.cluster is null or not exists (
      select from providers other left join paid_to o on o.provider = other.provider
      where other.chain_id = ${chainId} and other.cluster = p.cluster
        and (other.provider = r.account or o.payout = r.account)))
    group by 1, 2 order by 1, 2`)
  return rows.map(({ provider, service, units }) => ({ provider, service, units: BigInt(units) }))
}

const minuteOf = (column: string) => sql.raw(`(extract(epoch from ${column}) / 60)::bigint`)

/** Minutes (since 1970) in which at least so many probers reported anything, of anybody. */
export async function listMinutesProbed(
  db: Queryable,
  { chainId, start, end }: Between,
  least: number,
): Promise<number[]> {
  const { rows } = await db.execute<{ minute: string }>(sql`
    select ${minuteOf('minute')}::text as minute from probes
    where chain_id = ${chainId} and minute >= ${start.toISOString()}::timestamptz and minute < ${end.toISOString()}::timestamptz
    group by minute having count(distinct prober) >= ${least}`)
  return rows.map(({ minute }) => Number(minute))
}

/** Minutes in which a provider answered at least so many probers, by provider. */
export async function listMinutesValid(
  db: Queryable,
  { chainId, start, end }: Between,
  least: number,
): Promise<Map<string, number[]>> {
  const { rows } = await db.execute<{ provider: string; minutes: string[] }>(sql`
    select provider, array_agg(minute::text) as minutes from (
      select provider, ${minuteOf('minute')} as minute from probes
      where chain_id = ${chainId} and is_valid
        and minute >= ${start.toISOString()}::timestamptz and minute < ${end.toISOString()}::timestamptz
      group by provider, probes.minute having count(distinct prober) >= ${least}
    ) as good group by provider`)
  return new Map(rows.map(({ provider, minutes }) => [provider, minutes.map(Number)]))
}

export type JobHour = {
  provider: string
  service: string
  hour: Date
  requests: number
  errors: number
  latencies: Record<string, number>
  goodMinutes: number[]
}

export async function listJobHours(db: Queryable, { chainId, start, end }: Between): Promise<JobHour[]> {
  const { rows } = await db.execute<JobHour & { hour: string }>(sql`
    select provider, service, hour, requests, errors, latencies, good_minutes as "goodMinutes" from job_hours
    where chain_id = ${chainId} and hour >= ${start.toISOString()}::timestamptz and hour < ${end.toISOString()}::timestamptz
    order by provider, service, hour, gateway`)
  return rows.map((row) => ({ ...row, hour: new Date(row.hour) }))
}

/** Demand D of each class and hour, ppm, oldest first. */
export async function listDemand(db: Queryable, { chainId, start, end }: Between) {
  const { rows } = await db.execute<{ service: string; demand: string }>(sql`
    select service, demand::text from demand_hours
    where chain_id = ${chainId} and hour >= ${start.toISOString()}::timestamptz and hour < ${end.toISOString()}::timestamptz
    order by service, hour`)
  return rows
}

export type HourLoad = { service: string; served: bigint; queued: bigint; capacity: bigint }

/** What was served, what waited and what could have been served in an hour; capacity counts only of providers that were probed in it. */
export async function listLoad(db: Queryable, between: Between): Promise<HourLoad[]> {
  const { chainId, start, end } = between
  const { rows } = await db.execute<{ service: string; served: string; queued: string; capacity: string }>(sql`
    with served as (
      select service, sum(input_units + output_units) as units from receipts
      where chain_id = ${chainId} and kind = 'usage' and ${months(between)}
        and started_at >= ${start.toISOString()}::timestamptz and started_at < ${end.toISOString()}::timestamptz
      group by service
    ), probed as (
      select distinct provider from probes where chain_id = ${chainId} and is_valid
        and minute >= ${start.toISOString()}::timestamptz and minute < ${end.toISOString()}::timestamptz
    ), offered as (
      select service, sum(queued) as queued, sum(capacity) as capacity from capacity_reports join probed using (provider)
      where chain_id = ${chainId} and at > ${start.toISOString()}::timestamptz and at <= ${end.toISOString()}::timestamptz
      group by service
    )
    select service, coalesce(units, 0)::text as served, coalesce(queued, 0)::text as queued, coalesce(capacity, 0)::text as capacity
    from served full join offered using (service)`)
  return rows.map(({ service, ...load }) => ({
    service,
    served: BigInt(load.served),
    queued: BigInt(load.queued),
    capacity: BigInt(load.capacity),
  }))
}

export type DemandRow = { service: string; hour: Date; smoothed: bigint; demand: bigint }

/** The last 24 hours of each class before a time. */
export async function listRecentDemand(db: Queryable, chainId: number, before: Date): Promise<DemandRow[]> {
  const { rows } = await db.execute<{ service: string; hour: string; smoothed: string; demand: string }>(sql`
    select service, hour, smoothed::text, demand::text from demand_hours
    where chain_id = ${chainId} and hour < ${before.toISOString()}::timestamptz
      and hour >= ${before.toISOString()}::timestamptz - interval '24 hours'
    order by hour`)
  return rows.map(({ service, hour, smoothed, demand }) => ({
    service,
    hour: new Date(hour),
    smoothed: BigInt(smoothed),
    demand: BigInt(demand),
  }))
}

/** The hour that demand was last computed for; null before the first. */
export async function lastDemandHour(db: Queryable, chainId: number): Promise<Date | null> {
  const { rows } = await db.execute<{ hour: string | null }>(
    sql`select max(hour) as hour from demand_hours where chain_id = ${chainId}`,
  )
  const hour = rows[0]?.hour
  return hour ? new Date(hour) : null
}
