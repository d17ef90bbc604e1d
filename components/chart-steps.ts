import type { ChartStep } from '@/lib/domain/chart-view'
import type { DayStep } from '@/lib/domain/day-step'
import { steps as words } from '@/messages/charts'
import type { ChartMarker, ChartRow } from './charts/chart-data'
import { dayText } from './ui/time-text'

/** Rows of a chart by steps of the calendar (UTC), the same on every page. */
const DAY_MS = 86_400_000

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

export function stepLabel(step: DayStep, start: string): string {
  return step === 'month' ? dayText(dateOf(start), { year: true }).replace(/^\d+ /, '') : dayText(dateOf(start))
}

export function stepTitle(step: DayStep, start: string): string {
  if (step === 'month') return stepLabel(step, start)
  const day = dayText(dateOf(start), { year: true })
  return step === 'week' ? words.weekFrom(day) : day
}

type Values = Record<string, string | null>

/** `values` picks what is drawn; null is a gap. A stock (`isStock`) at the end of the running step is a fact, not half of one. */
export function stepRows<T extends ChartStep>(
  step: DayStep,
  all: readonly T[],
  values: (row: T, index: number) => Values,
  { isStock = false, more }: { isStock?: boolean; more?: (row: T) => ChartRow['more'] } = {},
): ChartRow[] {
  return all.map((row, index) => ({
    id: row.start,
    label: stepLabel(step, row.start),
    title: stepTitle(step, row.start),
    values: values(row, index),
    state: row.isRunning && !isStock ? 'running' : undefined,
    more: more?.(row),
  }))
}

/** `26 Oct, day 5 of 7`: how far the running step is; undefined without one. */
export function runningText(step: DayStep, all: readonly ChartStep[], now: Date): string | undefined {
  const last = all.at(-1)
  if (!last?.isRunning) return undefined
  const [start, next] = [dateOf(last.start).getTime(), dateOf(last.next).getTime()]
  const day = Math.floor((now.getTime() - start) / DAY_MS) + 1
  return words.running(stepLabel(step, last.start), day, Math.round((next - start) / DAY_MS))
}

export type Change = { number: number; text: string }

/** Changes that fall between two steps of the chart, numbered; `text` says what changed. */
export function markersOf<T extends { at: Date }>(
  all: readonly ChartStep[],
  moves: readonly T[],
  text: (move: T) => string,
): { markers: ChartMarker[]; changes: Change[] } {
  const inside = moves.flatMap((move) => {
    const day = move.at.toISOString().slice(0, 10)
    const before = all.findIndex(({ start, next }) => start <= day && day < next)
    return before < 1 ? [] : [{ before, move }]
  })
  return {
    markers: inside.map(({ before }, index) => ({ before, number: index + 1 })),
    changes: inside.map(({ move }, index) => ({ number: index + 1, text: `${dayText(move.at)}: ${text(move)}` })),
  }
}
