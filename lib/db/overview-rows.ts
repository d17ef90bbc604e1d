import { and, asc, desc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { AccountName } from '../domain/buckets'
import { type DayStep, nextStep, startOfStep } from '../domain/day-step'
import { askOne, columnsOf, type Question, question } from './ask'
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

/** Sums of flows over a span, or over all time. */
export const flowTotals = (chainId: number, metrics: readonly DayMetric[], span?: DaySpan): Question<DaySum[]> =>
  question(
    sql`select metric, key, sum(value)::text as value from ${days} where chain_id = ${chainId}
      and ${inArray(days.metric, [...metrics])} ${span ? sql`and day >= ${span.from} and day < ${span.until}` : sql``} group by 1, 2`,
    (rows: { metric: DayMetric; key: string; value: string }[]) =>
      rows.map((row) => ({ ...row, value: BigInt(row.value) })),
  )

export const sumDays = (
  db: Queryable,
  chainId: number,
  metrics: readonly DayMetric[],
  span?: DaySpan,
): Promise<DaySum[]> => askOne(db, flowTotals(chainId, metrics, span))

export type SeriesSum = DaySum & { start: string }

/**
 * Which step of a span a day lies in: `at` to group by, `startOf` the first day of the step by the text of `at`. By day it is the day; else the
 * number of the step, found by a search among the steps, which takes a quarter of the time of cutting each day's date.
 */
export function stepsOf(step: DayStep, { from, until }: DaySpan, day: PgColumn) {
  if (step === 'day') return { at: sql`${day}`, startOf: (at: string): string => at }
  const starts: string[] = []
  for (let start = startOfStep(step, from); start < until; start = nextStep(step, start)) starts.push(start)
  const at = sql`width_bucket(${day}, ${`{${starts.join(',')}}`}::date[])`
  return { at, startOf: (number: string): string => starts[Number(number) - 1] ?? '' }
}

/** The same by day, week (from Monday) or calendar month; `start` is the first day of the step. Steps without a flow are absent. */
export function flowSeries(
  chainId: number,
  metrics: readonly DayMetric[],
  step: DayStep,
  span: DaySpan,
): Question<SeriesSum[]> {
  const { at, startOf } = stepsOf(step, span, days.day)
  const rows = sql`select ${at} as at, metric, key, sum(value) as value from ${days}
    where chain_id = ${chainId} and ${inArray(days.metric, [...metrics])} and day >= ${span.from} and day < ${span.until}
    group by 1, 2, 3 order by 1, 2, 3`
  return columnsOf(['at', 'metric', 'key', 'value'], rows, ({ at: steps, metric, key, value }) =>
    steps.map((step, i) => ({
      start: startOf(step),
      metric: metric[i] as DayMetric,
      key: key[i] ?? '',
      value: BigInt(value[i] ?? 0),
    })),
  )
}

export const seriesOfDays = (
  db: Queryable,
  chainId: number,
  metrics: readonly DayMetric[],
  step: DayStep,
  span: DaySpan,
): Promise<SeriesSum[]> => askOne(db, flowSeries(chainId, metrics, step, span))

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
export const dayPrices = (chainId: number, from: string): Question<DayPrice[]> =>
  columnsOf(
    ['day', 'close', 'low', 'high'],
    sql`select day, close, low, high from ${priceDays} where chain_id = ${chainId} and day >= ${from} order by day`,
    ({ day, close, low, high }) =>
      day.map((one, i) => ({
        day: one,
        close: BigInt(close[i] ?? 0),
        low: BigInt(low[i] ?? 0),
        high: BigInt(high[i] ?? 0),
      })),
  )

export const listDayPrices = (db: Queryable, chainId: number, from: string): Promise<DayPrice[]> =>
  askOne(db, dayPrices(chainId, from))

export const findLatestReconciliation = async (db: Queryable, chainId: number) => {
  const [row] = await db
    .select()
    .from(reconciliations)
    .where(eq(reconciliations.chainId, chainId))
    .orderBy(desc(reconciliations.blockNumber))
    .limit(1)
  return row ?? null
}
