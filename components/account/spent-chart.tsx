import { Bars } from '@/components/charts/bars'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { shortText } from '@/components/ui/amount-text'
import { dayText } from '@/components/ui/time-text'
import type { LedgerAccount } from '@/lib/data/account'
import { formatUnits } from '@/lib/domain/units'
import { accountView } from '@/messages/account-view'

const { spent: words } = accountView

const DAY_MS = 86_400_000

/** What was paid per day: plans, and metered use as it was settled. */
export function SpentChart({ ledger }: { ledger: LedgerAccount }) {
  const { days, since, time } = ledger
  const today = time.toISOString().slice(0, 10)
  const all: string[] = []
  for (let at = Date.parse(`${since}T00:00:00Z`); at <= time.getTime(); at += DAY_MS) {
    all.push(new Date(at).toISOString().slice(0, 10))
  }
  const sumOf = (day: string | null, kind: 'settled' | 'charged') =>
    days
      .filter((row) => row.kind === kind && (day === null || row.day === day))
      .reduce((sum, { amount }) => sum + amount, 0n)
  const data: ChartData = {
    series: [
      { key: 'settled', name: words.metered, tone: 'svc-2', current: shortText(sumOf(null, 'settled'), 18) },
      { key: 'charged', name: words.plans, tone: 'svc-1', current: shortText(sumOf(null, 'charged'), 18) },
    ],
    rows: all.map((day) => ({
      label: dayText(new Date(`${day}T00:00:00Z`)),
      values: { settled: formatUnits(sumOf(day, 'settled'), 18), charged: formatUnits(sumOf(day, 'charged'), 18) },
      state: day === today ? ('running' as const) : undefined,
    })),
  }
  return (
    <ChartFrame
      title={words.title}
      unit={words.unit}
      data={days.length === 0 ? { ...data, rows: [] } : data}
      file="paid-per-day"
      rowName={words.day}
      format={{ digits: 4 }}
      running={words.running}
      empty={words.empty}
    >
      <Bars
        data={data}
        format={{ digits: 4 }}
        height={170}
        label={words.label(shortText(sumOf(null, 'settled'), 18), shortText(sumOf(null, 'charged'), 18))}
      />
    </ChartFrame>
  )
}
