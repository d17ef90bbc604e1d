'use client'

import { useId } from 'react'
import { Bar, type BarShapeProps, ComposedChart, Line } from 'recharts'
import { toneColor } from '../tone'
import {
  type ChartData,
  type ChartMarker,
  type ChartSeries,
  type FigureFormat,
  hangingAxis,
  niceTicks,
  plotOf,
} from './chart-data'
import { missingRows, Overlay } from './overlay'
import { frameParts, MARGIN, type Point, Sized } from './plot-frame'

export type BarsProps = {
  data: ChartData
  /** One sentence: what the chart shows and its main figures. */
  label: string
  format?: FigureFormat
  height?: number
  /** Key of the series that is a line over the bars: the net. */
  net?: string
  markers?: readonly ChartMarker[]
  reference?: { value: string; text: string }
}

/** Stacked bars from zero; series `below` hang under it; the running period is hatched. */
export function BarsPlot({ data, label, format = {}, height = 236, net, markers = [], reference }: BarsProps) {
  const hatch = useId()
  const bars = data.series.filter(({ key }) => key !== net)
  const line = data.series.find(({ key }) => key === net)
  const points = data.rows.map((row, index): Point => pointOf(row.values, data.series, index))
  const { ticks, low } = axisOf(points, bars, line, plotOf(reference?.value))
  return (
    <Sized height={height}>
      <ComposedChart data={points} margin={MARGIN} stackOffset="sign" barCategoryGap="17%" role="img" title={label}>
        <defs>
          {bars.map(({ key, tone }) => (
            <Hatch key={key} id={`${hatch}${key}`} color={toneColor(tone)} />
          ))}
        </defs>
        {frameParts({
          data,
          format,
          ticks,
          low,
          isTotalled: !bars.some(({ below }) => below) && !line,
          kind: 'band',
        })}
        {bars.map((series) => (
          <Bar
            key={series.key}
            dataKey={series.key}
            stackId="all"
            isAnimationActive={false}
            maxBarSize={36}
            shape={(shape: BarShapeProps) => (
              <Piece
                shape={shape}
                color={toneColor(series.tone)}
                pattern={`url(#${hatch}${series.key})`}
                isHatched={series.hatched || data.rows[shape.index]?.state === 'running'}
              />
            )}
          />
        ))}
        {line && (
          <Line
            dataKey={line.key}
            stroke="var(--ink)"
            strokeWidth={2}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        <Overlay
          kind="band"
          rows={data.rows}
          markers={markers}
          missing={missingRows(data.rows)}
          reference={reference && { value: Number(reference.value), text: reference.text }}
        />
      </ComposedChart>
    </Sized>
  )
}

function pointOf(values: Readonly<Record<string, string | null>>, series: readonly ChartSeries[], row: number): Point {
  const point: Point = { row }
  for (const { key, below } of series) {
    const plot = plotOf(values[key])
    point[key] = plot !== null && below ? -plot : plot
  }
  return point
}

/** The axis reaches over the highest stack and under the lowest; zero is always on it. */
function axisOf(
  points: readonly Point[],
  bars: readonly ChartSeries[],
  line: ChartSeries | undefined,
  reference: number | null,
): ReturnType<typeof hangingAxis> {
  const ends = points.flatMap((point) => {
    const sizes = bars.map(({ key }) => numberAt(point, key))
    const up = sizes.filter((size) => size > 0).reduce((sum, size) => sum + size, 0)
    const down = sizes.filter((size) => size < 0).reduce((sum, size) => sum + size, 0)
    return [up, down, line ? numberAt(point, line.key) : 0]
  })
  const low = Math.min(0, ...ends)
  return hangingAxis(niceTicks(low, Math.max(0, reference ?? 0, ...ends)), low)
}

function numberAt(point: Point, key: string): number {
  const value = point[key]
  return typeof value === 'number' ? value : 0
}

function Hatch({ id, color }: { id: string; color: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1="1" y1="0" x2="1" y2="5" stroke={color} strokeWidth="2" />
    </pattern>
  )
}

/** One segment; a pixel of ground parts it from the next. */
function Piece({
  shape,
  color,
  pattern,
  isHatched,
}: {
  shape: BarShapeProps
  color: string
  pattern: string
  isHatched: boolean
}) {
  const height = Math.abs(shape.height)
  if (height === 0 || !shape.width) return null
  const y = shape.height < 0 ? shape.y + shape.height : shape.y
  const gap = height > 3 ? 1 : 0
  if (!isHatched) return <rect x={shape.x} y={y + gap} width={shape.width} height={height - gap} fill={color} />
  return (
    <rect
      x={shape.x + 0.5}
      y={y + gap + 0.5}
      width={Math.max(0, shape.width - 1)}
      height={Math.max(0, height - gap - 1)}
      fill={pattern}
      stroke={color}
    />
  )
}
