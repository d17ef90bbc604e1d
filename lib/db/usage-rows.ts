import { and, asc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { DayStep } from '../domain/day-step'
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
const total = (column: PgColumn) => sql<bigint>`sum(${column})`.mapWith(BigInt)
const TOTALS = {
  requests: total(requests),
  inputUnits: total(inputUnits),
  outputUnits: total(outputUnits),
  covered: total(covered),
  chargeNano: total(chargeNano),
  listNano: total(listNano),
}

export type UsageAmount = Exclude<keyof UsageSum, 'start' | 'service'>
const ALL = Object.keys(AMOUNTS) as UsageAmount[]

const chosen = (of: Record<UsageAmount, PgColumn | SQL<bigint>>, amounts: readonly UsageAmount[]) =>
  Object.fromEntries(amounts.map((amount) => [amount, of[amount]]))

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
  type Row = Pick<UsageSum, 'start' | 'service' | Amount>
  const { service, day } = usageDays
  const where = and(
    eq(usageDays.chainId, chainId),
    eq(usageDays.scope, scope),
    eq(usageDays.key, key),
    gte(day, span.from),
    lt(day, span.until),
  )
  // A day and a service is one row: nothing to sum, which is the larger part of the time.
  if (step === 'day') {
    const rows = await db
      .select({ start: day, service, ...chosen(AMOUNTS, amounts) })
      .from(usageDays)
      .where(where)
      .orderBy(asc(day), asc(service))
    return rows as Row[]
  }
  const { number, startOf } = stepsOf(step, span, day)
  const rows = await db
    .select({ number: number.as('number'), service, ...chosen(TOTALS, amounts) })
    .from(usageDays)
    .where(where)
    .groupBy(sql`number`, service)
    .orderBy(sql`number`, asc(service))
  return rows.map(({ number, ...row }) => ({ start: startOf(number), ...row }) as Row)
}

/** Units of each service over [from, until). */
export const sumUsage = (db: Queryable, chainId: number, span: DaySpan) =>
  db
    .select({ service: usageDays.service, inputUnits: TOTALS.inputUnits, outputUnits: TOTALS.outputUnits })
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
