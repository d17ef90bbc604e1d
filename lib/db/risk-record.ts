import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { risk as words } from '@/messages/risk'
import { breachStep, RISK_IDS, RISKS, type Risk, type RiskId, type RiskValue } from '../domain/risk'
import { THRESHOLDS, type ThresholdValues } from '../domain/threshold'
import { closeAlert, raiseAlert } from './alert-rows'
import type { Queryable } from './connect'
import type { RiskReading } from './risk-rows'
import { riskBreaches, riskReadings } from './risk-schema'

/** Where in the chain the readings were taken: block time, and this machine's. */
export type ReadingPlace = { at: Date; block: bigint; readAt: Date }
export type RiskValues = Partial<Record<RiskId, RiskValue>>

const HOUR_MS = 3_600_000

/**
 * Keeps what was read, begins and ends breaches by it, and raises and closes their alerts. Repeating it changes nothing but the time it was read at.
 * Returns the indicators that are breached.
 */
export async function recordReadings(
  tx: Queryable,
  values: RiskValues,
  place: ReadingPlace,
  limits: ThresholdValues,
): Promise<RiskId[]> {
  // Workers and whoever moves a threshold take turns: two must not begin the same breach.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('risk breaches', 0))`)
  const hour = new Date(Math.floor(place.at.getTime() / HOUR_MS) * HOUR_MS)
  const breached: RiskId[] = []
  for (const id of RISK_IDS) {
    const read = values[id]
    if (!read) continue
    const row = { indicator: id, hour, ...place, value: read.value, reason: read.reason ?? null }
    await tx
      .insert(riskReadings)
      .values(row)
      .onConflictDoUpdate({ target: [riskReadings.indicator, riskReadings.hour], set: row })
    if (await judge(tx, { ...row }, limits[id])) breached.push(id)
  }
  return breached
}

/** The record of one indicator after a reading; whether it is breached. Inside the lock of `recordReadings` or of a new threshold. */
async function judge(tx: Queryable, reading: RiskReading, limit: string): Promise<boolean> {
  const { indicator: id, value, at, block } = reading
  const isOpen = and(eq(riskBreaches.indicator, id), isNull(riskBreaches.endedAt))
  const [open] = await tx.select().from(riskBreaches).where(isOpen)
  const step = breachStep(id, open ?? null, value, limit)
  if (value !== null && step === 'begin') {
    const began = { beganAt: at, beganBlock: block, worst: value, worstAt: at, worstBlock: block }
    await tx.insert(riskBreaches).values({ id: randomUUID(), indicator: id, threshold: limit, ...began })
  }
  if (value !== null && step === 'worsen')
    await tx.update(riskBreaches).set({ worst: value, worstAt: at, worstBlock: block }).where(isOpen)
  if (step === 'end') await tx.update(riskBreaches).set({ endedAt: at, endedBlock: block }).where(isOpen)
  await tell(tx, id, { step, value, limit })
  return step === 'begin' || step === 'worsen' || step === 'go-on'
}

async function tell(
  tx: Queryable,
  id: RiskId,
  { step, value, limit }: { step: ReturnType<typeof breachStep>; value: string | null; limit: string },
): Promise<void> {
  // Another job tells of it already, by the same threshold.
  if ((RISKS[id] as Risk).alert) return
  const key = `risk ${id}`
  if (step === 'end') return closeAlert(tx, key)
  if (step === 'none' || value === null) return
  const say = words.alert(id, value, limit)
  await raiseAlert(tx, { key, severity: 'warning', say, detail: { value, limit, side: THRESHOLDS[id].side } })
}

/** After a threshold was moved: the newest reading is judged by the new one at once. */
export async function judgeAgain(tx: Queryable, reading: RiskReading, limit: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('risk breaches', 0))`)
  await judge(tx, reading, limit)
}
