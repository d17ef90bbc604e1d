'use client'

import type { ChartData, ChartRow } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { grouped, shortText } from '@/components/ui/amount-text'
import { dayText } from '@/components/ui/time-text'
import type { EmissionEditor } from '@/lib/data/emission'
import { type Tranche, vested } from '@/lib/domain/emission'
import { DAY } from '@/lib/domain/time'
import { EMISSION_CAP, formatUnits } from '@/lib/domain/units'
import { emission as words } from '@/messages/admin-emission'

/** Points of the time to come: enough for the bends of a schedule, few enough to draw at once. */
const FUTURE_POINTS = 40n

type Props = { editor: EmissionEditor; tranches: readonly Tranche[]; next: readonly Tranche[] | null }

/** Cumulative: what tranches release, now and with the draft, what was used, under the cap of 480M. */
export function EmissionChart({ editor, tranches, next }: Props) {
  const all = next ?? tranches
  const total = all.reduce((sum, { amount }) => sum + amount, 0n)
  const data: ChartData = {
    series: [
      { key: 'used', name: words.seriesUsed, tone: 'provider', area: true, current: shortText(editor.used, 18) },
      {
        key: 'scheduled',
        name: words.seriesScheduled,
        tone: 'circulating',
        dashed: true,
        current: shortText(editor.scheduled, 18),
      },
      ...(next
        ? [
            {
              key: 'next',
              name: words.seriesDraft,
              tone: 'provider' as const,
              dashed: true,
              current: shortText(total, 18),
            },
          ]
        : []),
      { key: 'cap', name: words.seriesCap, tone: 'burn', dashed: true, current: '480M' },
    ],
    rows: rowsOf(editor, tranches, next),
  }
  return (
    <ChartFrame
      title={words.chart}
      unit={words.chartUnit}
      asOf={`#${grouped(BigInt(editor.block))}`}
      data={data}
      file="emission-schedule"
      rowName={words.day}
    >
      <Lines
        data={data}
        {...(next ? { between: ['scheduled', 'next'] as const } : {})}
        label={words.chartSay(shortText(editor.used, 18), shortText(editor.vested, 18), shortText(total, 18))}
        ends={[
          { key: 'cap', text: '480M', note: words.endCap },
          {
            key: next ? 'next' : 'scheduled',
            text: shortText(total, 18),
            note: next ? words.endDraft : words.endScheduled,
          },
        ]}
      />
    </ChartFrame>
  )
}

function rowsOf(editor: EmissionEditor, tranches: readonly Tranche[], next: readonly Tranche[] | null): ChartRow[] {
  const cap = formatUnits(EMISSION_CAP, 18)
  const now = BigInt(editor.now)
  const values = (time: bigint) => ({
    scheduled: formatUnits(vested(tranches, time), 18),
    ...(next ? { next: formatUnits(vested(next, time), 18) } : {}),
    cap,
  })
  const past = editor.history.map(({ day, used }): ChartRow => {
    const end = BigInt(Date.parse(`${day}T00:00:00Z`) / 1000) + DAY
    return {
      label: dayText(new Date(`${day}T00:00:00Z`)),
      title: dayText(new Date(`${day}T00:00:00Z`), { year: true }),
      values: { used: formatUnits(used, 18), ...values(end < now ? end : now) },
    }
  })
  const last = [...tranches, ...(next ?? [])].reduce((end, tranche) => (tranche.end > end ? tranche.end : end), now)
  if (last <= now) return past
  const future = Array.from({ length: Number(FUTURE_POINTS) }, (_, i): ChartRow => {
    const time = now + ((last - now) * BigInt(i + 1)) / FUTURE_POINTS
    return {
      label: dayText(time),
      title: dayText(time, { year: true }),
      values: { used: null, ...values(time) },
      state: 'future',
    }
  })
  return [...past, ...future]
}
