import type { Db } from '../db/connect'
import { type LoadRow, loadBefore, servedBefore } from '../db/metering-load-rows'
import { factorADayBefore, frozenAt, insertPrices, pricesAt, type ServicePrice } from '../db/metering-price-history'
import { availabilityOf, type FactorState, type Hold, holdOf, nextFactor, unitPrice } from '../domain/price'
import { PPM } from '../domain/units'
import { type PriceRules, priceRulesAt } from './parameters-at'

const HOUR_MS = 3_600_000

/** The hour a time lies in. Prices change on the hour. */
export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)

/**
 * Prices of the hour `at` lies in, by economics.md §1: written once, however often and by however many this is called. The new rows; none
 * when the hour has its prices, or the ledger has no rate card yet.
 */
export async function updatePrices(of: { db: Db; chainId: number; at: Date }): Promise<ServicePrice[]> {
  const { db, chainId } = of
  const hour = hourOf(of.at)
  const rules = await priceRulesAt(db.$client, chainId, of.at)
  if (!rules) return []
  const before = new Map((await pricesAt(db, chainId, hour)).map((row) => [row.service, row]))
  const due = rules.card.rates.filter(({ service }) => before.get(service)?.at.getTime() !== hour.getTime())
  if (due.length === 0) return []
  const loads = new Map((await loadBefore(db.$client, chainId, hour)).map((row) => [row.service, row]))
  const served = await servedBefore(db.$client, chainId, hour)
  const frozen = await frozenAt(db, chainId, hour)
  const rows: ServicePrice[] = []
  for (const rate of due) {
    const last = before.get(rate.service) ?? null
    const dayEarlier = last ? ((await factorADayBefore(db, chainId, rate.service, hour)) ?? last.factor) : PPM
    const seen = {
      served: served.get(rate.service) ?? 0n,
      load: loads.get(rate.service) ?? null,
      isFrozen: frozen.has(rate.service),
    }
    rows.push({ chainId, at: hour, ...nextPrice({ rate, rules, last, dayEarlier, seen, hour }) })
  }
  await insertPrices(db, rows)
  return rows
}

type Asked = {
  rate: PriceRules['card']['rates'][number]
  rules: PriceRules
  /** The price in force, null before the first. */
  last: Pick<ServicePrice, 'factor' | 'availability'> | null
  /** ppm. */
  dayEarlier: bigint
  seen: { served: bigint; load: LoadRow | null; isFrozen: boolean }
  hour: Date
}

/** The next price of one service. Pure. The first has the factor 1; who sees nothing keeps what was seen last. */
export function nextPrice({ rate, rules, last, dayEarlier, seen, hour }: Asked): Omit<ServicePrice, 'chainId' | 'at'> {
  const { served, load } = seen
  const { queued, capacity, reporters } = load ?? { queued: 0n, capacity: 0n, reporters: 0 }
  const age = load ? BigInt(Math.floor((hour.getTime() - load.newest.getTime()) / 1_000)) : null
  const hold = holding(seen.isFrozen, age, reporters, capacity)
  const state: FactorState = { factor: last?.factor ?? PPM, dayEarlier }
  const factor = hold || !last ? state.factor : nextFactor(state, { served, queued, capacity }, rules.pricing)
  const availability =
    hold === 'old_data' || reporters === 0
      ? (last?.availability ?? PPM)
      : availabilityOf(BigInt(reporters), rules.availability)
  return {
    service: rate.service,
    factor,
    availability,
    utilisation: capacity > 0n ? ((served + queued) * PPM) / capacity : null,
    served,
    queued,
    capacity,
    reporters,
    healthy: reporters,
    hold,
    ratesVersion: Number(rules.card.version),
    pricingVersion: Number(rules.pricingVersion),
    listInput: rate.inputNanoUsd,
    listOutput: rate.outputNanoUsd,
    unit: rate.unit,
    input: unitPrice(rate.inputNanoUsd, factor, availability),
    output: unitPrice(rate.outputNanoUsd, factor, availability),
  }
}

/** Nothing reported is old data; reporters without any capacity are none. */
function holding(isFrozen: boolean, age: bigint | null, reporters: number, capacity: bigint): Hold | null {
  if (age === null) return isFrozen ? 'frozen' : 'old_data'
  return holdOf({ isFrozen, age, reporters: capacity > 0n ? reporters : 0 })
}
