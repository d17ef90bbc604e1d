import 'server-only'
import { z } from 'zod'
import { database } from '../auth/database'
import { priceHistory, pricesAt, type ServicePrice } from '../db/metering-price-history'
import { SERVICES } from '../domain/service'
import { env } from '../env/env'
import { marketTime } from '../metering/clock'
import { hourOf } from '../metering/prices'

const HOUR_MS = 3_600_000
/** Rows of one answer: a year of hours fits. */
const MOST_ROWS = 9_000

const instant = z.iso
  .datetime({ offset: true, error: 'must be a time: ISO 8601 with zone' })
  .transform((text) => new Date(text))
const query = z.object({
  service: z.enum(SERVICES, 'must be the name of a service').optional(),
  from: instant.optional(),
  to: instant.optional(),
})

/** Public. The prices in force; with `service` those of [from, to) (default: the last seven days), the oldest first. */
export async function getPrices(raw: Record<string, string>) {
  const { service, from, to } = query.parse(raw)
  const now = await marketTime(database(), env.CHAIN_ID)
  const nextUpdate = new Date(hourOf(now).getTime() + HOUR_MS).toISOString()
  if (!service) {
    return { asOf: now.toISOString(), nextUpdate, prices: (await pricesAt(database(), env.CHAIN_ID, now)).map(shown) }
  }
  const until = to ?? now
  const span = { from: from ?? new Date(until.getTime() - 7 * 24 * HOUR_MS), until }
  const rows = await priceHistory(database(), env.CHAIN_ID, service, span, MOST_ROWS)
  return { asOf: now.toISOString(), nextUpdate, service, prices: rows.map(shown) }
}

/** nano-USD per `unit`, factors in ppm, as decimal strings. */
const shown = (row: ServicePrice) => ({
  service: row.service,
  at: row.at.toISOString(),
  unit: row.unit.toString(),
  input: row.input.toString(),
  output: row.output.toString(),
  listInput: row.listInput.toString(),
  listOutput: row.listOutput.toString(),
  factor: row.factor.toString(),
  availability: row.availability.toString(),
  utilisation: row.utilisation?.toString() ?? null,
  hold: row.hold,
})
