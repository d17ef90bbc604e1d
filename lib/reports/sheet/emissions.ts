import type { EmissionDay, TrancheRow } from '../../db/report-rows'
import { type Tranche, vested } from '../../domain/emission'
import { DAY, dateOf, secondsOf } from '../../domain/time'
import type { Column, RowOf } from '../table'

export type EmissionLine = {
  /** Seconds: the figures are of everything before this instant. */
  until: bigint
  row: 'opening' | 'day' | 'closing'
  /** Released by the schedule up to here. */
  vested: bigint
  /** Allocated to providers beyond what revenue funded, up to here. */
  used: bigint
  /** Claimed by providers up to here, whatever it was funded by. */
  claimed: bigint
  /** Of this day alone; null on the opening line. */
  day: { schedule: bigint; used: bigint; claimed: bigint } | null
}

/** Cancelled tranches count as amount 0, as on chain. A tranche can only be cancelled before it starts, so no past changes. */
export const tranchesAt = (rows: readonly TrancheRow[], block: bigint): Tranche[] =>
  rows.map(({ startsAt, endsAt, amount, cancelledBlock }) => ({
    start: secondsOf(startsAt),
    end: secondsOf(endsAt),
    amount: cancelledBlock !== null && cancelledBlock <= block ? 0n : amount,
  }))

/** Sheet 6: cumulative vested, used and claimed at the start of the month and after each of its UTC days. `start` and `end` in seconds. */
export function emissionLines(
  days: readonly EmissionDay[],
  tranches: readonly Tranche[],
  { start, end }: { start: bigint; end: bigint },
): EmissionLine[] {
  const ofDay = new Map(days.map((day) => [day.day, day]))
  const before = ofDay.get(null)
  let { used, claimed } = { used: before?.used ?? 0n, claimed: before?.claimed ?? 0n }
  const lines: EmissionLine[] = [
    { until: start, row: 'opening', vested: vested(tranches, start), used, claimed, day: null },
  ]
  for (let until = start + DAY; until <= end; until += DAY) {
    const today = ofDay.get(
      dateOf(until - DAY)
        .toISOString()
        .slice(0, 10),
    )
    used += today?.used ?? 0n
    claimed += today?.claimed ?? 0n
    const released = vested(tranches, until)
    const day = {
      schedule: released - vested(tranches, until - DAY),
      used: today?.used ?? 0n,
      claimed: today?.claimed ?? 0n,
    }
    lines.push({ until, row: until === end ? 'closing' : 'day', vested: released, used, claimed, day })
  }
  return lines
}

export const EMISSION_COLUMNS = [
  { name: 'until', kind: 'time' },
  { name: 'row', kind: 'text' },
  { name: 'vested', kind: 'cxpt' },
  { name: 'used', kind: 'cxpt' },
  { name: 'claimed', kind: 'cxpt' },
  { name: 'vested_less_used', kind: 'cxpt' },
  { name: 'scheduled_in_day', kind: 'cxpt' },
  { name: 'used_in_day', kind: 'cxpt' },
  { name: 'claimed_in_day', kind: 'cxpt' },
  { name: 'variance_in_day', kind: 'cxpt' },
] as const satisfies readonly Column[]

export const emissionTable = (lines: readonly EmissionLine[]): RowOf<typeof EMISSION_COLUMNS>[] =>
  lines.map(({ until, row, vested, used, claimed, day }) => [
    dateOf(until),
    row,
    vested,
    used,
    claimed,
    vested - used,
    day?.schedule,
    day?.used,
    day?.claimed,
    day && day.used - day.schedule,
  ])
