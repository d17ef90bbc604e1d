import { and, asc, desc, eq, gt, gte, type InferSelectModel, isNull, lt, or } from 'drizzle-orm'
import { isRiskId, type RiskId } from '../domain/risk'
import type { Queryable } from './connect'
import { riskBreaches, riskReadings } from './risk-schema'

export type RiskReading = Omit<InferSelectModel<typeof riskReadings>, 'indicator' | 'hour'> & { indicator: RiskId }
export type RiskBreach = Omit<InferSelectModel<typeof riskBreaches>, 'indicator'> & { indicator: RiskId }

/** Rows of indicators that this version has. */
const known = <T extends { indicator: string }>(rows: T[]): (T & { indicator: RiskId })[] =>
  rows.filter((row): row is T & { indicator: RiskId } => isRiskId(row.indicator))

/**
 * Breaches that were going on at some time of [from, to), by block time, in the order in which they began. What was not over at `to` may be by
 * now: its end and its worst value are of today.
 */
export async function breachesBetween(db: Queryable, from: Date, to: Date): Promise<RiskBreach[]> {
  const wasOpen = or(isNull(riskBreaches.endedAt), gt(riskBreaches.endedAt, from))
  const rows = await db
    .select()
    .from(riskBreaches)
    .where(and(lt(riskBreaches.beganAt, to), or(gte(riskBreaches.beganAt, from), wasOpen)))
    .orderBy(asc(riskBreaches.beganAt), asc(riskBreaches.indicator))
  return known(rows)
}

/** The newest reading of each indicator that was ever looked at: its current value. */
export async function latestReadings(db: Queryable): Promise<RiskReading[]> {
  const rows = await db
    .selectDistinctOn([riskReadings.indicator])
    .from(riskReadings)
    .orderBy(asc(riskReadings.indicator), desc(riskReadings.readAt))
  return known(rows).map(({ hour: _, ...row }) => row)
}

/** Hourly readings since a block time, the oldest first. */
export async function readingsSince(db: Queryable, since: Date): Promise<RiskReading[]> {
  const rows = await db
    .select()
    .from(riskReadings)
    .where(gte(riskReadings.hour, since))
    .orderBy(asc(riskReadings.indicator), asc(riskReadings.hour))
  return known(rows).map(({ hour: _, ...row }) => row)
}

export const listOpenBreaches = async (db: Queryable): Promise<RiskBreach[]> =>
  known(await db.select().from(riskBreaches).where(isNull(riskBreaches.endedAt)).orderBy(asc(riskBreaches.beganAt)))

/** Breaches that are over, the last first. */
export const listEndedBreaches = async (db: Queryable, limit: number): Promise<RiskBreach[]> =>
  known(
    await db
      .select()
      .from(riskBreaches)
      .where(gt(riskBreaches.endedAt, new Date(0)))
      .orderBy(desc(riskBreaches.endedAt))
      .limit(limit),
  )

type Acknowledgement = Required<Pick<RiskBreach, 'acknowledgedBy' | 'acknowledgedAt' | 'note'>>

/** False when the breach is over, or there is none of this id. A second acknowledgement takes the place of the first. */
export async function acknowledgeBreach(tx: Queryable, id: string, acknowledgement: Acknowledgement): Promise<boolean> {
  const { rowCount } = await tx
    .update(riskBreaches)
    .set(acknowledgement)
    .where(and(eq(riskBreaches.id, id), isNull(riskBreaches.endedAt)))
  return rowCount === 1
}
