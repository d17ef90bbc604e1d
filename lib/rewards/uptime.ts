import { MINUTE } from '../domain/time'

/** [from, until) in seconds. */
export type Span = { from: bigint; until: bigint }

/** What was seen of a provider in an epoch, as whole minutes since 1970. */
export type Observed = {
  /** At least 2 of 3 probers got a valid answer. */
  valid: ReadonlySet<number>
  /** A real job succeeded. */
  jobs: ReadonlySet<number>
}

export type Minutes = { good: number; eligible: number }

/** A minute in which at least this many probers reported anything, of anybody: without them silence says nothing. */
export const PROBERS_UP = 2

const minuteAtOrAfter = (seconds: bigint): number => Number((seconds + MINUTE - 1n) / MINUTE)

/**
 * Minutes of a provider between two times (economics.md §3). A minute that touches an incident or an announced maintenance does not
 * count, nor one from before the registration. Of the others one is eligible when the probers were up or something was seen.
 */
export function uptimeMinutes(
  { from, until }: Span,
  { valid, jobs }: Observed,
  probersUp: ReadonlySet<number>,
  excluded: readonly Span[],
): Minutes {
  const minutes: Minutes = { good: 0, eligible: 0 }
  const out = excluded.map((span) => ({
    from: Number(span.from / MINUTE),
    until: minuteAtOrAfter(span.until),
  }))
  for (let minute = minuteAtOrAfter(from); minute < Number(until / MINUTE); minute++) {
    if (out.some((span) => minute >= span.from && minute < span.until)) continue
    const isGood = valid.has(minute) || jobs.has(minute)
    if (isGood) minutes.good += 1
    if (isGood || probersUp.has(minute)) minutes.eligible += 1
  }
  return minutes
}
