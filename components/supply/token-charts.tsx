import { stepRows } from '@/components/chart-steps'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { StackedAreas } from '@/components/charts/stacked-areas'
import type { Tone } from '@/components/tone'
import { grouped, priceText, shortText } from '@/components/ui/amount-text'
import { decimals } from '@/components/ui/metric-figure'
import type { Layer, Token } from '@/lib/data/token'
import { EMISSION_CAP, formatUnits } from '@/lib/domain/units'
import { steps as stepWords } from '@/messages/charts'
import { token as words } from '@/messages/token'
import { inCxpt } from './flow-data'

type Props = { token: Token }

const stampOf = ({ asOf }: Token) => `#${grouped(asOf.block)}`
const definedOf = ({ metrics }: Token, ...ids: string[]) => metrics.filter(({ id }) => ids.includes(id))

const TONES: readonly (readonly [Layer, Tone, boolean])[] = [
  ['emission', 'provider', false],
  ['reserve', 'reserve', false],
  ['operations', 'operations', false],
  ['liquidity', 'liquidity', false],
  ['protocol', 'protocol', false],
  ['rewards', 'provider', true],
  ['vault', 'vault', false],
  ['burned', 'burn', false],
  ['circulating', 'circulating', false],
]

/** All 10^27 wei over time, by where they were; the schedule of the one lock that has one, dashed. */
export function SupplyStack({ token }: Props) {
  const { axis, stack, isWhole } = token
  const { step } = axis.view
  const last = stack.at(-1)
  const data: ChartData = {
    series: [
      ...TONES.map(([key, tone, hatched]) => ({
        key,
        name: words.layers[key],
        tone,
        hatched,
        current: last && shortText(last.amounts[key], 18),
      })),
      { key: 'planned', name: words.stack.planned, tone: 'circulating', dashed: true },
    ],
    rows: stepRows(
      step,
      stack,
      ({ amounts, planned }) => ({
        ...Object.fromEntries(TONES.map(([key]) => [key, inCxpt(amounts[key])])),
        planned: inCxpt(planned),
      }),
      { isStock: true },
    ),
  }
  return (
    <ChartFrame
      title={words.stack.title}
      unit={words.stack.unit(stepWords.per[step])}
      asOf={stampOf(token)}
      data={data}
      file={`supply-by-${step}`}
      rowName={stepWords.names[step]}
      note={`${isWhole ? words.stack.whole : words.stack.off} ${words.stack.note}`}
      defined={definedOf(token, 'max_supply', 'circulating', 'locked_emission', 'burned')}
    >
      <StackedAreas
        data={data}
        whole={1e9}
        label={words.stack.label(
          shortText(last?.amounts.circulating ?? 0n, 18),
          shortText(last?.amounts.emission ?? 0n, 18),
        )}
      />
    </ChartFrame>
  )
}

/** Near enough to see how far the lock is behind its schedule. */
export function UnlockAgainstSchedule({ token }: Props) {
  const { axis, stack } = token
  const out = (locked: bigint) => EMISSION_CAP - locked
  const last = stack.at(-1)
  const [actual, scheduled] = [last ? out(last.amounts.emission) : 0n, last ? out(last.planned) : 0n]
  const data: ChartData = {
    series: [
      { key: 'actual', name: words.unlock.actual, tone: 'provider', area: true, current: shortText(actual, 18) },
      {
        key: 'scheduled',
        name: words.unlock.scheduled,
        tone: 'circulating',
        dashed: true,
        current: shortText(scheduled, 18),
      },
    ],
    rows: stepRows(
      axis.view.step,
      stack,
      ({ amounts, planned }) => ({ actual: inCxpt(out(amounts.emission)), scheduled: inCxpt(out(planned)) }),
      { isStock: true },
    ),
  }
  return (
    <ChartFrame
      title={words.unlock.title}
      unit={words.unlock.unit}
      asOf={stampOf(token)}
      data={data}
      file="unlocked-against-schedule"
      rowName={stepWords.names[axis.view.step]}
    >
      <Lines
        data={data}
        label={words.unlock.label(shortText(actual, 18), shortText(scheduled, 18))}
        ends={[{ key: 'actual', text: shortText(actual, 18) }]}
      />
    </ChartFrame>
  )
}

/** A metric at the end of each step: what circulates, in CXPT or as a part of supply. */
function StepMetric({ token, id }: Props & { id: 'circulating' | 'float_pct' }) {
  const { axis, series } = token
  const isShare = id === 'float_pct'
  const say = isShare ? words.float : words.circulating
  const points = new Map(series.find((one) => one.id === id)?.points.map((point) => [point.start, point.value]))
  const valueAt = (start: string): string | null => {
    const value = points.get(start) ?? null
    return value === null || isShare ? value : inCxpt(BigInt(value))
  }
  const last = axis.steps.at(-1)
  const now = last ? points.get(last.start) : null
  const text = now ? (isShare ? `${decimals(now, 3)}%` : shortText(now, 18)) : 'n/a'
  const data: ChartData = {
    series: [{ key: 'value', name: say.name, tone: 'circulating', area: true, current: text }],
    rows: stepRows(axis.view.step, axis.steps, ({ start }) => ({ value: valueAt(start) }), { isStock: true }),
  }
  const unit = typeof say.unit === 'string' ? say.unit : say.unit(stepWords.per[axis.view.step])
  return (
    <ChartFrame
      title={say.title}
      unit={unit}
      asOf={stampOf(token)}
      data={data}
      format={{ digits: isShare ? 4 : 2 }}
      file={id.replaceAll('_', '-')}
      rowName={stepWords.names[axis.view.step]}
      defined={definedOf(token, id)}
    >
      <Lines
        data={data}
        height={190}
        format={{ digits: isShare ? 4 : 2 }}
        label={say.label(now && isShare ? decimals(now, 3) : text)}
        ends={[{ key: 'value', text }]}
      />
    </ChartFrame>
  )
}

export function CirculatingOverTime({ token }: Props) {
  return <StepMetric token={token} id="circulating" />
}

export function FloatOverTime({ token }: Props) {
  return <StepMetric token={token} id="float_pct" />
}

export function TokenPriceHistory({ token }: Props) {
  const { axis, prices } = token
  const last = prices.findLast(({ close }) => close !== null)?.close ?? null
  const now = last === null ? 'n/a' : priceText(last)
  const format = { digits: 6, symbol: '$' }
  const data: ChartData = {
    series: [{ key: 'price', name: words.price.name, tone: 'circulating', current: now }],
    rows: stepRows(axis.view.step, prices, ({ close }) => ({ price: close === null ? null : formatUnits(close, 18) }), {
      isStock: true,
      more: ({ low, high }) =>
        low === null || high === null
          ? undefined
          : [{ name: words.price.range, text: words.price.between(priceText(low), priceText(high)) }],
    }),
  }
  return (
    <ChartFrame
      title={words.price.title}
      unit={words.price.unit(stepWords.per[axis.view.step])}
      asOf={stampOf(token)}
      data={last === null ? { ...data, rows: [] } : data}
      format={format}
      file={`price-per-${axis.view.step}`}
      rowName={stepWords.names[axis.view.step]}
      note={words.price.note}
      defined={definedOf(token, 'oracle_age')}
      empty={words.price.empty}
    >
      <Lines
        data={data}
        format={format}
        isFloating
        label={words.price.label(now)}
        ends={last === null ? [] : [{ key: 'price', text: now }]}
      />
    </ChartFrame>
  )
}
