import { toneColor } from '../tone'
import { type ChartData, type ChartMarker, type FigureFormat, niceTicks, plotOf } from './chart-data'
import { type EndLabel, Ends, roomFor } from './ends'
import { Plot } from './plot'
import { areaPath, linePath, type Place, placesOf, type Scale, scaleOf } from './scale'
import { Stretched } from './stretched'

type Props = {
  data: ChartData
  /** One sentence: what the chart shows and its main figures. */
  label: string
  format?: FigureFormat
  height?: number
  ends?: readonly EndLabel[]
  /** Fills between two series with the marker: the difference of two runs. */
  between?: readonly [string, string]
  markers?: readonly ChartMarker[]
  reference?: { value: string; text: string }
  /** The axis need not reach zero: prices only. */
  isFloating?: boolean
}

/** Lines of 2 px, no dots but the last; dashed ink for a schedule; areas at 14%; gaps where nothing is known. */
export function Lines(props: Props) {
  const { data, label, format = {}, height = 236, ends = [], between, markers, reference, isFloating } = props
  const values = new Map(data.series.map(({ key }) => [key, data.rows.map((row) => plotOf(row.values[key]))]))
  const mark = plotOf(reference?.value)
  const known = [...values.values(), [mark]].flat().filter((value) => value !== null)
  const low = Math.min(...known)
  const scale = scaleOf(niceTicks(isFloating ? low : Math.min(0, low), Math.max(...known)), height)
  const places = new Map([...values].map(([key, line]) => [key, placesOf(scale, 'line', line)]))
  return (
    <Plot
      data={data}
      label={label}
      format={format}
      scale={scale}
      kind="line"
      isTotalled={false}
      right={roomFor(ends, data)}
      markers={markers}
      reference={reference && { value: mark ?? 0, text: reference.text }}
    >
      <Stretched scale={scale}>
        {between && (
          <path
            d={areaPath(places.get(between[0]) ?? [], places.get(between[1]) ?? [])}
            fill="var(--mark)"
            fillOpacity={0.75}
          />
        )}
        {data.series.map(({ key, tone, area, dashed }) => (
          <g key={key}>
            {area && (
              <path
                d={areaPath(places.get(key) ?? [], floorOf(scale, data.rows.length))}
                fill={toneColor(tone)}
                fillOpacity={0.14}
              />
            )}
            <path
              className="line"
              d={linePath(places.get(key) ?? [])}
              stroke={toneColor(tone)}
              strokeWidth={tone === 'circulating' ? 1.25 : 2}
              strokeDasharray={dashed ? '5 3' : undefined}
            />
          </g>
        ))}
      </Stretched>
      <Ends data={data} values={values} ends={ends} scale={scale} />
    </Plot>
  )
}

/** The axis itself, as a line. */
function floorOf(scale: Scale, count: number): Place[] {
  return placesOf(scale, 'line', new Array<number>(count).fill(Math.max(scale.low, Math.min(0, scale.high))))
}
