import { type Month, monthOf, nextMonth, previousMonth } from '../domain/month'
import { DAY } from '../domain/time'

/** A request that is sent again with another start lies at most this far from the first: twice the time in which it may be reported. */
const NEAR_MS = 48 * 3_600_000
const DAY_MS = Number(DAY) * 1_000

/**
 * Where a receipt lies: its day (UTC), the partition key of its month, and the keys of the other months in which the same request may lie,
 * sent with another start.
 */
export type Place = { day: string; month: string; neighbours: readonly string[] }

/** Whole days are near a month or not, so that a place holds for all requests of a day; those of the last weeks are wanted again and again. */
const KNOWN = new Map<number, Place>()
const MOST_KNOWN = 100

export function placeOf(startedAt: Date): Place {
  const day = Math.floor(startedAt.getTime() / DAY_MS)
  const known = KNOWN.get(day)
  if (known) return known
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear()
  const place = findPlace(new Date(day * DAY_MS))
  KNOWN.set(day, place)
  return place
}

function findPlace(midnight: Date): Place {
  const month = monthOf(midnight)
  const near = [-NEAR_MS, NEAR_MS].map((ms) => monthOf(new Date(midnight.getTime() + ms)))
  const neighbours = [previousMonth(month), nextMonth(month)].filter((other) => near.includes(other)).map(firstOf)
  return { day: midnight.toISOString().slice(0, 10), month: firstOf(month), neighbours }
}

const firstOf = (month: Month): string => `${month}-01`
