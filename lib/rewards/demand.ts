import type { Db } from '../db/connect'
import { insertDemand } from '../db/provider-rows'
import {
  type DemandRow,
  type HourLoad,
  lastDemandHour,
  listLoad,
  listParameterEvents,
  listRecentDemand,
} from '../db/reward-source-rows'
import type { Curve } from '../domain/curve'
import { greater } from '../domain/money'
import { NEUTRAL, nextDemand } from '../domain/points'
import { SERVICES } from '../domain/service'
import { DAY, dateOf, HOUR, secondsOf } from '../domain/time'
import { PPM } from '../domain/units'
import { curveFrom } from './epoch-points'
import { epochParameters } from './parameters'

/** A class starts at the utilisation at which D is 1.000000. */
const START = 600_000n
/** Hours made up for in one call after a time without a worker: two weeks. */
const MOST_CATCH_UP = 336n * HOUR

type Classes = { service: string; hour: Date; utilisation: bigint; smoothed: bigint; demand: bigint }[]

/**
 * Smoothed utilisation and D of every class for one hour, on top of the day before it. Without capacity nothing is known: the
 * smoothed utilisation stays, which is the same as having seen it again.
 */
export function demandOfHour(
  hour: Date,
  load: readonly HourLoad[],
  recent: readonly DemandRow[],
  curve: Curve,
): Classes {
  const dayAgo = hour.getTime() - Number(DAY) * 1_000
  return SERVICES.map((service) => {
    const mine = recent.filter((row) => row.service === service)
    const before = mine.at(-1)?.smoothed ?? START
    const dayEarlier = mine.find((row) => row.hour.getTime() === dayAgo)?.demand ?? NEUTRAL
    const now = load.find((row) => row.service === service)
    const utilisation = now && now.capacity > 0n ? ((now.served + now.queued) * PPM) / now.capacity : before
    return { service, hour, utilisation, ...nextDemand({ smoothed: before, dayEarlier }, utilisation, curve) }
  })
}

/**
 * Computes every hour after the last one up to and with the hour that begins at `hour` (seconds), in order: each builds on the one before. An hour
 * that is there is left alone. Returns how many were computed.
 */
export async function updateDemand({ db, chainId, hour }: { db: Db; chainId: number; hour: bigint }): Promise<number> {
  const whole = hour - (hour % HOUR)
  const last = await lastDemandHour(db, chainId)
  const after = last === null ? whole : secondsOf(last) + HOUR
  const first = greater(after, whole - MOST_CATCH_UP)
  let count = 0
  for (let at = first; at <= whole; at += HOUR) {
    await updateHour(db, chainId, at)
    count += 1
  }
  return count
}

async function updateHour(db: Db, chainId: number, at: bigint): Promise<void> {
  const [start, end] = [dateOf(at), dateOf(at + HOUR)]
  const curve = curveFrom(epochParameters(await listParameterEvents(db, chainId, end)).demand.value)
  const [load, recent] = [await listLoad(db, { chainId, start, end }), await listRecentDemand(db, chainId, start)]
  await insertDemand(
    db,
    demandOfHour(start, load, recent, curve).map((row) => ({ chainId, ...row })),
  )
}
