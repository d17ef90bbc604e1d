import { Bars } from '@/components/charts/bars'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { dayText } from '@/components/ui/time-text'
import type { OwnUsage } from '@/lib/data/own-usage'
import { formatUnits } from '@/lib/domain/units'
import { usage as words } from '@/messages/usage'
import { nanoText } from './nano'

const DAY_MS = 86_400_000
const { chart } = words

/** What was charged per day, all services together. A day without a row had no use: the meter was there. */
export function UsageChart({ usage }: { usage: OwnUsage }) {
  const { from, until, time, days } = usage
  const today = time.toISOString().slice(0, 10)
  const list: string[] = []
  for (let at = Date.parse(`${from}T00:00:00Z`); at < Date.parse(`${until}T00:00:00Z`); at += DAY_MS) {
    list.push(new Date(at).toISOString().slice(0, 10))
  }
  const charged = (day: string) => days.reduce((sum, row) => (row.start === day ? sum + row.chargeNano : sum), 0n)
  const total = nanoText(days.reduce((sum, { chargeNano }) => sum + chargeNano, 0n))
  const data: ChartData = {
    series: [{ key: 'charged', name: words.services.charged, tone: 'svc-1', current: total }],
    rows: list.map((day) => ({
      label: dayText(new Date(`${day}T00:00:00Z`)),
      values: { charged: formatUnits(charged(day), 9) },
      state: day === today ? ('running' as const) : undefined,
    })),
  }
  return (
    <ChartFrame
      title={chart.title}
      unit={chart.unit}
      data={days.length === 0 ? { ...data, rows: [] } : data}
      file="charged-per-day"
      rowName={chart.row}
      format={{ digits: 6 }}
      running={chart.running}
      empty={words.none}
    >
      <Bars data={data} format={{ digits: 6 }} height={170} label={chart.label(total, list.length)} />
    </ChartFrame>
  )
}
