import { MINUTE } from './time'

/**
 * What a minute says of a provider (economics.md §3). `unknown`: the probers were down and nothing else was seen, so it counts for
 * nothing. `before`: it was not registered yet.
 */
export type MinuteState = 'good' | 'bad' | 'excluded' | 'unknown' | 'before'
export const MINUTE_STATES: readonly MinuteState[] = ['good', 'bad', 'excluded', 'unknown', 'before']

/** What was seen, as whole minutes since 1970; spans are [from, until) in seconds. */
export type Seen = {
  /** Enough probers reported anything, of anybody. */
  up: ReadonlySet<number>
  /** Enough of them got a valid answer. */
  valid: ReadonlySet<number>
  /** A real job succeeded. */
  jobs: ReadonlySet<number>
  excluded: readonly { from: bigint; until: bigint }[]
  /** Seconds. */
  registeredAt: bigint
}

const minuteAtOrAfter = (seconds: bigint): number => Number((seconds + MINUTE - 1n) / MINUTE)

/** States of the minutes from one to before another, both since 1970. */
export function minuteStates(from: number, until: number, seen: Seen): MinuteState[] {
  const first = minuteAtOrAfter(seen.registeredAt)
  const out = seen.excluded.map((span) => ({ from: Number(span.from / MINUTE), until: minuteAtOrAfter(span.until) }))
  const stateOf = (minute: number): MinuteState => {
    if (minute < first) return 'before'
    if (out.some((span) => minute >= span.from && minute < span.until)) return 'excluded'
    if (seen.valid.has(minute) || seen.jobs.has(minute)) return 'good'
    return seen.up.has(minute) ? 'bad' : 'unknown'
  }
  return Array.from({ length: Math.max(0, until - from) }, (_, i) => stateOf(from + i))
}

export type MinuteCounts = Record<MinuteState, number>

export function countStates(states: readonly MinuteState[]): MinuteCounts {
  const counts: MinuteCounts = { good: 0, bad: 0, excluded: 0, unknown: 0, before: 0 }
  for (const state of states) counts[state] += 1
  return counts
}

/** Minutes in a row of one state: what is drawn as one mark. `from` counts from the start of the list. */
export type StateRun = { state: MinuteState; from: number; length: number }

export function runsOf(states: readonly MinuteState[]): StateRun[] {
  const runs: StateRun[] = []
  for (const [from, state] of states.entries()) {
    const last = runs.at(-1)
    if (last?.state === state) last.length += 1
    else runs.push({ state, from, length: 1 })
  }
  return runs
}
