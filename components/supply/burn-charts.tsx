import { markersOf, runningText, stepRows } from '@/components/chart-steps'
import { Bars } from '@/components/charts/bars'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { grouped, percentText, shortText } from '@/components/ui/amount-text'
import { decimals } from '@/components/ui/metric-figure'
import type { Burns } from '@/lib/data/burns'
import { MAX_SUPPLY } from '@/lib/domain/units'
import { burns as words } from '@/messages/burns'
import { steps as stepWords } from '@/messages/charts'
import { inCxpt } from './flow-data'

type Props = { burns: Burns }

const stampOf = ({ asOf }: Burns) => `#${grouped(asOf.block)}`
const definedOf = ({ metrics }: Burns, ...ids: string[]) => metrics.filter(({ id }) => ids.includes(id))

export function BurnPerStep({ burns }: Props) {
  const { axis, steps, splits, asOf } = burns
  const { step } = axis.view
  const last = steps.at(-1)
  const hasOthers = steps.some(({ others }) => others > 0n)
  const data: ChartData = {
    series: [
      {
        key: 'distributed',
        name: words.burn.distributed,
        tone: 'burn',
        current: last && shortText(last.distributed, 18),
      },
      ...(hasOthers ? [{ key: 'others', name: words.burn.others, tone: 'circulating' as const }] : []),
    ],
    rows: stepRows(step, steps, ({ distributed, others }) => ({
      distributed: inCxpt(distributed),
      ...(hasOthers ? { others: inCxpt(others) } : {}),
    })),
  }
  const { markers, changes } = markersOf(steps, splits, ({ from, to }) => words.burn.change(from.burn, to.burn))
  const sum = steps.reduce((all, { distributed, others }) => all + distributed + others, 0n)
  return (
    <ChartFrame
      title={words.burn.title}
      unit={words.burn.unit(stepWords.per[step])}
      asOf={stampOf(burns)}
      data={data}
      file={`burn-per-${step}`}
      rowName={stepWords.names[step]}
      running={runningText(step, steps, asOf.time)}
      changes={changes}
      defined={definedOf(burns, 'gross_burn')}
      empty={words.burn.empty}
    >
      <Bars data={data} markers={markers} label={words.burn.label(steps.length, shortText(sum, 18))} />
    </ChartFrame>
  )
}

export function BurnedSoFar({ burns }: Props) {
  const { axis, steps } = burns
  const total = steps.at(-1)?.total ?? 0n
  const data: ChartData = {
    series: [{ key: 'burned', name: words.total.name, tone: 'burn', area: true, current: shortText(total, 18) }],
    rows: stepRows(axis.view.step, steps, (row) => ({ burned: inCxpt(row.total) }), { isStock: true }),
  }
  return (
    <ChartFrame
      title={words.total.title}
      unit={words.total.unit}
      asOf={stampOf(burns)}
      data={data}
      file="burned-so-far"
      rowName={stepWords.names[axis.view.step]}
      defined={definedOf(burns, 'burned')}
      note={words.total.note(percentText(total, MAX_SUPPLY, 4) ?? '')}
    >
      <Lines
        data={data}
        label={words.total.label(shortText(total, 18))}
        ends={[{ key: 'burned', text: shortText(total, 18) }]}
      />
    </ChartFrame>
  )
}

export function BurnRate({ burns }: Props) {
  const { axis, rates } = burns
  const [supply, float] = rates
  const valueAt = (series: typeof supply, start: string) =>
    series?.points.find((point) => point.start === start)?.value ?? null
  const lastOf = (series: typeof supply) => series?.points.findLast(({ value }) => value !== null)?.value
  const [ofSupply, ofFloat] = [lastOf(supply), lastOf(float)]
  const data: ChartData = {
    series: [
      {
        key: 'float',
        name: words.rates.float,
        tone: 'burn',
        current: ofFloat ? `${decimals(ofFloat, 3)}%` : undefined,
      },
      {
        key: 'supply',
        name: words.rates.supply,
        tone: 'svc-2',
        current: ofSupply ? `${decimals(ofSupply, 3)}%` : undefined,
      },
    ],
    rows: stepRows(
      axis.view.step,
      axis.steps,
      ({ start }) => ({ float: valueAt(float, start), supply: valueAt(supply, start) }),
      { isStock: true },
    ),
  }
  return (
    <ChartFrame
      title={words.rates.title}
      unit={words.rates.unit}
      asOf={stampOf(burns)}
      data={data}
      format={{ digits: 4 }}
      file="burn-rate"
      rowName={stepWords.names[axis.view.step]}
      defined={definedOf(burns, 'burn_rate_supply', 'burn_rate_float')}
      note={words.rates.note}
    >
      <Lines
        data={data}
        format={{ digits: 4 }}
        label={words.rates.label(decimals(ofSupply ?? '0', 3), decimals(ofFloat ?? '0', 3))}
      />
    </ChartFrame>
  )
}
