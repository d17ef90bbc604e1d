'use client'

import {
  Brush,
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { toneColor } from '../tone'
import { axisText, type ChartData, type FigureFormat, plotOf } from './chart-data'
import { Tip } from './tip'

type Point = { row: number; [series: string]: number | null }
type Props = { data: ChartData; format: FigureFormat; label: string; height: number }

const AXIS_TEXT = { fontSize: 11, fill: 'var(--ink-3)' } as const
const BRUSH = 28

/** The same rows as lines under a brush: a part of the time, seen closer. The numbers are those of the table. */
export function ExplorePlot({ data, format, label, height }: Props) {
  const { rows, series } = data
  const points = rows.map((row, index): Point => {
    const values = series.map(({ key }) => [key, plotOf(row.values[key])] as const)
    return { row: index, ...Object.fromEntries(values) }
  })
  const name = (row: number) => rows[row]?.label ?? ''
  return (
    <div className="plot" style={{ height }}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 612, height }}>
        <LineChart data={points} margin={{ top: 12, right: 12, bottom: 4, left: 0 }} role="img" title={label}>
          <CartesianGrid vertical={false} stroke="var(--rule)" />
          <XAxis
            dataKey="row"
            tickFormatter={name}
            tick={AXIS_TEXT}
            tickLine={false}
            axisLine={false}
            minTickGap={40}
          />
          <YAxis
            tickFormatter={(value: number) => axisText(value, format.symbol)}
            tick={AXIS_TEXT}
            tickLine={false}
            axisLine={false}
            width="auto"
          />
          <ReferenceLine y={0} stroke="var(--ink)" />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink)', strokeWidth: 1 }}
            content={({ active, label: row }) =>
              active && typeof row === 'number' ? (
                <div className="tip">
                  <Tip row={rows[row]} series={series} format={format} isTotalled={false} />
                </div>
              ) : null
            }
          />
          {series.map(({ key, tone, dashed }) => (
            <Line
              key={key}
              dataKey={key}
              stroke={toneColor(tone)}
              strokeWidth={2}
              strokeDasharray={dashed ? '5 3' : undefined}
              dot={false}
              connectNulls={false}
              isAnimationActive={false}
            />
          ))}
          <Brush
            dataKey="row"
            height={BRUSH}
            tickFormatter={name}
            stroke="var(--rule-strong)"
            fill="var(--sunken)"
            travellerWidth={12}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  )
}
