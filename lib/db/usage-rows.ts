import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { DayStep } from '../domain/day-step'
import { askOne, columnsOf } from './ask'
import type { Queryable } from './connect'
import { usageDays } from './metering-schema'
import { type DaySpan, stepsOf } from './overview-rows'

/** Whose usage: of a service (`key` empty), a provider or an account (`key` its address in lower case). */
export type UsageOf = { scope: 'service' | 'provider' | 'account'; key: string }

/** A step of a chart: `start` its first day (UTC). Units as the service counts them, charges in nano-USD. */
export type UsageSum = {
  start: string
  service: string
  requests: bigint
  inputUnits: bigint
  outputUnits: bigint
  covered: bigint
  chargeNano: bigint
  listNano: bigint
}

const { requests, inputUnits, outputUnits, covered, chargeNano, listNano } = usageDays
const AMOUNTS = { requests, inputUnits, outputUnits, covered, chargeNano, listNano }
export type UsageAmount = keyof typeof AMOUNTS
const ALL = Object.keys(AMOUNTS) as UsageAmount[]

/**
 * Usage by step and service over [from, until), from the daily sums. Steps without usage are absent. `amounts`: what the chart draws;
 * half the time of a year by day is spent on columns, so that one that is not drawn should not be read.
 */
export const seriesOfUsage = async <Amount extends UsageAmount = UsageAmount>(
  db: Queryable,
  chainId: number,
  { scope, key }: UsageOf,
  step: DayStep,
  span: DaySpan,
  amounts: readonly Amount[] = ALL as Amount[],
): Promise<Pick<UsageSum, 'start' | 'service' | Amount>[]> => {
  type Sum = Pick<UsageSum, 'start' | 'service' | Amount>
  const { at, startOf } = stepsOf(step, span, usageDays.day)
  // A day and a service is one row: nothing to sum.
  const [total, group] = step === 'day' ? [sql``, sql``] : [sql`sum`, sql`group by 1, 2`]
  const sums = amounts.map((amount) => sql`${total}(${AMOUNTS[amount]}) as ${sql.identifier(amount)}`)
  const rows = sql`select ${sql.join([sql`${at} as at`, sql`service`, ...sums], sql`, `)} from ${usageDays}
    where chain_id = ${chainId} and scope = ${scope} and key = ${key} and day >= ${span.from} and day < ${span.until} ${group} order by 1, 2`
  const series = columnsOf(['at', 'service', ...amounts], rows, (values) =>
    values.at.map((step, i) => {
      const sum: Partial<UsageSum> = { start: startOf(step), service: values.service[i] }
      for (const amount of amounts) sum[amount] = BigInt(values[amount][i] ?? 0)
      return sum as Sum
    }),
  )
  return askOne(db, series)
}

const total = (column: PgColumn) => sql<bigint>`sum(${column})`.mapWith(BigInt)

/** Units of each service over [from, until). */
export const sumUsage = (db: Queryable, chainId: number, span: DaySpan) =>
  db
    .select({ service: usageDays.service, inputUnits: total(inputUnits), outputUnits: total(outputUnits) })
    .from(usageDays)
    .where(
      and(
        eq(usageDays.chainId, chainId),
        eq(usageDays.scope, 'service'),
        gte(usageDays.day, span.from),
        lt(usageDays.day, span.until),
      ),
    )
    .groupBy(usageDays.service)
    .orderBy(asc(usageDays.service))

/** The first day anything was metered; null before it. */
export const findFirstUse = async (db: Queryable, chainId: number): Promise<string | null> => {
  const { day, scope, key } = usageDays
  const [row] = await db
    .select({ day })
    .from(usageDays)
    .where(and(eq(usageDays.chainId, chainId), eq(scope, 'service'), eq(key, '')))
    .orderBy(asc(day))
    .limit(1)
  return row?.day ?? null
}
