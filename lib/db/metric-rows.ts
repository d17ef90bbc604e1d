import { type SQL, sql } from 'drizzle-orm'
import type { AccountName, Category } from '../domain/buckets'
import type { Split, SplitLeg } from '../domain/split'
import { type Question, question } from './ask'
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
export const genesisDay = ({ chainId }: LedgerPlace): Question<string | null> =>
  question(
    sql`select min(day)::text as day from bucket_days where chain_id = ${chainId}`,
    ([row]: { day: string | null }[]) => row?.day ?? null,
  )

/** The rows of the block's own day, up to it, where daily sums hold more. Each of them comes from a log that also moved something. */
export async function findOwnDay(place: LedgerPlace): Promise<SQL | null> {
  const { db, chainId, block, time, isPast } = place
  if (!isPast) return null
  const { rows } = await db.execute<{ first: string | null }>(sql`
    select block_number as first from movements where chain_id = ${chainId} and block_time >= ${dayStart(dayOf(time))}
    order by block_time, block_number limit 1`)
  const first = rows[0]?.first
  return first ? sql`chain_id = ${chainId} and block_number between ${first} and ${block}` : null
}

/** Rows with one amount as text. */
type Valued<T> = Omit<T, 'value'> & { value: string }
const valued = <T extends CutSum>(rows: Valued<T>[]): T[] =>
  rows.map((row) => ({ ...row, value: BigInt(row.value) }) as unknown as T)

/** Flows of `days`, after the block. `own`: of `findOwnDay`. */
export const flowSums = (place: LedgerPlace, own: SQL | null, cuts: readonly string[]): Question<FlowSum[]> =>
  question(
    sql`select ${cutOf(cuts)} as cut, metric, key, sum(value)::text as value from (
      select day, metric, key, value from days where ${wholeDays(place)}
      ${own ? sql`union all select day, metric, key, value from (${flowsOf(own)}) as own_day` : sql``}
    ) as parts group by 1, 2, 3`,
    valued<FlowSum>,
  )

const SIDES = sql`day, bucket, inflow, outflow, internal_in, internal_out`

/** What came into each bucket less what went out, after the block. `own`: of `findOwnDay`. */
export const bucketSums = (place: LedgerPlace, own: SQL | null, cuts: readonly string[]): Question<BucketSum[]> =>
  question(
    sql`select ${cutOf(cuts)} as cut, bucket, sum(inflow - outflow + internal_in - internal_out)::text as value from (
      select ${SIDES} from bucket_days where ${wholeDays(place)}
      ${own ? sql`union all select ${SIDES} from (${sidesOf(own)}) as own_day` : sql``}
    ) as parts group by 1, 2`,
    valued<BucketSum>,
  )

/** What was donated to each holder less what was skimmed: daily sums do not tell holders apart. */
export const donationSums = (place: LedgerPlace, cuts: readonly string[]): Question<DonationSum[]> =>
  question(
    sql`select ${cutOf(cuts)} as cut, owner, sum(amount)::text as value from (
      select (block_time at time zone 'UTC')::date as day, side.owner, side.amount from movements, lateral (values
        (to_bucket, to_owner, amount), (from_bucket, from_owner, -amount)) as side(bucket, owner, amount)
      where ${upTo(place)} and (from_bucket = 'donations' or to_bucket = 'donations') and side.bucket = 'donations'
    ) as sides group by 1, 2`,
    valued<DonationSum>,
  )

/** Distributed under each version of the split. */
export const splitSums = (place: LedgerPlace, cuts: readonly string[]): Question<DistributionSum[]> =>
  question(
    sql`select ${cutOf(cuts)} as cut, split_version as version, sum(total)::text as value, sum(burn)::text as burn,
      sum(protocol)::text as protocol, sum(operations)::text as operations, sum(provider)::text as provider
    from (select *, (block_time at time zone 'UTC')::date as day from distributions where ${upTo(place)}) as rows
    group by 1, 2`,
    (rows: (Record<'value' | SplitLeg, string> & { cut: number; version: number })[]) =>
      rows.map(({ cut, version, value, burn, protocol, operations, provider }) => ({
        cut,
        version: BigInt(version),
        value: BigInt(value),
        burn: BigInt(burn),
        protocol: BigInt(protocol),
        operations: BigInt(operations),
        provider: BigInt(provider),
      })),
  )

/** A split and where it came into force. Basis points. */
export type SplitVersion = Split & { version: number; at: Date; block: bigint; txHash: string }

/** Splits of the chain, whatever the block, in the order of their versions. */
export const splitVersions = ({ chainId }: LedgerPlace): Question<SplitVersion[]> =>
  question(
    sql`select version, burn, protocol, operations, provider, block_time as at, block_number::text as block, tx_hash as "txHash"
      from splits where chain_id = ${chainId} order by version`,
    (rows: (Split & { version: number; at: string; block: string; txHash: string })[]) =>
      rows.map(({ at, block, ...row }) => ({ ...row, at: new Date(at), block: BigInt(block) })),
  )

export type AcceptedRoot = {
  category: Category
  root: string
  at: Date
  total: bigint
  /** USD per CXPT in WAD at the acceptance; null before the first posting. */
  price: bigint | null
}

/** Accepted roots up to the block, in chain order. */
export const acceptedRoots = (place: LedgerPlace): Question<AcceptedRoot[]> =>
  question(
    sql`select category, root, block_time as at, total::text, (
      select price::text from prices p where p.chain_id = r.chain_id and p.block_number <= r.block_number
      order by p.block_number desc, p.log_index desc limit 1) as price
    from roots r where ${upTo(place)} and step = 'accepted' order by block_number, log_index`,
    (rows: { category: Category; root: string; at: string; total: string; price: string | null }[]) =>
      rows.map(({ at, total, price, ...row }) => ({
        ...row,
        at: new Date(at),
        total: BigInt(total),
        price: price === null ? null : BigInt(price),
      })),
  )

export type KnownTranche = {
  id: number
  startsAt: Date
  endsAt: Date
  amount: bigint
  addedAt: Date
  cancelledAt: Date | null
}

type TrancheText = { id: number; amount: string } & Record<'starts_at' | 'ends_at' | 'block_time', string>

/** Tranches up to the block; one that was cancelled later is in force. */
export const tranchesUpTo = (place: LedgerPlace): Question<KnownTranche[]> =>
  question(
    sql`select id, starts_at, ends_at, amount::text, block_time, (
      select min(e.block_time) from events e where e.chain_id = t.chain_id and e.block_number = t.cancelled_block
        and e.block_number <= ${place.block}) as cancelled_at
    from tranches t where ${upTo(place)} order by id`,
    (rows: (TrancheText & { cancelled_at: string | null })[]) =>
      rows.map((row) => ({
        id: row.id,
        startsAt: new Date(row.starts_at),
        endsAt: new Date(row.ends_at),
        amount: BigInt(row.amount),
        addedAt: new Date(row.block_time),
        cancelledAt: row.cancelled_at === null ? null : new Date(row.cancelled_at),
      })),
  )

/** A posted or reset price, USD per CXPT in WAD. */
export type Posting = { at: Date; price: bigint }
/** A comparison of the ledger with the chain: wei of difference at a block. */
export type Comparison = { block: bigint; time: Date; difference: bigint }
/** The newest of each before an end. */
export type LastRows = { posting: Posting | null; comparison: Comparison | null }

type LastText = {
  posting: { at: string; price: string } | null
  comparison: { block: string; time: string; difference: string } | null
}

/** The newest rows before each end; an end of null is the block itself. */
export function lastRows(place: LedgerPlace, ends: readonly (Date | null)[]): Question<LastRows[]> {
  const list = `{${ends.map((end) => end?.toISOString() ?? 'infinity').join(',')}}`
  return question(
    sql`select (select json_build_object('at', block_time, 'price', price::text) from prices
        where ${upTo(place)} and block_time < ends.at order by block_time desc, block_number desc, log_index desc limit 1) as posting,
      (select json_build_object('block', block_number::text, 'time', block_time, 'difference', difference::text)
        from reconciliations where ${upTo(place)} and block_time < ends.at order by block_number desc limit 1) as comparison
    from unnest(${list}::timestamptz[]) with ordinality as ends(at, place) order by ends.place`,
    (rows: LastText[]) =>
      rows.map(({ posting, comparison }) => ({
        posting: posting && { at: new Date(posting.at), price: BigInt(posting.price) },
        comparison: comparison && {
          block: BigInt(comparison.block),
          time: new Date(comparison.time),
          difference: BigInt(comparison.difference),
        },
      })),
  )
}
