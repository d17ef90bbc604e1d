import { and, asc, desc, eq, gte, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { AccountName } from '../domain/buckets'
import { type DayStep, nextStep, startOfStep } from '../domain/day-step'
import type { Queryable } from './connect'
import { priceDays } from './price-schema'
import {
  balances,
  bucketDays,
  checkpoints,
  days,
  distributions,
  prices,
  reconciliations,
  splits,
  tranches,
} from './schema'

/** Rows of the public pages. Days are UTC, `YYYY-MM-DD`; spans are [from, until). */
export type DaySpan = { from: string; until: string }

export type DayMetric =
  | 'burned'
  | 'emission_used'
  | 'emission_claimed'
  | 'distributed'
  | 'charged_usd'
  | 'charged'
  | 'settled_usd'
  | 'settled'
  | 'loaded'
  | 'withdrawn'
  | 'treasury_released'
  | 'payments'

export const findCheckpoint = async (db: Queryable, chainId: number) => {
  const [row] = await db.select().from(checkpoints).where(eq(checkpoints.chainId, chainId))
  return row ?? null
}

export type BalanceRow = { bucket: AccountName; owner: string; amount: bigint }

/** Buckets whose owners matter: ours, so that they are few. */
const BY_OWNER: AccountName[] = ['donations', 'rewards_pool', 'rewards_allocated']

/**
 * Balances per bucket, those of `BY_OWNER` per owner. The others are summed from their days: their accounts may be a million, the days
 * of a bucket a few hundred.
 */
export const sumBalances = async (db: Queryable, chainId: number): Promise<BalanceRow[]> => {
  const owned = await db
    .select({ bucket: balances.bucket, owner: balances.owner, amount: balances.amount })
    .from(balances)
    .where(and(eq(balances.chainId, chainId), inArray(balances.bucket, BY_OWNER)))
  const { inflow, outflow, internalIn, internalOut } = bucketDays
  const amount = sql<bigint>`sum(${inflow} + ${internalIn} - ${outflow} - ${internalOut})`
  const summed = await db
    .select({ bucket: bucketDays.bucket, amount: amount.mapWith(BigInt) })
    .from(bucketDays)
    .where(and(eq(bucketDays.chainId, chainId), notInArray(bucketDays.bucket, BY_OWNER)))
    .groupBy(bucketDays.bucket)
    .having(sql`${amount} <> 0`)
  return [...owned, ...summed.map((row) => ({ ...row, owner: '' }))]
}

export type DaySum = { metric: DayMetric; key: string; value: bigint }

const value = sql<bigint>`coalesce(sum(${days.value}), 0)`.mapWith(BigInt)
const metric = sql<DayMetric>`${days.metric}`

/** Sums of flows over a span, or over all time. */
export const sumDays = (
  db: Queryable,
  chainId: number,
  metrics: readonly DayMetric[],
  span?: DaySpan,
): Promise<DaySum[]> =>
  db
    .select({ metric, key: days.key, value })
    .from(days)
    .where(
      and(
        eq(days.chainId, chainId),
        inArray(days.metric, [...metrics]),
        span && gte(days.day, span.from),
        span && lt(days.day, span.until),
      ),
    )
    .groupBy(days.metric, days.key)

export type SeriesSum = DaySum & { start: string }

/**
 * Which step of a span a day lies in: its number from 1, to group by, and the first days of the steps by that number. Found by a search
 * among the steps, which takes a quarter of the time of cutting each day's date.
 */
export function stepsOf(step: DayStep, { from, until }: DaySpan, day: PgColumn) {
  const starts: string[] = []
  for (let start = startOfStep(step, from); start < until; start = nextStep(step, start)) starts.push(start)
  const number = sql<number>`width_bucket(${day}, ${`{${starts.join(',')}}`}::date[])`
  return { number, startOf: (of: number): string => starts[of - 1] ?? '' }
}

/** The same by day, week (from Monday) or calendar month; `start` is the first day of the step. Steps without a flow are absent. */
export const seriesOfDays = async (
  db: Queryable,
  chainId: number,
  metrics: readonly DayMetric[],
  step: DayStep,
  span: DaySpan,
): Promise<SeriesSum[]> => {
  const { number, startOf } = stepsOf(step, span, days.day)
  const rows = await db
    .select({ number: number.as('number'), metric, key: days.key, value })
    .from(days)
    .where(
      and(
        eq(days.chainId, chainId),
        inArray(days.metric, [...metrics]),
        gte(days.day, span.from),
        lt(days.day, span.until),
      ),
    )
    .groupBy(sql`number`, days.metric, days.key)
    .orderBy(sql`number`)
  return rows.map(({ number, ...row }) => ({ start: startOf(number), ...row }))
}

/** The first day anything flowed: the ledger's own beginning. */
export const findFirstDay = async (db: Queryable, chainId: number): Promise<string | null> => {
  const [row] = await db
    .select({ day: sql<string | null>`min(${days.day})::text` })
    .from(days)
    .where(eq(days.chainId, chainId))
  return row?.day ?? null
}

export const listSplits = (db: Queryable, chainId: number) =>
  db.select().from(splits).where(eq(splits.chainId, chainId)).orderBy(asc(splits.version))

export const listTranches = (db: Queryable, chainId: number) =>
  db.select().from(tranches).where(eq(tranches.chainId, chainId)).orderBy(asc(tranches.id))

export const listLatestDistributions = (db: Queryable, chainId: number, limit: number) =>
  db
    .select()
    .from(distributions)
    .where(eq(distributions.chainId, chainId))
    .orderBy(desc(distributions.blockNumber), desc(distributions.logIndex))
    .limit(limit)

export const findLatestPrice = async (db: Queryable, chainId: number) => {
  const [row] = await db
    .select()
    .from(prices)
    .where(eq(prices.chainId, chainId))
    .orderBy(desc(prices.blockNumber), desc(prices.logIndex))
    .limit(1)
  return row ?? null
}

export type DayPrice = { day: string; close: bigint; low: bigint; high: bigint }

/** Last, lowest and highest price of each day with a posting, WAD. */
export const listDayPrices = (db: Queryable, chainId: number, from: string): Promise<DayPrice[]> => {
  const { day, close, low, high } = priceDays
  return db
    .select({ day, close, low, high })
    .from(priceDays)
    .where(and(eq(priceDays.chainId, chainId), gte(day, from)))
    .orderBy(asc(day))
}

export const findLatestReconciliation = async (db: Queryable, chainId: number) => {
  const [row] = await db
    .select()
    .from(reconciliations)
    .where(eq(reconciliations.chainId, chainId))
    .orderBy(desc(reconciliations.blockNumber))
    .limit(1)
  return row ?? null
}
