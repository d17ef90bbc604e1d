import { toneColor } from '../tone'
import type { ChartData } from './chart-data'
import { middleOf, percent, type Scale, yOf } from './scale'

/** What stands at a line's last point: `Actual 24.02M`, under it `97.8% of 24.56M due`. */
export type EndLabel = { key: string; text: string; note?: string }

/** Height of a label of two lines, px. */
const LABEL_HEIGHT = 28
/** Labels whose lines end nearer than this, percent of the width, must not lie over each other. */
const NEAR = 25

const lastRowOf = ({ rows }: ChartData, key: string): number => rows.findLastIndex((row) => row.values[key] != null)

/** Room at the right for the labels of lines that end there; a letter of 12 px is about 6.6 px wide. */
export function roomFor(ends: readonly EndLabel[], data: ChartData): number {
  const widest = ends
    .filter(({ key }) => lastRowOf(data, key) > data.rows.length * 0.7)
    .map(({ text, note = '' }) => Math.max(text.length * 6.6, note.length * 5.8))
  return widest.length === 0 ? 8 : Math.max(...widest) + 14
}

type Props = {
  data: ChartData
  values: ReadonlyMap<string, readonly (number | null)[]>
  ends: readonly EndLabel[]
  scale: Scale
}

/** A dot at the last point of each labelled line, and its text beside it. */
export function Ends({ data, values, ends, scale }: Props) {
  const placed = ends.flatMap((end) => {
    const series = data.series.find(({ key }) => key === end.key)
    const row = lastRowOf(data, end.key)
    const value = values.get(end.key)?.[row]
    if (!series || value === null || value === undefined) return []
    return [{ end, series, x: middleOf('line', row, data.rows.length), y: yOf(scale, value) }]
  })
  const sorted = placed.sort((a, b) => a.y - b.y)
  let free = Number.NEGATIVE_INFINITY
  return (
    <g>
      {sorted.map(({ end, series, x, y }) => {
        const isNear = sorted.some((other) => other.end !== end && Math.abs(other.x - x) < NEAR)
        const textY = isNear ? Math.max(y + 4, free) : y + 4
        free = textY + LABEL_HEIGHT
        return (
          <g key={end.key}>
            {!series.dashed && <circle cx={percent(x)} cy={y} r={3.5} fill={toneColor(series.tone)} />}
            <text className="strong" x={percent(x)} dx={8} y={textY}>
              {end.text}
            </text>
            {end.note && (
              <text x={percent(x)} dx={8} y={textY + 13}>
                {end.note}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
