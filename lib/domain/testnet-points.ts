import { DAY } from './time'

/** Number of the phase from each change on, the oldest first; before the first one it is 0, TESTNET. */
export type PhaseChange = { at: Date; phase: number }
const TESTNET = 0
const DAY_MS = Number(DAY) * 1_000
const TOKENS_PER_POINT = 1_000n

/** Points of a user (economics.md §4), of all his tokens on the test network: floored once. */
export const userPoints = (tokens: bigint): bigint => tokens / TOKENS_PER_POINT

export const isTestnetAt = (changes: readonly PhaseChange[], time: Date): boolean =>
  (changes.findLast(({ at }) => at <= time)?.phase ?? TESTNET) === TESTNET

/** [from, until); `until` null: it goes on. */
export type Span = { from: Date; until: Date | null }

/** When the phase was TESTNET, in order. */
export function testnetSpans(changes: readonly PhaseChange[]): Span[] {
  const all = [{ at: new Date(0), phase: TESTNET }, ...changes]
  return all.flatMap(({ at: from, phase }, i): Span[] => {
    const until = all[i + 1]?.at ?? null
    return phase !== TESTNET || (until && until <= from) ? [] : [{ from, until }]
  })
}

/** Spans as whole UTC days, of which sums are kept, and the parts of days in which the phase changed. */
export type DayParts = { days: Span[]; rests: { from: Date; until: Date }[] }

export function dayParts(spans: readonly Span[]): DayParts {
  const parts: DayParts = { days: [], rests: [] }
  const rest = (from: Date, until: Date) => from < until && parts.rests.push({ from, until })
  for (const { from, until } of spans) {
    const first = new Date(Math.ceil(from.getTime() / DAY_MS) * DAY_MS)
    const last = until && new Date(Math.floor(until.getTime() / DAY_MS) * DAY_MS)
    if (until && last && last < first) {
      rest(from, until)
      continue
    }
    rest(from, first)
    if (!last || first < last) parts.days.push({ from: first, until: last })
    if (until && last) rest(last, until)
  }
  return parts
}
