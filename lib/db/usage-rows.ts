import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Queryable } from './connect'
import { usageDays } from './metering-schema'
import type { DaySpan, Step } from './overview-rows'

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

/** Usage by step and service over [from, until), from the daily sums. Steps without usage are absent. */
export const seriesOfUsage = (
  db: Queryable,
  chainId: number,
  { scope, key }: UsageOf,
  step: Step,
  span: DaySpan,
): Promise<UsageSum[]> => {
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
    return db
      .select({ start: day, service, ...AMOUNTS })
      .from(usageDays)
      .where(where)
      .orderBy(asc(day), asc(service))
  }
  const start = sql<string>`to_char(date_trunc(${sql.raw(`'${step}'`)}, ${day}::timestamp), 'YYYY-MM-DD')`
  return db
    .select({ start, service, ...TOTALS })
    .from(usageDays)
    .where(where)
    .groupBy(start, service)
    .orderBy(asc(start), asc(service))
}

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
