import { and, desc, eq, lt, lte, type SQL, sql } from 'drizzle-orm'
import { type AccountName, BUCKETS } from '../domain/buckets'
import type { Queryable } from './connect'
import { movements, payments } from './schema'
import { sidesOf } from './sides'

/** Everything that ever came into and went out of one account, wei: from outside and to it, and between our own buckets. */
export type Turnover = { inflow: bigint; outflow: bigint; internalIn: bigint; internalOut: bigint }
export type Turnovers = Record<Exclude<AccountName, 'genesis'>, Turnover>
export type RollForward = Turnover & { bucket: keyof Turnovers; opening: bigint; closing: bigint }

const NAMES = [...BUCKETS, 'burned'] as const
const NOTHING: Turnover = { inflow: 0n, outflow: 0n, internalIn: 0n, internalOut: 0n }

const balanceOf = ({ inflow, outflow, internalIn, internalOut }: Turnover): bigint =>
  inflow - outflow + internalIn - internalOut

/** The UTC day of the last movement up to `block`, or null when there is none. */
async function dayUpTo(db: Queryable, chainId: number, block: bigint): Promise<string | null> {
  const [last] = await db
    .select({ time: movements.blockTime })
    .from(movements)
    .where(and(eq(movements.chainId, chainId), lte(movements.blockNumber, block)))
    .orderBy(desc(movements.blockNumber))
    .limit(1)
  return last ? last.time.toISOString().slice(0, 10) : null
}

/**
 * Turnover of every account from genesis up to and with `block`: whole days from the daily sums, the last day from its movements. Reads
 * a few thousand rows whatever the ledger holds.
 */
export async function turnoversAt(db: Queryable, chainId: number, block: bigint): Promise<Turnovers> {
  const all = Object.fromEntries(NAMES.map((name) => [name, { ...NOTHING }])) as Turnovers
  const day = await dayUpTo(db, chainId, block)
  if (!day) return all
  const ofLastDay = sql`chain_id = ${chainId} and block_time >= ${`${day}T00:00:00Z`}::timestamptz and block_number <= ${block}`
  const { rows } = await db.execute<
    Record<'bucket' | 'inflow' | 'outflow' | 'internal_in' | 'internal_out', string>
  >(sql`
    select bucket, sum(inflow)::text as inflow, sum(outflow)::text as outflow,
      sum(internal_in)::text as internal_in, sum(internal_out)::text as internal_out
    from (
      select bucket, inflow, outflow, internal_in, internal_out from bucket_days
      where chain_id = ${chainId} and day < ${day}::date
      union all
      select bucket, inflow, outflow, internal_in, internal_out from (${sidesOf(ofLastDay)}) as last_day
    ) as parts group by bucket`)
  for (const row of rows) {
    if (row.bucket === 'genesis') continue
    all[row.bucket as keyof Turnovers] = {
      inflow: BigInt(row.inflow),
      outflow: BigInt(row.outflow),
      internalIn: BigInt(row.internal_in),
      internalOut: BigInt(row.internal_out),
    }
  }
  return all
}

/** Balance of every bucket, and what was burned, after `block`, wei. Together 10^27 from genesis on. */
export async function balancesAt(
  db: Queryable,
  chainId: number,
  block: bigint,
): Promise<Record<keyof Turnovers, bigint>> {
  const all = await turnoversAt(db, chainId, block)
  return Object.fromEntries(NAMES.map((name) => [name, balanceOf(all[name])])) as Record<keyof Turnovers, bigint>
}

/** Roll-forward of every bucket over the blocks after `opening` up to and with `closing` (finance.md, sheet 3). */
export async function rollForward(
  db: Queryable,
  chainId: number,
  opening: bigint,
  closing: bigint,
): Promise<RollForward[]> {
  const [before, after] = [await turnoversAt(db, chainId, opening), await turnoversAt(db, chainId, closing)]
  return NAMES.map((bucket) => {
    const [a, b] = [before[bucket], after[bucket]]
    return {
      bucket,
      opening: balanceOf(a),
      inflow: b.inflow - a.inflow,
      outflow: b.outflow - a.outflow,
      internalIn: b.internalIn - a.internalIn,
      internalOut: b.internalOut - a.internalOut,
      closing: balanceOf(b),
    }
  })
}

/** The last block with a movement at or before a time; null before genesis. What the ledger said then it says after this block. */
export async function blockAt(db: Queryable, chainId: number, time: Date): Promise<bigint | null> {
  const [row] = await db
    .select({ block: movements.blockNumber })
    .from(movements)
    .where(and(eq(movements.chainId, chainId), lte(movements.blockTime, time)))
    .orderBy(desc(movements.blockTime), desc(movements.blockNumber))
    .limit(1)
  return row?.block ?? null
}

const paid = async (db: Queryable, query: SQL): Promise<bigint> => {
  const { rows } = await db.execute<{ wei: string }>(query)
  return BigInt(rows[0]?.wei ?? 0)
}

/**
 * Sum of all payments ahead of one, wei: its place in the queue that distributions cover (economics.md §5, `followPayment`). Whole days
 * from the daily sums.
 */
export async function paidBefore(
  db: Queryable,
  chainId: number,
  { blockNumber, logIndex, blockTime }: { blockNumber: bigint; logIndex: number; blockTime: Date },
): Promise<bigint> {
  const day = blockTime.toISOString().slice(0, 10)
  const earlierDays = await paid(
    db,
    sql`select coalesce(sum(value), 0)::text as wei from days
      where chain_id = ${chainId} and metric in ('charged', 'settled') and day < ${day}::date`,
  )
  const { chainId: chain, blockTime: time, blockNumber: block } = payments
  const sameDay = and(eq(chain, chainId), sql`${time} >= ${`${day}T00:00:00Z`}::timestamptz`)
  const ahead = sql`(${lt(block, blockNumber)} or (${eq(block, blockNumber)} and ${lt(payments.logIndex, logIndex)}))`
  return (
    earlierDays +
    (await paid(db, sql`select coalesce(sum(amount), 0)::text as wei from payments where ${sameDay} and ${ahead}`))
  )
}
