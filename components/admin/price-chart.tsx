import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import type { Tone } from '@/components/tone'
import { clockText, dayText } from '@/components/ui/time-text'
import type { ServicePrices } from '@/lib/data/service-prices'
import type { Service } from '@/lib/domain/service'
import { formatFixed } from '@/lib/domain/units'
import { prices as words } from '@/messages/admin-prices'

/** Services are ink steps; those whose demand moves the price most are drawn. */
const DRAWN: readonly [Service, Tone][] = [
  ['tide-pool', 'svc-1'],
  ['blue-surge', 'svc-2'],
  ['open-ocean', 'svc-3'],
  ['mariana-depth', 'svc-4'],
]

const inUnits = (ppm: bigint | undefined): string | null => (ppm === undefined ? null : formatFixed(ppm, 6, 4))

/** The factor of each model tier by hour over seven days; 1 is the list price. */
export function FactorChart({ hours }: { hours: ServicePrices['hours'] }) {
  const last = hours.at(-1)
  const data: ChartData = {
    series: DRAWN.map(([key, tone]) => ({ key, name: key, tone, current: inUnits(last?.factors[key]) ?? 'n/a' })),
    rows: hours.map(({ at, factors }) => ({
      label: dayText(at),
      title: `${dayText(at)} ${clockText(at)}`,
      values: Object.fromEntries(DRAWN.map(([key]) => [key, inUnits(factors[key])])),
    })),
  }
  return (
    <ChartFrame
      title={words.chart}
      unit={words.chartUnit}
      data={data}
      format={{ digits: 4 }}
      file="price-factors"
      rowName={words.hour}
      empty={words.noHours}
    >
      <Lines data={data} label={words.chartSay(DRAWN.length, hours.length)} />
    </ChartFrame>
  )
}
