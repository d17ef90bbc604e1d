import type { PoolClient } from 'pg'

type Reader = Pick<PoolClient, 'query'>

/** What providers of a service reported for the hour that ends at a time, those that a probe found alive. */
export type LoadRow = {
  service: string
  queued: bigint
  capacity: bigint
  /** Providers whose report counts. */
  reporters: number
  /** End of the newest reported hour, whoever reported it. */
  newest: Date
}

/**
 * Capacity and queue of the hour before `at`, by service. A report counts when a probe of the 15 minutes before `at` found its provider
 * alive; before there are any probes at all, every report counts.
 */
export async function loadBefore(db: Reader, chainId: number, at: Date): Promise<LoadRow[]> {
  const { rows } = await db.query<Record<string, string> & { reporters: number; newest: Date; service: string }>(
    `with alive as (select distinct provider from probes
       where chain_id = $1 and is_valid and minute > $2::timestamptz - interval '15 minutes' and minute <= $2),
     any_probe as (select exists (select 1 from probes where chain_id = $1 and minute <= $2) as is_there),
     last as (select distinct on (service, provider) * from capacity_reports
       where chain_id = $1 and at <= $2 and at > $2::timestamptz - interval '1 day' order by service, provider, at desc),
     judged as (select last.*, at > $2::timestamptz - interval '1 hour'
       and (not is_there or provider in (select provider from alive)) as counts from last, any_probe)
     select service, max(at) as newest, count(*) filter (where counts)::int as reporters,
       coalesce(sum(queued) filter (where counts), 0) as queued, coalesce(sum(capacity) filter (where counts), 0) as capacity
     from judged group by service`,
    [chainId, at],
  )
  return rows.map(({ service, reporters, newest, queued, capacity }) => ({
    service,
    reporters,
    newest,
    queued: BigInt(queued ?? 0),
    capacity: BigInt(capacity ?? 0),
  }))
}

/** Units served by requests that began in the hour before `at`, by service: found by the providers that had any that day. */
export async function servedBefore(db: Reader, chainId: number, at: Date): Promise<Map<string, bigint>> {
  const { rows } = await db.query<{ service: string; units: string }>(
    `select service, sum(input_units + output_units) as units from receipts
     where chain_id = $1 and kind = 'usage' and started_at >= $2::timestamptz - interval '1 hour' and started_at < $2
       and month in (date_trunc('month', ($2::timestamptz - interval '1 hour') at time zone 'UTC')::date,
         date_trunc('month', $2::timestamptz at time zone 'UTC')::date)
       and provider in (select key from usage_days where chain_id = $1 and scope = 'provider'
         and day >= (($2::timestamptz - interval '1 hour') at time zone 'UTC')::date and day <= ($2::timestamptz at time zone 'UTC')::date)
     group by service`,
    [chainId, at],
  )
  return new Map(rows.map(({ service, units }) => [service, BigInt(units)]))
}

/** The newest event of a kind of `Parameters` by a time; `where` narrows it to one `kind` of curve. */
export async function parameterAt(
  db: Reader,
  chainId: number,
  name: string,
  at: Date,
  kind: number | null = null,
): Promise<Record<string, unknown> | null> {
  const { rows } = await db.query<{ args: Record<string, unknown> }>(
    `select args from events where chain_id = $1 and contract = 'Parameters' and name = $2 and block_time <= $3
       and ($4::text is null or args ->> 'kind' = $4) order by block_number desc, log_index desc limit 1`,
    [chainId, name, at, kind === null ? null : String(kind)],
  )
  return rows[0]?.args ?? null
}
