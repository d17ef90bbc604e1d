import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { cxptText, grouped, percentText, priceText, shortText } from '@/components/ui/amount-text'
import { dayText } from '@/components/ui/time-text'
import type { Overview } from '@/lib/data/overview'
import { EMISSION_CAP, formatUnits } from '@/lib/domain/units'
import { inCxpt } from './flow-data'

const at = (day: string) => new Date(`${day}T00:00:00Z`)

/** What tranches release and what was used of it, cumulative, to the end of the last tranche. */
export function EmissionAgainstSchedule({ overview: { schedule, metrics, asOf } }: { overview: Overview }) {
  const used = BigInt(metrics.emission_used?.value ?? 0)
  const due = BigInt(metrics.emission_vested?.value ?? 0)
  const scheduled = schedule.tranches.reduce((sum, { amount }) => sum + amount, 0n)
  const data: ChartData = {
    series: [
      { key: 'used', name: 'Used', tone: 'provider', area: true, current: cxptText(used, 0) },
      { key: 'scheduled', name: 'Scheduled', tone: 'circulating', dashed: true, current: cxptText(scheduled, 0) },
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
      title="Emission against schedule"
      unit="cumulative, CXPT"
      asOf={`#${grouped(BigInt(asOf.block))}`}
      data={schedule.tranches.length === 0 ? { ...data, rows: [] } : data}
      file="emission-against-schedule"
      rowName="Day"
      note={
        due >= used
          ? `${cxptText(due - used, 0)} CXPT released and not used stays locked. ${percentText(used, EMISSION_CAP)} of the 480M cap used.`
          : undefined
      }
      empty="No tranche is scheduled, so nothing can be emitted."
    >
      <Lines
        data={data}
        label={`${shortText(used, 18)} CXPT used of ${shortText(due, 18)} released so far and ${shortText(scheduled, 18)} scheduled`}
        ends={[
          {
            key: 'used',
            text: `Used ${shortText(used, 18)}`,
            note: `${percentText(used, due) ?? 'n/a'} of what is due`,
          },
          { key: 'scheduled', text: 'Scheduled', note: shortText(scheduled, 18) },
        ]}
      />
    </ChartFrame>
  )
}

/** The posted price at the end of each day. */
export function PriceHistory({ overview: { prices } }: { overview: Overview }) {
  const last = prices.at(-1)
  const data: ChartData = {
    series: [{ key: 'price', name: 'Price', tone: 'circulating', current: last && priceText(last.close) }],
    rows: prices.map(({ day, close, low, high }) => ({
      label: dayText(at(day)),
      title: dayText(at(day), { year: true }),
      values: { price: formatUnits(close, 18) },
      more: [{ name: 'low to high', text: `${priceText(low)} to ${priceText(high)}` }],
    })),
  }
  return (
    <ChartFrame
      title="Price"
      unit="USD per CXPT, last posting of each day"
      data={data}
      format={{ digits: 6, symbol: '$' }}
      file="price-per-day"
      rowName="Day"
      empty="No price was posted yet."
    >
      <Lines
        data={data}
        format={{ digits: 6, symbol: '$' }}
        isFloating
        label={last ? `The posted price over ${prices.length} days; last ${priceText(last.close)}` : 'No price'}
        ends={last ? [{ key: 'price', text: priceText(last.close) }] : []}
      />
    </ChartFrame>
  )
}
