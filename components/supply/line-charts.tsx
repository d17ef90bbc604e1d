import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { cxptText, grouped, percentText, priceText, shortText } from '@/components/ui/amount-text'
import { dayText } from '@/components/ui/time-text'
import type { Overview } from '@/lib/data/overview'
import { EMISSION_CAP, formatUnits } from '@/lib/domain/units'
import { emissions } from '@/messages/emissions'
import { supplyCharts } from '@/messages/supply-charts'
import { token } from '@/messages/token'
import { inCxpt } from './flow-data'

const { schedule: words, price, day: dayName } = supplyCharts

const at = (day: string) => new Date(`${day}T00:00:00Z`)

/** What tranches release and what was used of it, cumulative, to the end of the last tranche. */
export function EmissionAgainstSchedule({ overview: { schedule, metrics, asOf } }: { overview: Overview }) {
  const used = BigInt(metrics.emission_used?.value ?? 0)
  const due = BigInt(metrics.emission_vested?.value ?? 0)
  const scheduled = schedule.tranches.reduce((sum, { amount }) => sum + amount, 0n)
  const data: ChartData = {
    series: [
      { key: 'used', name: words.used, tone: 'provider', area: true, current: cxptText(used, 0) },
      { key: 'scheduled', name: words.scheduled, tone: 'circulating', dashed: true, current: cxptText(scheduled, 0) },
    ],
    rows: schedule.points.map((point) => ({
      label: dayText(at(point.day)),
      title: dayText(at(point.day), { year: true }),
      values: { used: point.used === null ? null : inCxpt(point.used), scheduled: inCxpt(point.scheduled) },
      state: point.used === null ? ('future' as const) : undefined,
    })),
  }
  return (
    <ChartFrame
      title={words.title}
      unit={words.unit}
      asOf={`#${grouped(BigInt(asOf.block))}`}
      data={schedule.tranches.length === 0 ? { ...data, rows: [] } : data}
      file="emission-against-schedule"
      rowName={dayName}
      note={due >= used ? words.note(cxptText(due - used, 0), percentText(used, EMISSION_CAP) ?? 'n/a') : undefined}
      empty={emissions.schedule.empty}
    >
      <Lines
        data={data}
        label={words.label(shortText(used, 18), shortText(due, 18), shortText(scheduled, 18))}
        ends={[
          {
            key: 'used',
            text: words.usedEnd(shortText(used, 18)),
            note: emissions.schedule.ofDue(percentText(used, due) ?? 'n/a'),
          },
          { key: 'scheduled', text: words.scheduled, note: shortText(scheduled, 18) },
        ]}
      />
    </ChartFrame>
  )
}

/** The posted price at the end of each day. */
export function PriceHistory({ overview: { prices } }: { overview: Overview }) {
  const last = prices.at(-1)
  const data: ChartData = {
    series: [{ key: 'price', name: price.title, tone: 'circulating', current: last && priceText(last.close) }],
    rows: prices.map(({ day, close, low, high }) => ({
      label: dayText(at(day)),
      title: dayText(at(day), { year: true }),
      values: { price: formatUnits(close, 18) },
      more: [{ name: token.price.range, text: token.price.between(priceText(low), priceText(high)) }],
    })),
  }
  return (
    <ChartFrame
      title={price.title}
      unit={price.unit}
      data={data}
      format={{ digits: 6, symbol: '$' }}
      file="price-per-day"
      rowName={dayName}
      empty={price.empty}
    >
      <Lines
        data={data}
        format={{ digits: 6, symbol: '$' }}
        isFloating
        label={last ? price.label(prices.length, priceText(last.close)) : price.none}
        ends={last ? [{ key: 'price', text: priceText(last.close) }] : []}
      />
    </ChartFrame>
  )
}
