import type { Pause } from './pause'
import { closeOf, GRACE } from './subscription'
import { DAY } from './time'

/** A paid period that ends before a pause of spending does. Times in seconds. */
export type PausedPeriod = { end: bigint; autoRenew: boolean }

export type RenewalFate = {
  /** `renews`: by the worker, once the pause is over and while credits suffice. `waits`: its owner renews it himself, or lets it lapse. */
  what: 'renews' | 'waits'
  /** The first instant at which it can be renewed. */
  renewableFrom: bigint
  /** When it lapses unless renewed by then, and when it would without the pause. */
  lapsesAt: bigint
  lapsesWithout: bigint
  /** Seconds between the end and `renewableFrom`, in which no allowance can be used. */
  gap: bigint
}

/** What becomes of a period under a pause, at `now`. Null: it ends after the pause, or had lapsed before it. */
export function renewalFate({ end, autoRenew }: PausedPeriod, pause: Pause, now: bigint): RenewalFate | null {
  const lapsesAt = closeOf(end, pause)
  if (end > pause.until || lapsesAt <= now) return null
  return {
    what: autoRenew ? 'renews' : 'waits',
    renewableFrom: pause.until,
    lapsesAt,
    lapsesWithout: end + GRACE,
    gap: pause.until - end,
  }
}

/** A pause lasts a week and keeps a period renewable for a day after it: what ended longer ago than this has lapsed under any pause. */
const LONGEST_CLOSE = GRACE + 8n * DAY

/** The last end that has lapsed at `now`: every later one, up to the end of the pause, has a fate. Later ends never lapse earlier, so it is found by halving. */
export function lastLapsed(pause: Pause, now: bigint): bigint {
  let [lapsed, alive] = [now - LONGEST_CLOSE, pause.until]
  while (alive - lapsed > 1n) {
    const middle = (lapsed + alive) / 2n
    if (renewalFate({ end: middle, autoRenew: false }, pause, now)) alive = middle
    else lapsed = middle
  }
  return lapsed
}
