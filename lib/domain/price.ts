import { AVAILABILITY_CURVE, type Curve, curveAtCount } from './curve'
import { greater, lesser, mulDivCeil } from './money'
import { HOUR } from './time'
import { PPM } from './units'

/** Dynamic price of pay-per-use, economics.md §1. ppm except `stepDivisor`. */
export type Pricing = {
  targetUtilisation: bigint
  stepDivisor: bigint
  minFactor: bigint
  maxFactor: bigint
  maxDailyMove: bigint
}

export const LAUNCH_PRICING: Pricing = {
  targetUtilisation: 600_000n,
  stepDivisor: 8n,
  minFactor: 500_000n,
  maxFactor: 2_000_000n,
  maxDailyMove: 250_000n,
}

/** How often the factor moves, seconds. */
export const PRICING_PERIOD = HOUR

/** Work of the last 60 minutes in one unit, per service and tier; may exceed the capacity. */
export type Load = { served: bigint; queued: bigint; capacity: bigint }

/** `factor` m and `dayEarlier` m24 in ppm: m in force 24 h ago, or the first m when there is none that old. */
export type FactorState = { factor: bigint; dayEarlier: bigint }

/** The next m, ppm: m · (1 + e/divisor), floored, inside the band, then inside the daily move (lower bound up, upper bound down). */
export function nextFactor({ factor, dayEarlier }: FactorState, load: Load, pricing: Pricing = LAUNCH_PRICING): bigint {
  const { targetUtilisation: target, stepDivisor, minFactor, maxFactor, maxDailyMove } = pricing
  if (load.capacity <= 0n) throw new RangeError('capacity must be above 0')
  const used = lesser(load.served + load.queued, load.capacity)
  // e = distance / span, with ρ = used / capacity and everything over capacity · 1e6.
  const distance = used * PPM - target * load.capacity
  const span = (distance < 0n ? target : PPM - target) * load.capacity
  const stepped = (factor * (span * stepDivisor + distance)) / (span * stepDivisor)
  const inBand = clamp(stepped, minFactor, maxFactor)
  return clamp(inBand, mulDivCeil(dayEarlier, PPM - maxDailyMove, PPM), (dayEarlier * (PPM + maxDailyMove)) / PPM)
}

export type Hold = 'frozen' | 'old_data' | 'few_reporters'

/** Why m stays where it is, or null. `age` of the newest data in seconds; capacity counts only from reporters that were probed. */
export function holdOf(data: { isFrozen: boolean; age: bigint; reporters: number }): Hold | null {
  if (data.isFrozen) return 'frozen'
  if (data.age > 2n * PRICING_PERIOD) return 'old_data'
  return data.reporters < 3 ? 'few_reporters' : null
}

/** a, ppm: dearer where few healthy providers serve. */
export function availabilityOf(healthy: bigint, curve: Curve = AVAILABILITY_CURVE): bigint {
  return curveAtCount(curve, healthy)
}

/** nano-USD per `Rate.unit`, floored: list · m · a, between half and twice the list price. */
export function unitPrice(list: bigint, factor: bigint, availability: bigint): bigint {
  const scale = PPM * PPM
  return (list * clamp(factor * availability, scale / 2n, 2n * scale)) / scale
}

export type Metered = { inputUnits: bigint; outputUnits: bigint }
/** nano-USD per `unit` units. */
export type UnitPrices = { input: bigint; output: bigint; unit: bigint }

/** nano-USD of one receipt: input and output rounded up apart. */
export function chargeNano({ inputUnits, outputUnits }: Metered, { input, output, unit }: UnitPrices): bigint {
  return mulDivCeil(inputUnits, input, unit) + mulDivCeil(outputUnits, output, unit)
}

/** `cumulativeUsd` of a user, micro-USD: one floor over the sum of all charges, so that no receipt is rounded twice. */
export function cumulativeUsd(chargesNano: bigint): bigint {
  return chargesNano / 1_000n
}

function clamp(value: bigint, low: bigint, high: bigint): bigint {
  return lesser(greater(value, low), high)
}
