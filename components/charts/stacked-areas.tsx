import { useId } from 'react'
import { toneColor } from '../tone'
import { type ChartData, type ChartSeries, type FigureFormat, niceTicks, plotOf } from './chart-data'
import { Plot } from './plot'
import { areaPath, linePath, type Place, placesOf, scaleOf } from './scale'
import { Stretched } from './stretched'

type Props = {
  /** In stack order from the bottom; a `dashed` series is a line over the stack and no part of it. */
  data: ChartData
  /** One sentence: what the chart shows and its main figures. */
  label: string
  format?: FigureFormat
  height?: number
  /** Where the axis ends when the parts always add up to the same. */
  whole?: number
}

/** Stocks over time, one on the other: a pixel of ground between them, a gap where one is not known. */
export function StackedAreas({ data, label, format = {}, height = 300, whole }: Props) {
  const hatch = useId().replace(/\W/g, '')
  const layers = data.series.filter(({ dashed }) => !dashed)
  const lines = data.series.filter(({ dashed }) => dashed)
  const edges = edgesOf(
    data,
    layers.map(({ key }) => key),
  )
  const drawn = lines.map(({ key }) => data.rows.map((row) => plotOf(row.values[key])))
  const known = [...edges.flat(), ...drawn.flat()].filter((value) => value !== null)
  const scale = scaleOf(niceTicks(0, whole ?? Math.max(0, ...known)), height)
  const places = edges.map((edge) => placesOf(scale, 'line', edge))
  return (
    <Plot data={data} label={label} format={format} scale={scale} kind="line" isTotalled>
      <Stretched scale={scale}>
        <Layers hatch={hatch} layers={layers} places={places} />
        {lines.map((series, index) => (
          <OverLine key={series.key} series={series} places={placesOf(scale, 'line', drawn[index] ?? [])} />
        ))}
      </Stretched>
    </Plot>
  )
}

type LayersProps = { hatch: string; layers: readonly ChartSeries[]; places: readonly (readonly Place[])[] }

function Layers({ hatch, layers, places }: LayersProps) {
  return (
    <>
      <defs>
        {layers.map(({ key, tone }) => (
          <pattern
            key={key}
            id={hatch + key}
            width="7"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line x1="1" y1="0" x2="1" y2="5" stroke={toneColor(tone)} strokeWidth="3" />
          </pattern>
        ))}
      </defs>
      {layers.map(({ key, tone, hatched }, index) => (
        <path
          key={key}
          className="layer"
          d={areaPath(places[index + 1] ?? [], places[index] ?? [])}
          fill={hatched ? `url(#${hatch}${key})` : toneColor(tone)}
        />
      ))}
    </>
  )
}

/** On a seam of ground, so that it is seen on every layer. */
function OverLine({ series: { tone }, places }: { series: ChartSeries; places: readonly Place[] }) {
  const d = linePath(places)
  return (
    <>
      <path className="line" d={d} stroke="var(--bg)" strokeWidth={3.5} />
      <path className="line" d={d} stroke={toneColor(tone)} strokeWidth={1.5} strokeDasharray="5 3" />
    </>
  )
}

/** Sums from the bottom, one line more than there are layers; null from the first that is not known. */
function edgesOf({ rows }: ChartData, keys: readonly string[]): (number | null)[][] {
  const edges: (number | null)[][] = [rows.map(() => 0)]
  for (const key of keys) {
    const below = edges.at(-1) ?? []
    edges.push(
      rows.map((row, index) => {
        const [sum, plot] = [below[index] ?? null, plotOf(row.values[key])]
        return sum === null || plot === null ? null : sum + plot
      }),
    )
  }
  return edges
}
