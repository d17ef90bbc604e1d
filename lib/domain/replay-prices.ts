import { type Curve, curveAtCount } from './curve'
import { type Hold, nextFactor, type Pricing, unitPrice } from './price'
import { PPM } from './units'

/** An hour's price of a service, as it was written. ppm, nano-USD, units of the rate card; `at` in seconds. */
export type PastHour = {
  service: string
  at: bigint
  factor: bigint
  availability: bigint
  served: bigint
  queued: bigint
  capacity: bigint
  reporters: bigint
  hold: Hold | null
  input: bigint
  output: bigint
  unit: bigint
  listInput: bigint
  listOutput: bigint
}

export type ListRate = { service: string; inputNanoUsd: bigint; outputNanoUsd: bigint; unit: bigint }
/** What makes a price out of an hour's load. `rateOf` null: the service is not on the card, and not served. */
export type HourRules = {
  pricing: Pricing
  availability: Curve
  rateOf: (hour: PastHour) => Omit<ListRate, 'service'> | null
}

export type HourPrice = {
  service: string
  at: bigint
  factor: bigint
  availability: bigint
  input: bigint
  output: bigint
  unit: bigint
}

const DAY = 86_400n

/** Newest of `made` at or before a time; the oldest of all when there is none. */
function factorAt(made: readonly HourPrice[], at: bigint): bigint | null {
  const found = made.findLast((one) => one.at <= at) ?? made[0]
  return found?.factor ?? null
}

/**
 * Prices of one service again, hour by hour, each on the one before. Hours up to `from` stand as they were: they are what a day earlier means.
 * Load, reporters and holds are those that were seen.
 */
export function repriceService(
  hours: readonly PastHour[],
  from: bigint,
  rulesAt: (hour: PastHour) => HourRules,
): HourPrice[] {
  const made: HourPrice[] = []
  for (const hour of hours) {
    const last = made.at(-1) ?? null
    made.push(hour.at < from || !last ? asItWas(hour) : again(hour, last, factorAt(made, hour.at - DAY), rulesAt(hour)))
  }
  return made.filter(({ at }) => at >= from)
}

const asItWas = ({ service, at, factor, availability, input, output, unit }: PastHour): HourPrice => ({
  ...{ service, at, factor, availability, input, output, unit },
})

function again(hour: PastHour, last: HourPrice, dayEarlier: bigint | null, rules: HourRules): HourPrice {
  const state = { factor: last.factor, dayEarlier: dayEarlier ?? PPM }
  const factor = hour.hold ? last.factor : nextFactor(state, hour, rules.pricing)
  const availability =
    hour.hold === 'old_data' || hour.reporters === 0n
      ? last.availability
      : curveAtCount(rules.availability, hour.reporters)
  const rate = rules.rateOf(hour)
  const { service, at } = hour
  if (!rate) return { service, at, factor, availability, input: 0n, output: 0n, unit: hour.unit }
  return {
    ...{ service, at, factor, availability, unit: rate.unit },
    input: unitPrice(rate.inputNanoUsd, factor, availability),
    output: unitPrice(rate.outputNanoUsd, factor, availability),
  }
}
