import { type CSSProperties, useId } from 'react'
import { toneColor } from '../tone'
import {
  type ChartData,
  type ChartMarker,
  type ChartRow,
  type ChartSeries,
  type FigureFormat,
  hangingAxis,
  niceTicks,
  plotOf,
} from './chart-data'
import { Plot } from './plot'
import { linePath, middleOf, percent, placesOf, type Scale, scaleOf, yOf } from './scale'
import { Stretched } from './stretched'

type Props = {
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

/** Stacked or mirrored bars over periods, from zero; series `below` hang under it; the running period is hatched. */
export function Bars({ data, label, format = {}, height = 236, net, markers, reference }: Props) {
  const hatch = useId().replace(/\W/g, '')
  const bars = data.series.filter(({ key }) => key !== net)
  const line = data.series.find(({ key }) => key === net)
  const stacks = data.rows.map(({ values }) => stackOf(values, bars))
  const nets = data.rows.map(({ values }) => (line ? plotOf(values[line.key]) : null))
  const mark = plotOf(reference?.value)
  const { ticks, low } = axisOf([...stacks.flat().flatMap(({ from, to }) => [from, to]), ...nets, mark])
  const scale = scaleOf(ticks, height, low)
  return (
    <Plot
      data={data}
      label={label}
      format={format}
      scale={scale}
      kind="band"
      isTotalled={!bars.some(({ below }) => below) && !line}
      markers={markers}
      reference={reference && { value: mark ?? 0, text: reference.text }}
    >
      <defs>
        {bars.map(({ key, tone }) => (
          <Hatch key={key} id={hatch + key} color={toneColor(tone)} />
        ))}
      </defs>
      {stacks.map((stack, row) => (
        <g key={data.rows[row]?.id ?? data.rows[row]?.title ?? data.rows[row]?.label}>
          {stack.map((piece) => (
            <Piece
              key={piece.series.key}
              piece={piece}
              scale={scale}
              place={barPlace(row, data.rows.length)}
              pattern={
                piece.series.hatched || data.rows[row]?.state === 'running' ? `url(#${hatch}${piece.series.key})` : null
              }
            />
          ))}
        </g>
      ))}
      {line && <NetLine nets={nets} rows={data.rows} scale={scale} />}
    </Plot>
  )
}

type StackPiece = { series: ChartSeries; from: number; to: number }

/** Pieces of one row from zero outwards, in stack order; what is not known has none. */
function stackOf(values: Readonly<Record<string, string | null>>, bars: readonly ChartSeries[]): StackPiece[] {
  let [up, down] = [0, 0]
  return bars.flatMap((series) => {
    const plot = plotOf(values[series.key])
    if (plot === null || plot === 0) return []
    const size = series.below ? -plot : plot
    const from = size > 0 ? up : down
    if (size > 0) up += size
    else down += size
    return [{ series, from, to: from + size }]
  })
}

/** The axis reaches over the highest stack and under the lowest; zero is always on it. */
function axisOf(ends: readonly (number | null)[]): ReturnType<typeof hangingAxis> {
  const known = ends.filter((end) => end !== null)
  const low = Math.min(0, ...known)
  return hangingAxis(niceTicks(low, Math.max(0, ...known)), low)
}

/** A bar fills 83% of its band, 36 px at most: the style sheet has the rest. */
function barPlace(row: number, count: number): CSSProperties {
  const place: CSSProperties & Record<'--x' | '--w', string> = {
    '--x': percent(middleOf('band', row, count)),
    '--w': percent(83 / count),
  }
  return place
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
  piece: { series, from, to },
  scale,
  place,
  pattern,
}: {
  piece: StackPiece
  scale: Scale
  place: CSSProperties
  pattern: string | null
}) {
  const [top, bottom] = [yOf(scale, Math.max(from, to)), yOf(scale, Math.min(from, to))]
  const gap = bottom - top > 3 ? 1 : 0
  const height = bottom - top - gap
  const color = toneColor(series.tone)
  if (height <= 0) return null
  if (!pattern) return <rect className="bar" style={place} y={top + gap} height={height} fill={color} />
  return (
    <rect
      className="bar"
      data-framed=""
      style={place}
      y={top + gap + 0.5}
      height={Math.max(0, height - 1)}
      fill={pattern}
      stroke={color}
    />
  )
}

/** Through the periods that are over; of the running one a ring, for it is not where the line goes. */
function NetLine({ nets, rows, scale }: { nets: readonly (number | null)[]; rows: readonly ChartRow[]; scale: Scale }) {
  const isRunning = (row: number) => rows[row]?.state === 'running'
  const whole = nets.map((net, row) => (isRunning(row) ? null : net))
  return (
    <>
      <Stretched scale={scale}>
        <path className="line" d={linePath(placesOf(scale, 'band', whole))} stroke="var(--ink)" strokeWidth={2} />
      </Stretched>
      {nets.map((net, row) =>
        net !== null && isRunning(row) ? (
          <circle
            key={rows[row]?.id ?? rows[row]?.label}
            cx={percent(middleOf('band', row, nets.length))}
            cy={yOf(scale, net)}
            r={3}
            fill="var(--bg)"
            stroke="var(--ink)"
            strokeWidth={1.5}
          />
        ) : null,
      )}
    </>
  )
}
