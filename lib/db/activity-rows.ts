import { sql } from 'drizzle-orm'
import type { CutSum, LedgerPlace } from './metric-rows'

/** What users and providers did. `cut`: as in metric-rows.ts. Spans of days are [from, until). */
export type UseSum = CutSum & {
  service: string
  requests: bigint
  units: bigint
  covered: bigint
  charge: bigint
  list: bigint
}
export type ReasonSum = CutSum & { reason: string }
export type PlanSum = CutSum & { renewed: bigint }
type Span = { from: string; until: string }

const cutOf = (cuts: readonly string[]) => sql`width_bucket(day, ${`{${cuts.join(',')}}`}::date[])`
const dayStart = (day: string) => sql`${`${day}T00:00:00Z`}::timestamptz`

/** Receipts by service. */
export async function sumUse({ db, chainId }: LedgerPlace, cuts: readonly string[]): Promise<UseSum[]> {
  const { rows } = await db.execute<Record<string, string> & { cut: number }>(sql`
    select ${cutOf(cuts)} as cut, service, sum(requests)::text as requests, sum(input_units + output_units)::text as units,
      sum(covered)::text as covered, sum(charge_nano)::text as charge, sum(list_nano)::text as list
    from usage_days where chain_id = ${chainId} and scope = 'service' group by 1, 2 order by 2, 1`)
  return rows.map(({ cut, service, requests, units, covered, charge, list }) => ({
    cut,
    service: service ?? '',
    value: 0n,
    requests: BigInt(requests ?? 0),
    units: BigInt(units ?? 0),
    covered: BigInt(covered ?? 0),
    charge: BigInt(charge ?? 0),
    list: BigInt(list ?? 0),
  }))
}

/** Refusals by reason, of some reasons. */
export async function sumRefusals(
  { db, chainId }: LedgerPlace,
  cuts: readonly string[],
  reasons: readonly string[],
): Promise<ReasonSum[]> {
  const { rows } = await db.execute<{ cut: number; reason: string; value: string }>(sql`
    select ${cutOf(cuts)} as cut, reason, sum(count)::text as value from usage_refusals
    where chain_id = ${chainId} and reason = any(${`{${reasons.join(',')}}`}::text[]) group by 1, 2 order by 2, 1`)
  return rows.map(({ value, ...row }) => ({ ...row, value: BigInt(value) }))
}

/** Periods by the day on which their time to renew ran out (`graceSeconds` after their end), and those that were renewed. */
export async function sumPlans(
  place: LedgerPlace,
  cuts: readonly string[],
  { from, until }: Span,
  graceSeconds: bigint,
): Promise<PlanSum[]> {
  const { db, chainId, block } = place
  const grace = sql`make_interval(secs => ${String(graceSeconds)}::double precision)`
  const { rows } = await db.execute<{ cut: number; value: string; renewed: string }>(sql`
    select ${cutOf(cuts)} as cut, count(*)::text as value, count(*) filter (where is_renewed)::text as renewed from (
      select ((ends_at + ${grace}) at time zone 'UTC')::date as day, exists (
        select from periods n where n.chain_id = p.chain_id and n.account = p.account and n.kind = 'renewed'
          and n.period_index = p.period_index + 1 and n.block_number <= ${block}) as is_renewed
      from periods p where chain_id = ${chainId} and block_number <= ${block} and kind <> 'upgraded'
        and ends_at >= ${dayStart(from)} - ${grace} and ends_at < ${dayStart(until)} - ${grace}
    ) as ended group by 1`)
  return rows.map(({ cut, value, renewed }) => ({ cut, value: BigInt(value), renewed: BigInt(renewed) }))
}

/** What accounts gained by provider roots, wei. A root without rows is not known here, or added nothing. */
export type Earned = { root: string; account: string; added: bigint }

export async function listEarned({ db, chainId }: LedgerPlace, roots: readonly string[]): Promise<Earned[]> {
  const { rows } = await db.execute<{ root: string; account: string; added: string }>(sql`
    select root, account, added::text from reward_leaves
    where chain_id = ${chainId} and category = 'provider' and root = any(${`{${roots.join(',')}}`}::text[])`)
  return rows.map(({ added, ...row }) => ({ ...row, added: BigInt(added) }))
}

/** A claim and the proposal of a root whose addition it paid. */
export type Payout = { claimedAt: Date; proposedAt: Date }

export async function listPayouts({ db, chainId }: LedgerPlace, { from, until }: Span): Promise<Payout[]> {
  const { rows } = await db.execute<{ claimed_at: string; proposed_at: string }>(sql`
    select c.block_time as claimed_at, p.block_time as proposed_at from claims c
    join reward_leaves l on l.chain_id = c.chain_id and l.category = c.category and l.account = c.account
      and l.added > 0 and l.cumulative > c.cumulative - c.amount and l.cumulative <= c.cumulative
    join lateral (
      select min(block_time) filter (where step = 'proposed') as block_time, bool_or(step = 'accepted') as is_accepted from roots r
      where r.chain_id = c.chain_id and r.category = c.category and r.root = l.root) p on p.is_accepted
    where c.chain_id = ${chainId} and c.category = 'provider'
      and c.block_time >= ${dayStart(from)} and c.block_time < ${dayStart(until)}`)
  return rows.map((row) => ({ claimedAt: new Date(row.claimed_at), proposedAt: new Date(row.proposed_at) }))
}

/** Of roots with published inputs: the minutes in which their providers were online. */
export async function listOnline({ db, chainId }: LedgerPlace, roots: readonly string[]) {
  const { rows } = await db.execute<{ root: string; minutes: string }>(sql`
    select root, (select coalesce(sum((p ->> 'goodMinutes')::bigint), 0) from jsonb_array_elements(inputs::jsonb -> 'providers') p)::text
      as minutes from reward_runs
    where chain_id = ${chainId} and category = 'provider' and root = any(${`{${roots.join(',')}}`}::text[])`)
  return new Map(rows.map(({ root, minutes }) => [root, BigInt(minutes)]))
}

export type Load = { at: number; service: string; ppm: bigint }

/** Utilisation of each service in the hour before each time, where capacity was reported; `at` is the place in `times`. */
export async function listUtilisation({ db, chainId }: LedgerPlace, times: readonly Date[]): Promise<Load[]> {
  const list = `{${times.map((time) => time.toISOString()).join(',')}}`
  const { rows } = await db.execute<{ at: string; service: string; ppm: string }>(sql`
    select distinct on (t.place, s.service) t.place - 1 as at, s.service, s.utilisation::text as ppm
    from unnest(${list}::timestamptz[]) with ordinality as t(time, place) join service_prices s
      on s.chain_id = ${chainId} and s.at <= t.time and s.at > t.time - interval '2 hours' and s.utilisation is not null
    order by t.place, s.service, s.at desc`)
  return rows.map(({ at, service, ppm }) => ({ at: Number(at), service, ppm: BigInt(ppm) }))
}

/** Points of closed epochs whose root is not accepted. */
export async function sumOpenPoints({ db, chainId }: LedgerPlace): Promise<bigint> {
  const { rows } = await db.execute<{ points: string }>(sql`
    select coalesce(sum((part ->> 'points')::numeric), 0)::text as points
    from reward_runs r join reward_leaves l using (chain_id, category, root), jsonb_array_elements(l.detail -> 'parts') as part
    where r.chain_id = ${chainId} and r.category = 'provider' and r.state in ('closed', 'proposed')`)
  return BigInt(rows[0]?.points ?? 0)
}

/** Accounts with a paid period that runs at a time (lower case), at most `limit`. */
export async function listRunning(
  { db, chainId }: Pick<LedgerPlace, 'db' | 'chainId'>,
  time: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.execute<{ account: string }>(sql`
    select distinct account from periods where chain_id = ${chainId} and ends_at > ${time.toISOString()}::timestamptz
    order by account limit ${limit}`)
  return rows.map(({ account }) => account)
}
