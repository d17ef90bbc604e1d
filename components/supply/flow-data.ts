import { stepLabel } from '@/components/chart-steps'
import type { ChartMarker, ChartRow } from '@/components/charts/chart-data'
import { dayText } from '@/components/ui/time-text'
import type { By, FlowStep, SplitChange } from '@/lib/data/overview'
import { formatUnits } from '@/lib/domain/units'
import { burns } from '@/messages/burns'
import { steps as words } from '@/messages/charts'

/** A decimal in CXPT, exact. */
export const inCxpt = (wei: bigint) => formatUnits(wei, 18)

/** An epoch is a week. */
const labelOf = (by: By, start: string) => stepLabel(by === 'epoch' ? 'week' : 'month', start)

/** Chart rows of steps; `values` picks what is drawn, in CXPT. */
export function rowsOf(
  by: By,
  steps: readonly FlowStep[],
  values: (step: FlowStep) => Record<string, bigint>,
): ChartRow[] {
  return steps.map((step) => ({
    label: labelOf(by, step.start),
    title: by === 'epoch' ? words.weekFrom(labelOf(by, step.start)) : labelOf(by, step.start),
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
    changes.push({ number, text: `${dayText(at)}: ${burns.burn.change(old.burn, split.burn)}` })
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
  return words.running(labelOf(by, last.start), day, length)
}
