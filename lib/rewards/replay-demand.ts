import type { Curve } from '../domain/curve'
import { limitedDemand, NEUTRAL } from '../domain/points'
import { DAY } from '../domain/time'
import type { EpochPatch } from './replay'

/** An hour of a class as it was computed; seconds, ppm. */
export type PastDemand = { service: string; at: bigint; smoothed: bigint; demand: bigint }

/**
 * Hourly D again under another curve: the smoothed utilisation does not depend on it, the daily limit does. Hours before `from` stand as they were.
 */
export function demandUnder(hours: readonly PastDemand[], from: bigint, curveAt: (at: bigint) => Curve): PastDemand[] {
  const made = new Map<string, bigint>()
  return hours.map((hour) => {
    const dayEarlier = made.get(`${hour.service} ${hour.at - DAY}`) ?? NEUTRAL
    const demand =
      hour.at < from ? hour.demand : limitedDemand({ smoothed: hour.smoothed, dayEarlier }, curveAt(hour.at))
    made.set(`${hour.service} ${hour.at}`, demand)
    return { ...hour, demand }
  })
}

/** Puts hourly D into the inputs of each epoch, in the places where the inputs have it. */
export function withDemand(hours: readonly PastDemand[]): EpochPatch {
  return (inputs) => {
    const [start, end] = [BigInt(inputs.start), BigInt(inputs.end)]
    const mine = hours.filter(({ at }) => at >= start && at < end)
    const demand = inputs.demand.map(([service]): [string, string[]] => [
      service,
      mine.filter((hour) => hour.service === service).map((hour) => hour.demand.toString()),
    ])
    return { ...inputs, demand }
  }
}
