'use client'

import type { ReactElement } from 'react'
import { CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { axisText, type ChartData, type FigureFormat, labelledRows } from './chart-data'
import { Tip } from './tip'

/** A row as recharts takes it: its place, and one number per series. */
export type Point = { row: number; [series: string]: number | [number, number] | null }

export const MARGIN = { top: 16, right: 8, bottom: 0, left: 0 } as const
const AXIS_TEXT = { fontSize: 11, fill: 'var(--ink-3)' } as const

export function Sized({ height, children }: { height: number; children: ReactElement }) {
  return (
    <div className="plot" style={{ height }}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 612, height }}>
        {children}
      </ResponsiveContainer>
    </div>
  )
}

type FrameOptions = {
  data: ChartData
  format: FigureFormat
  ticks: readonly number[]
  /** Where the axis begins; the first tick unless said. */
  low?: number
  isTotalled: boolean
  /** `band` for bars, which need room at the ends; `line` for lines, which do not. */
  kind: 'band' | 'line'
}

/** Grid, axes and tooltip, the same for every chart. A function and not a component: recharts looks at its direct children. */
export function frameParts({ data, format, ticks, low = ticks[0] ?? 0, isTotalled, kind }: FrameOptions) {
  const { rows } = data
  const high = ticks[ticks.length - 1] ?? 1
  return [
    <CartesianGrid key="grid" vertical={false} stroke="var(--rule)" syncWithTicks />,
    <XAxis
      key="x"
      dataKey="row"
      type={kind === 'band' ? 'category' : 'number'}
      domain={kind === 'line' ? [0, Math.max(1, rows.length - 1)] : undefined}
      ticks={labelledRows(rows.length)}
      interval={0}
      tickFormatter={(row: number) => rows[row]?.label ?? ''}
      tick={AXIS_TEXT}
      tickLine={false}
      axisLine={false}
      height={22}
      tickMargin={6}
    />,
    <YAxis
      key="y"
      domain={[low, high]}
      ticks={[...ticks]}
      interval={0}
      tickFormatter={(value: number) => axisText(value, format.symbol)}
      tick={AXIS_TEXT}
      tickLine={false}
      axisLine={false}
      width="auto"
      tickMargin={4}
    />,
    low <= 0 && <ReferenceLine key="zero" y={0} stroke="var(--ink)" zIndex={350} />,
    <Tooltip
      key="tip"
      isAnimationActive={false}
      cursor={{ stroke: 'var(--ink)', strokeWidth: 1, fill: 'none' }}
      content={(state) => <Tip state={state} data={data} format={format} isTotalled={isTotalled} />}
    />,
  ]
}
