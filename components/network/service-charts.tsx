import { runningText, stepRows } from '@/components/chart-steps'
import { Bars } from '@/components/charts/bars'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import type { Tone } from '@/components/tone'
import { grouped, shortText } from '@/components/ui/amount-text'
import type { Network } from '@/lib/data/network'
import { planName } from '@/lib/domain/plan-name'
import { serviceName } from '@/lib/domain/service-name'
import { formatUnits } from '@/lib/domain/units'
import { steps as stepWords } from '@/messages/charts'
import { network as words } from '@/messages/network'
import { parts } from '@/messages/parts'

type Props = { network: Network }
type Row = Network['steps'][number]

const stampOf = ({ asOf }: Network) => `#${grouped(asOf.block)}`
const definedOf = ({ metrics }: Network, ...ids: string[]) => metrics.filter(({ id }) => ids.includes(id))

/** Mean, rounded down; null of nothing. */
function meanOf(values: readonly bigint[]): bigint | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0n) / BigInt(values.length)
}

export function PriceIndex({ network }: Props) {
  const { axis, steps } = network
  const { step } = axis.view
  const rows = stepRows(
    step,
    axis.steps,
    ({ start }) => {
      const mean = meanOf(steps.filter((row) => row.start === start).map(({ index }) => index))
      return { index: mean === null ? null : formatUnits(mean, 6) }
    },
    { isStock: true },
  )
  const now = rows.findLast(({ values }) => values.index !== null)?.values.index?.slice(0, 6) ?? parts.notKnown
  const data: ChartData = {
    series: [{ key: 'index', name: words.index.name, tone: 'svc-1', current: `×${now}` }],
    rows,
  }
  return (
    <ChartFrame
      title={words.index.title}
      unit={words.index.unit(stepWords.per[step])}
      asOf={stampOf(network)}
      data={steps.length === 0 ? { ...data, rows: [] } : data}
      format={{ digits: 4 }}
      file={`price-index-by-${step}`}
      rowName={stepWords.names[step]}
      note={words.index.note}
      empty={words.index.empty}
    >
      <Lines
        data={data}
        format={{ digits: 4 }}
        label={words.index.label(now)}
        reference={{ value: '1', text: words.index.reference }}
        isFloating
      />
    </ChartFrame>
  )
}

const KINDS: readonly (readonly [string, Tone])[] = [
  ['models', 'svc-1'],
  ['speech', 'svc-2'],
  ['scraping', 'svc-3'],
  ['embeddings', 'svc-4'],
]
const OTHERS = KINDS.map(([kind]) => kind)

export function Utilisation({ network }: Props) {
  const { axis, steps } = network
  const isOf = ({ service }: Row, kind: string) => (kind === 'models' ? !OTHERS.includes(service) : service === kind)
  const loadOf = (kind: string, start: string): string | null => {
    const mean = meanOf(
      steps.flatMap((row) =>
        row.start === start && isOf(row, kind) && row.utilisation !== null ? [row.utilisation] : [],
      ),
    )
    return mean === null ? null : formatUnits(mean, 4)
  }
  const data: ChartData = {
    series: KINDS.map(([key, tone]) => ({ key, name: key === 'models' ? words.use.models : serviceName(key), tone })),
    rows: stepRows(
      axis.view.step,
      axis.steps,
      ({ start }) => Object.fromEntries(KINDS.map(([kind]) => [kind, loadOf(kind, start)])),
      { isStock: true },
    ),
  }
  const isKnown = steps.some(({ utilisation }) => utilisation !== null)
  return (
    <ChartFrame
      title={words.use.title}
      unit={words.use.unit(stepWords.per[axis.view.step])}
      asOf={stampOf(network)}
      data={isKnown ? data : { ...data, rows: [] }}
      file={`utilisation-by-${axis.view.step}`}
      rowName={stepWords.names[axis.view.step]}
      note={words.use.note}
      defined={definedOf(network, 'utilisation')}
      empty={words.use.empty}
    >
      <Lines data={data} label={words.use.label(KINDS.length)} />
    </ChartFrame>
  )
}

const PRIORITY_TONES: readonly Tone[] = ['svc-4', 'svc-3', 'svc-2', 'svc-1']

export function RefusedDemand({ network }: Props) {
  const { axis, refusals, asOf } = network
  const { step } = axis.view
  const priorities = [...new Set([0, ...refusals.map(({ priority }) => priority)])].sort((a, b) => a - b)
  const countOf = (priority: number, start: string) =>
    refusals.find((row) => row.priority === priority && row.start === start)?.count ?? 0n
  const sum = refusals.reduce((all, { count }) => all + count, 0n)
  const data: ChartData = {
    series: priorities.map((priority) => ({
      key: `priority_${priority}`,
      name: priority === 0 ? words.refused.payPerUse : planName(priority),
      tone: PRIORITY_TONES[Math.min(priority, PRIORITY_TONES.length - 1)] ?? 'svc-1',
    })),
    rows: stepRows(step, axis.steps, ({ start }) =>
      Object.fromEntries(priorities.map((priority) => [`priority_${priority}`, countOf(priority, start).toString()])),
    ),
  }
  return (
    <ChartFrame
      title={words.refused.title}
      unit={words.refused.unit(stepWords.per[step])}
      asOf={stampOf(network)}
      data={sum === 0n ? { ...data, rows: [] } : data}
      format={{ digits: 0 }}
      file={`refused-demand-per-${step}`}
      rowName={stepWords.names[step]}
      running={runningText(step, axis.steps, asOf.time)}
      defined={definedOf(network, 'refused_demand')}
      empty={words.refused.empty}
    >
      <Bars data={data} format={{ digits: 0 }} label={words.refused.label(shortText(sum, 0))} />
    </ChartFrame>
  )
}
