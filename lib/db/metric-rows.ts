import { type SQL, sql } from 'drizzle-orm'
import type { AccountName, Category } from '../domain/buckets'
import type { Queryable } from './connect'
import { flowsOf } from './flows'
import { sidesOf } from './sides'

/** A block of the ledger. `isPast`: not the newest, so that the daily sums of its day hold more than what it had. */
export type LedgerPlace = { db: Queryable; chainId: number; block: bigint; time: Date; isPast: boolean }

/**
 * Sums of days between cuts: `cut` is how many of them (days `YYYY-MM-DD`, ascending) are not after the row's day. What was before cut
 * number k is in the rows with `cut` ≤ k.
 */
export type CutSum = { cut: number; value: bigint }
export type FlowSum = CutSum & { metric: string; key: string }
export type BucketSum = CutSum & { bucket: AccountName }
export type DonationSum = CutSum & { owner: string }
export type DistributionSum = CutSum & Record<'version' | 'burn' | 'protocol' | 'operations' | 'provider', bigint>

const dayStart = (day: string): SQL => sql`${`${day}T00:00:00Z`}::timestamptz`
const dayOf = (time: Date): string => time.toISOString().slice(0, 10)
const cutOf = (cuts: readonly string[]): SQL => sql`width_bucket(day, ${`{${cuts.join(',')}}`}::date[])`
const upTo = ({ chainId, block }: LedgerPlace): SQL => sql`chain_id = ${chainId} and block_number <= ${block}`

/** Which rows of a table by day count: all, or those before the block's day. */
const wholeDays = ({ chainId, time, isPast }: LedgerPlace): SQL =>
  isPast ? sql`chain_id = ${chainId} and day < ${dayOf(time)}::date` : sql`chain_id = ${chainId}`

/** The first day of the ledger (UTC). */
export async function findGenesisDay({ db, chainId }: LedgerPlace): Promise<string | null> {
  const { rows } = await db.execute<{ day: string | null }>(
    sql`select min(day)::text as day from bucket_days where chain_id = ${chainId}`,
  )
  return rows[0]?.day ?? null
}

/** The rows of the block's own day, up to it. Each of them comes from a log that also moved something. */
async function ownDay(place: LedgerPlace): Promise<SQL | null> {
  const { db, chainId, block, time, isPast } = place
  if (!isPast) return null
  const { rows } = await db.execute<{ first: string | null }>(sql`
    select block_number as first from movements where chain_id = ${chainId} and block_time >= ${dayStart(dayOf(time))}
    order by block_time, block_number limit 1`)
  const first = rows[0]?.first
  return first ? sql`chain_id = ${chainId} and block_number between ${first} and ${block}` : null
}

/** Flows of `days`, after the block. */
export async function sumFlows(place: LedgerPlace, cuts: readonly string[]): Promise<FlowSum[]> {
  const own = await ownDay(place)
  const { rows } = await place.db.execute<{ cut: number; metric: string; key: string; value: string }>(sql`
    select ${cutOf(cuts)} as cut, metric, key, sum(value)::text as value from (
      select day, metric, key, value from days where ${wholeDays(place)}
      ${own ? sql`union all select day, metric, key, value from (${flowsOf(own)}) as own_day` : sql``}
    ) as parts group by 1, 2, 3`)
  return rows.map(({ value, ...row }) => ({ ...row, value: BigInt(value) }))
}

/** What came into each bucket less what went out, after the block. */
export async function sumBuckets(place: LedgerPlace, cuts: readonly string[]): Promise<BucketSum[]> {
  const own = await ownDay(place)
  const columns = sql`day, bucket, inflow, outflow, internal_in, internal_out`
  const { rows } = await place.db.execute<{ cut: number; bucket: AccountName; value: string }>(sql`
    select ${cutOf(cuts)} as cut, bucket, sum(inflow - outflow + internal_in - internal_out)::text as value from (
      select ${columns} from bucket_days where ${wholeDays(place)}
      ${own ? sql`union all select ${columns} from (${sidesOf(own)}) as own_day` : sql``}
    ) as parts group by 1, 2`)
  return rows.map(({ value, ...row }) => ({ ...row, value: BigInt(value) }))
}

/** What was donated to each holder less what was skimmed: daily sums do not tell holders apart. */
export async function sumDonations(place: LedgerPlace, cuts: readonly string[]): Promise<DonationSum[]> {
  const { rows } = await place.db.execute<{ cut: number; owner: string; value: string }>(sql`
    select ${cutOf(cuts)} as cut, owner, sum(amount)::text as value from (
      select (block_time at time zone 'UTC')::date as day, side.owner, side.amount from movements, lateral (values
        (to_bucket, to_owner, amount), (from_bucket, from_owner, -amount)) as side(bucket, owner, amount)
      where ${upTo(place)} and (from_bucket = 'donations' or to_bucket = 'donations') and side.bucket = 'donations'
    ) as sides group by 1, 2`)
  return rows.map(({ value, ...row }) => ({ ...row, value: BigInt(value) }))
}

/** Distributed under each version of the split. */
export async function sumSplits(place: LedgerPlace, cuts: readonly string[]): Promise<DistributionSum[]> {
  const { rows } = await place.db.execute<Record<string, string> & { cut: number }>(sql`
    select ${cutOf(cuts)} as cut, split_version::text as version, sum(total)::text as value, sum(burn)::text as burn,
      sum(protocol)::text as protocol, sum(operations)::text as operations, sum(provider)::text as provider
    from (select *, (block_time at time zone 'UTC')::date as day from distributions where ${upTo(place)}) as rows
    group by 1, 2`)
  return rows.map(({ cut, version, value, burn, protocol, operations, provider }) => ({
    cut,
    version: BigInt(version ?? 0),
    value: BigInt(value ?? 0),
    burn: BigInt(burn ?? 0),
    protocol: BigInt(protocol ?? 0),
    operations: BigInt(operations ?? 0),
    provider: BigInt(provider ?? 0),
  }))
}

export type AcceptedRoot = {
  category: Category
  root: string
  at: Date
  total: bigint
  /** USD per CXPT in WAD at the acceptance; null before the first posting. */
  price: bigint | null
}

/** Accepted roots up to the block, in chain order. */
export async function listAccepted(place: LedgerPlace): Promise<AcceptedRoot[]> {
  const { rows } = await place.db.execute<{
    category: Category
    root: string
    at: string
    total: string
    price: string | null
  }>(sql`
    select category, root, block_time as at, total::text, (
      select price::text from prices p where p.chain_id = r.chain_id and p.block_number <= r.block_number
      order by p.block_number desc, p.log_index desc limit 1) as price
    from roots r where ${upTo(place)} and step = 'accepted' order by block_number, log_index`)
  return rows.map(({ at, total, price, ...row }) => ({
    ...row,
    at: new Date(at),
    total: BigInt(total),
    price: price === null ? null : BigInt(price),
  }))
}

export type KnownTranche = { startsAt: Date; endsAt: Date; amount: bigint; addedAt: Date; cancelledAt: Date | null }

/** Tranches up to the block; one that was cancelled later is in force. */
export async function listTranchesAt(place: LedgerPlace): Promise<KnownTranche[]> {
  const { rows } = await place.db.execute<Record<string, string | null>>(sql`
    select starts_at, ends_at, amount::text, block_time, (
      select min(e.block_time) from events e where e.chain_id = t.chain_id and e.block_number = t.cancelled_block
        and e.block_number <= ${place.block}) as cancelled_at
    from tranches t where ${upTo(place)} order by id`)
  return rows.map((row) => ({
    startsAt: new Date(row.starts_at ?? 0),
    endsAt: new Date(row.ends_at ?? 0),
    amount: BigInt(row.amount ?? 0),
    addedAt: new Date(row.block_time ?? 0),
    cancelledAt: row.cancelled_at ? new Date(row.cancelled_at) : null,
  }))
}

/** The newest posting and the newest comparison with the chain before each end; an end of null is the block itself. */
export type LastRows = { postedAt: Date | null; difference: bigint | null }

export async function listLast(place: LedgerPlace, ends: readonly (Date | null)[]): Promise<LastRows[]> {
  const list = `{${ends.map((end) => end?.toISOString() ?? 'infinity').join(',')}}`
  const { rows } = await place.db.execute<{ posted_at: string | null; difference: string | null }>(sql`
    select (select block_time from prices where ${upTo(place)} and block_time < at
        order by block_time desc, block_number desc, log_index desc limit 1) as posted_at,
      (select difference::text from reconciliations where ${upTo(place)} and block_time < at
        order by block_number desc limit 1) as difference
    from unnest(${list}::timestamptz[]) with ordinality as ends(at, place) order by place`)
  return rows.map(({ posted_at, difference }) => ({
    postedAt: posted_at ? new Date(posted_at) : null,
    difference: difference === null ? null : BigInt(difference),
  }))
}
