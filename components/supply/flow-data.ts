import type { ChartMarker, ChartRow } from '@/components/charts/chart-data'
import { dayText } from '@/components/ui/time-text'
import type { By, FlowStep, SplitChange } from '@/lib/data/overview'
import { formatUnits } from '@/lib/domain/units'

const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A decimal in CXPT, exact. */
export const inCxpt = (wei: bigint) => formatUnits(wei, 18)

export function stepLabel(by: By, start: string): string {
  if (by === 'epoch') return dayText(new Date(`${start}T00:00:00Z`))
  return `${MONTH_NAMES[Number(start.slice(5, 7)) - 1]} ${start.slice(0, 4)}`
}

/** Chart rows of steps; `values` picks what is drawn, in CXPT. */
export function rowsOf(
  by: By,
  steps: readonly FlowStep[],
  values: (step: FlowStep) => Record<string, bigint>,
): ChartRow[] {
  return steps.map((step) => ({
    label: stepLabel(by, step.start),
    title: by === 'epoch' ? `Week from ${stepLabel(by, step.start)}` : stepLabel(by, step.start),
    values: Object.fromEntries(Object.entries(values(step)).map(([key, wei]) => [key, inCxpt(wei)])),
    state: step.isRunning ? 'running' : undefined,
  }))
}

export type Change = { number: number; text: string }

/** Split changes that fall between two steps of the chart; the first split of all is not a change. */
export function changesIn(
  steps: readonly FlowStep[],
  splits: readonly SplitChange[],
): { markers: ChartMarker[]; changes: Change[] } {
  const markers: ChartMarker[] = []
  const changes: Change[] = []
  for (const [index, { at, split }] of splits.entries()) {
    const old = splits[index - 1]?.split
    const day = at.toISOString().slice(0, 10)
    const before = steps.findLastIndex(({ start }) => start <= day)
    if (!old || before < 1) continue
    const number = markers.length + 1
    markers.push({ before, number })
    changes.push({ number, text: `${dayText(at)}: burn ${old.burn} → ${split.burn} bps` })
  }
  return { markers, changes }
}

/** `day 5 of 7`, `day 12 of 30`: how far the running step is. */
export function runningText(by: By, steps: readonly FlowStep[], now: Date): string | undefined {
  const last = steps.at(-1)
  if (!last?.isRunning) return undefined
  const start = new Date(`${last.start}T00:00:00Z`)
  const day = Math.floor((now.getTime() - start.getTime()) / 86_400_000) + 1
  const length =
    by === 'epoch' ? 7 : new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate()
  return `${stepLabel(by, last.start)}, day ${day} of ${length}`
}
