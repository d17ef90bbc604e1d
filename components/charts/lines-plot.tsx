'use client'

import { Area, ComposedChart, Line, usePlotArea, useYAxisScale } from 'recharts'
import { toneColor } from '../tone'
import { type ChartData, type ChartMarker, type ChartSeries, type FigureFormat, niceTicks, plotOf } from './chart-data'
import { missingRows, Overlay } from './overlay'
import { frameParts, MARGIN, type Point, Sized } from './plot-frame'

/** What stands at a line's last point: `Actual 24.02M`, under it `97.8% of 24.56M due`. */
export type EndLabel = { key: string; text: string; note?: string }

export type LinesProps = {
  data: ChartData
  /** One sentence: what the chart shows and its main figures. */
  label: string
  format?: FigureFormat
  height?: number
  ends?: readonly EndLabel[]
  /** Fills between two series with the marker: the difference of two runs. */
  between?: readonly [string, string]
  markers?: readonly ChartMarker[]
  /** The axis need not reach zero: prices only. */
  isFloating?: boolean
}

const BETWEEN = 'between two series'

/** Lines of 2 px, no dots but the last; dashed ink for a schedule; areas at 14%; gaps where nothing is known. */
export function LinesPlot(props: LinesProps) {
  const { data, label, format = {}, height = 236, ends = [], between, markers = [], isFloating } = props
  const points = data.rows.map((row, index): Point => pointOf(row.values, data.series, index, between))
  const values = points.flatMap((point) => data.series.map(({ key }) => point[key])).filter(isNumber)
  const low = Math.min(...values)
  const ticks = niceTicks(isFloating ? low : Math.min(0, low), Math.max(...values))
  return (
    <Sized height={height}>
      <ComposedChart data={points} margin={{ ...MARGIN, right: roomFor(ends, data) }} role="img" title={label}>
        {frameParts({ data, format, ticks, isTotalled: false, kind: 'line' })}
        {between && (
          <Area
            dataKey={BETWEEN}
            stroke="none"
            fill="var(--mark)"
            fillOpacity={0.75}
            isAnimationActive={false}
            activeDot={false}
          />
        )}
        {data.series
          .filter(({ area }) => area)
          .map((series) => (
            <Area
              key={`area ${series.key}`}
              dataKey={series.key}
              stroke="none"
              fill={toneColor(series.tone)}
              fillOpacity={0.14}
              isAnimationActive={false}
              activeDot={false}
              baseValue={ticks[0]}
            />
          ))}
        {data.series.map((series) => (
          <Line
            key={series.key}
            dataKey={series.key}
            stroke={toneColor(series.tone)}
            strokeWidth={series.tone === 'circulating' ? 1.25 : 2}
            strokeDasharray={series.dashed ? '5 3' : undefined}
            dot={false}
            activeDot={false}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
        <Overlay kind="line" rows={data.rows} markers={markers} missing={missingRows(data.rows)} />
        <Ends data={data} points={points} ends={ends} />
      </ComposedChart>
    </Sized>
  )
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

function pointOf(
  values: Readonly<Record<string, string | null>>,
  series: readonly ChartSeries[],
  row: number,
  between: LinesProps['between'],
): Point {
  const point: Point = { row }
  for (const { key } of series) point[key] = plotOf(values[key])
  if (between) {
    const [a, b] = [plotOf(values[between[0]]), plotOf(values[between[1]])]
    point[BETWEEN] = a === null || b === null ? null : [Math.min(a, b), Math.max(a, b)]
  }
  return point
}

function lastRowOf(points: readonly Point[], key: string): number {
  return points.findLastIndex((point) => isNumber(point[key]))
}

/** Room at the right for the labels of lines that end there; a letter of 12 px is about 6.6 px wide. */
function roomFor(ends: readonly EndLabel[], { rows }: ChartData): number {
  const widest = ends
    .filter(({ key }) => rows.findLastIndex((row) => row.values[key] != null) > rows.length * 0.7)
    .map(({ text, note = '' }) => Math.max(text.length * 6.6, note.length * 5.8))
  return widest.length === 0 ? MARGIN.right : Math.max(...widest) + 14
}

/** Height of a label of two lines, px. */
const LABEL_HEIGHT = 28

function Ends({ data, points, ends }: { data: ChartData; points: readonly Point[]; ends: readonly EndLabel[] }) {
  const area = usePlotArea()
  const yOf = useYAxisScale()
  if (!area || !yOf) return null
  const placed = ends.flatMap((end) => {
    const series = data.series.find(({ key }) => key === end.key)
    const row = lastRowOf(points, end.key)
    const value = points[row]?.[end.key]
    const y = isNumber(value) ? yOf(value) : undefined
    if (!series || y === undefined) return []
    return [{ end, series, y, x: area.x + (area.width * row) / Math.max(1, points.length - 1) }]
  })
  const sorted = placed.sort((a, b) => a.y - b.y)
  let free = Number.NEGATIVE_INFINITY
  return (
    <g>
      {sorted.map(({ end, series, x, y }) => {
        const isNear = sorted.some((other) => other.end !== end && Math.abs(other.x - x) < 90)
        const textY = isNear ? Math.max(y + 4, free) : y + 4
        free = textY + LABEL_HEIGHT
        return (
          <g key={end.key}>
            {!series.dashed && <circle cx={x} cy={y} r={3.5} fill={toneColor(series.tone)} />}
            <text className="strong" x={x + 8} y={textY}>
              {end.text}
            </text>
            {end.note && (
              <text x={x + 8} y={textY + 13}>
                {end.note}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
