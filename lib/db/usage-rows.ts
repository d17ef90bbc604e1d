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

const total = (column: PgColumn) => sql<bigint>`sum(${column})`.mapWith(BigInt)

/** Usage by step and service over [from, until), from the daily sums. Steps without usage are absent. */
export const seriesOfUsage = (
  db: Queryable,
  chainId: number,
  { scope, key }: UsageOf,
  step: Step,
  span: DaySpan,
): Promise<UsageSum[]> => {
  const start = sql<string>`to_char(date_trunc(${sql.raw(`'${step}'`)}, ${usageDays.day}::timestamp), 'YYYY-MM-DD')`
  return db
    .select({
      start,
      service: usageDays.service,
      requests: total(usageDays.requests),
      inputUnits: total(usageDays.inputUnits),
      outputUnits: total(usageDays.outputUnits),
      covered: total(usageDays.covered),
      chargeNano: total(usageDays.chargeNano),
      listNano: total(usageDays.listNano),
    })
    .from(usageDays)
    .where(
      and(
        eq(usageDays.chainId, chainId),
        eq(usageDays.scope, scope),
        eq(usageDays.key, key),
        gte(usageDays.day, span.from),
        lt(usageDays.day, span.until),
      ),
    )
    .groupBy(start, usageDays.service)
    .orderBy(asc(start), asc(usageDays.service))
}
