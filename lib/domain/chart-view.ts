import { type DayStep, movedDay, nextStep, startOfStep } from './day-step'

/** What the URL of a chart page chooses: `?range=90d&step=week`. */
export const CHART_RANGES = ['30d', '90d', '1y', 'all'] as const
export type ChartRange = (typeof CHART_RANGES)[number]
export type ChartView = { range: ChartRange; step: DayStep }

/** Steps that a range can be drawn in, the usual one first: a year of days is too many to tell apart. */
export const STEPS_OF: Record<ChartRange, readonly DayStep[]> = {
  '30d': ['day', 'week'],
  '90d': ['week', 'day', 'month'],
  '1y': ['week', 'month'],
  all: ['week', 'month'],
}
/** Complete days and the running one. */
const DAYS_OF: Record<ChartRange, number | null> = { '30d': 30, '90d': 90, '1y': 365, all: null }
const USUAL: ChartRange = '90d'

/** A value of the URL that cannot be used: what was asked, what is shown instead, what there is. */
export type RefusedValue = { name: 'range' | 'step'; asked: string; used: string; offered: readonly string[] }
export type AskedView = { view: ChartView; refused: RefusedValue[] }

type Query = Readonly<Record<string, string | string[] | undefined>>
/** Longest part of a refused value that is repeated on the page. */
const MOST_SHOWN = 24

/** The view of a URL. What it says wrongly is replaced by the usual view and named, so that the page can say so. */
export function parseChartView(query: Query): AskedView {
  const range = chosen('range', query.range, CHART_RANGES, USUAL)
  const offered = STEPS_OF[range.value]
  const step = chosen('step', query.step, offered, offered[0] ?? 'week')
  return { view: { range: range.value, step: step.value }, refused: [...range.refused, ...step.refused] }
}

function chosen<T extends string>(
  name: RefusedValue['name'],
  asked: string | string[] | undefined,
  offered: readonly T[],
  usual: T,
): { value: T; refused: RefusedValue[] } {
  if (asked === undefined) return { value: usual, refused: [] }
  const value = offered.find((one) => one === asked)
  if (value !== undefined) return { value, refused: [] }
  const text = [asked].flat().join(', ').slice(0, MOST_SHOWN)
  return { value: usual, refused: [{ name, asked: text, used: usual, offered }] }
}

/** The query of a view, with one part of it changed; a step that the new range cannot be drawn in becomes its usual one. */
export function chartQuery(view: ChartView, change: Partial<ChartView> = {}): string {
  const range = change.range ?? view.range
  const step = change.step ?? view.step
  const fits = STEPS_OF[range].includes(step)
  return `?range=${range}&step=${fits ? step : STEPS_OF[range][0]}`
}

/** A step of the time axis: its first day, and the first one after it. `isRunning`: not over yet. */
export type ChartStep = { start: string; next: string; isRunning: boolean }

/** Every step of a view up to today, oldest first; none begins before the first day there is anything of. */
export function stepsOfView({ range, step }: ChartView, first: string, today: string): ChartStep[] {
  const days = DAYS_OF[range]
  const asked = days === null ? first : movedDay(today, -days)
  const from = asked < first ? first : asked
  const steps: ChartStep[] = []
  for (let start = startOfStep(step, from); start <= today; start = nextStep(step, start)) {
    const next = nextStep(step, start)
    steps.push({ start, next, isRunning: next > today })
  }
  return steps
}
