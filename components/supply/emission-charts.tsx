import { markersOf, runningText, stepRows } from '@/components/chart-steps'
import { Bars } from '@/components/charts/bars'
import type { ChartData, ChartRow } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { grouped, percentText, shortText } from '@/components/ui/amount-text'
import { decimals } from '@/components/ui/metric-figure'
import type { Emissions } from '@/lib/data/emissions'
import type { MetricSeries } from '@/lib/data/metrics'
import { EMISSION_CAP } from '@/lib/domain/units'
import { steps as stepWords } from '@/messages/charts'
import { emissions as words } from '@/messages/emissions'
import { inCxpt } from './flow-data'

type Props = { emissions: Emissions }

const stampOf = ({ asOf }: Emissions) => `#${grouped(asOf.block)}`
const definedOf = ({ metrics }: Emissions, ...ids: string[]) => metrics.filter(({ id }) => ids.includes(id))

/** Emission over zero, burn under it, and what is left of both as a line. */
export function EmissionAgainstBurn({ emissions }: Props) {
  const { axis, steps, splits, asOf } = emissions
  const { step } = axis.view
  const last = (of: 'used' | 'burned') => shortText(steps.at(-1)?.[of] ?? 0n, 18)
  const sum = (of: 'used' | 'burned') =>
    shortText(
      steps.reduce((all, row) => all + row[of], 0n),
      18,
    )
  const data: ChartData = {
    series: [
      { key: 'used', name: words.against.used, tone: 'provider', current: last('used') },
      { key: 'burned', name: words.against.burned, tone: 'burn', below: true, current: last('burned') },
      { key: 'net', name: words.against.net, tone: 'circulating' },
    ],
    rows: stepRows(step, steps, ({ used, burned }) => ({
      used: inCxpt(used),
      burned: inCxpt(burned),
      net: inCxpt(used - burned),
    })),
  }
  const { markers, changes } = markersOf(steps, splits, ({ from, to }) => words.against.change(from.burn, to.burn))
  return (
    <ChartFrame
      title={words.against.title}
      unit={words.against.unit(stepWords.per[step])}
      asOf={stampOf(emissions)}
      data={data}
      file={`emission-against-burn-per-${step}`}
      rowName={stepWords.names[step]}
      running={runningText(step, steps, asOf.time)}
      changes={changes}
      note={words.against.note}
      defined={definedOf(emissions, 'emission_used', 'net_emission', 'burn_emission_ratio')}
    >
      <Bars
        data={data}
        net="net"
        markers={markers}
        height={280}
        label={words.against.label(sum('used'), sum('burned'))}
      />
    </ChartFrame>
  )
}

function scheduleRows({ step, points }: Emissions['schedule']): ChartRow[] {
  return stepRows(
    step,
    points,
    (point) => ({
      used: point.used === null ? null : inCxpt(point.used),
      claimed: point.claimed === null ? null : inCxpt(point.claimed),
      scheduled: inCxpt(point.scheduled),
    }),
    { isStock: true },
  ).map((row) => (row.values.used === null ? { ...row, state: 'future' as const } : row))
}

/** What tranches release to the end of the last one; what was used and claimed, up to the block. */
export function WholeSchedule({ emissions }: Props) {
  const { schedule, tranches } = emissions
  const now = schedule.points.findLast(({ used }) => used !== null)
  const [used, claimed] = [now?.used ?? 0n, now?.claimed ?? 0n]
  const all = schedule.points.at(-1)?.scheduled ?? 0n
  const data: ChartData = {
    series: [
      { key: 'used', name: words.schedule.used, tone: 'provider', area: true, current: shortText(used, 18) },
      { key: 'claimed', name: words.schedule.claimed, tone: 'svc-2', current: shortText(claimed, 18) },
      {
        key: 'scheduled',
        name: words.schedule.scheduled,
        tone: 'circulating',
        dashed: true,
        current: shortText(all, 18),
      },
    ],
    rows: tranches.length === 0 ? [] : scheduleRows(schedule),
  }
  return (
    <ChartFrame
      title={words.schedule.title}
      unit={words.schedule.unit}
      asOf={stampOf(emissions)}
      data={data}
      file="emission-schedule"
      rowName={stepWords.names[schedule.step]}
      note={words.schedule.note(percentText(used, EMISSION_CAP) ?? '')}
      defined={definedOf(emissions, 'emission_vested', 'emission_used', 'emission_claimed')}
      empty={words.schedule.empty}
    >
      <Lines
        data={data}
        label={words.schedule.label(shortText(used, 18), shortText(claimed, 18), shortText(all, 18))}
        ends={[
          {
            key: 'used',
            text: `${words.schedule.used} ${shortText(used, 18)}`,
            note: words.schedule.ofDue(percentText(used, now?.scheduled ?? 0n) ?? 'n/a'),
          },
          { key: 'scheduled', text: words.schedule.scheduled, note: shortText(all, 18) },
        ]}
      />
    </ChartFrame>
  )
}

type OneProps = { emissions: Emissions; id: 'subsidy_ratio' | 'runway_rate_days'; digits: number }

/** One metric of 30 complete days at the end of each step. */
function OneMetric({ emissions, id, digits }: OneProps) {
  const { axis, series } = emissions
  const say = id === 'subsidy_ratio' ? words.subsidy : words.runway
  const points = new Map(seriesOf(series, id)?.points.map((point) => [point.start, point]))
  const rows = stepRows(axis.view.step, axis.steps, ({ start }) => ({ value: points.get(start)?.value ?? null }), {
    isStock: true,
    more: ({ start }) => {
      const reason = points.get(start)?.reason
      return reason ? [{ name: reason, text: '' }] : undefined
    },
  })
  const last = rows.findLast(({ values }) => values.value !== null)?.values.value ?? null
  const now = last === null ? 'n/a' : decimals(last, digits)
  const data: ChartData = { series: [{ key: 'value', name: say.name, tone: 'provider', current: now }], rows }
  return (
    <ChartFrame
      title={say.title}
      unit={say.unit}
      asOf={stampOf(emissions)}
      data={data}
      format={{ digits }}
      file={id.replaceAll('_', '-')}
      rowName={stepWords.names[axis.view.step]}
      note={say.note}
      defined={definedOf(emissions, id)}
    >
      <Lines data={data} format={{ digits }} height={190} label={say.label(now)} ends={[{ key: 'value', text: now }]} />
    </ChartFrame>
  )
}

const seriesOf = (series: readonly MetricSeries[], id: string) => series.find((one) => one.id === id)

export function SubsidyRatio({ emissions }: Props) {
  return <OneMetric emissions={emissions} id="subsidy_ratio" digits={3} />
}

export function Runway({ emissions }: Props) {
  return <OneMetric emissions={emissions} id="runway_rate_days" digits={0} />
}
