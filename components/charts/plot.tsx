import type { ReactNode } from 'react'
import { Still } from '#still'
import { axisText, type ChartData, type ChartMarker, type FigureFormat, labelledRows } from './chart-data'
import { Overlay, type Reference } from './overlay'
import { packRows } from './packed-rows'
import { Probe } from './probe'
import { bottomOf, type Kind, middleOf, percent, type Scale, yOf } from './scale'
import { spokenRow } from './spoken-row'

/** Width of a letter of 11 px, px. */
const LETTER = 6.4

type Props = {
  data: ChartData
  label: string
  format: FigureFormat
  scale: Scale
  kind: Kind
  isTotalled: boolean
  /** Room at the right for what is written there, px. */
  right?: number
  markers?: readonly ChartMarker[]
  reference?: Reference
  children: ReactNode
}

/** Grid, axes, overlay and tooltip around the marks of a chart. Drawn on the server; only the tooltip needs a script. */
export function Plot({ data, label, format, scale, kind, isTotalled, right = 8, children, ...over }: Props) {
  const texts = scale.ticks.map((tick) => axisText(tick, format.symbol))
  const left = Math.max(...texts.map((text) => text.length)) * LETTER + 8
  const { markers = [], reference } = over
  const last = data.rows.at(-1)
  return (
    <div className="plot" style={{ height: scale.height, paddingLeft: left, paddingRight: right }}>
      <Still as="svg" role="img" aria-label={label} width="100%" height={scale.height}>
        <Overlay.Under kind={kind} scale={scale} rows={data.rows} />
        {scale.ticks.map((tick, index) => (
          <g key={tick}>
            {tick !== 0 && <line x1="0" x2="100%" y1={yOf(scale, tick)} y2={yOf(scale, tick)} stroke="var(--rule)" />}
            <text x={-8} y={yOf(scale, tick) + 4} textAnchor="end">
              {texts[index]}
            </text>
          </g>
        ))}
        {children}
        {scale.low <= 0 && <line x1="0" x2="100%" y1={yOf(scale, 0)} y2={yOf(scale, 0)} stroke="var(--ink)" />}
        <Overlay.Over kind={kind} scale={scale} rows={data.rows} markers={markers} reference={reference} />
        <RowLabels kind={kind} scale={scale} data={data} />
      </Still>
      {last && (
        <Probe
          series={data.series}
          rows={packRows(data.rows)}
          count={data.rows.length}
          last={spokenRow(last, data.series, format)}
          format={format}
          isTotalled={isTotalled}
          kind={kind}
          label={label}
          box={{ left, right, height: bottomOf(scale) }}
        />
      )}
    </div>
  )
}

function RowLabels({ kind, scale, data: { rows } }: { kind: Kind; scale: Scale; data: ChartData }) {
  const shown = labelledRows(rows.length)
  return shown.map((row, index) => (
    <text
      key={row}
      x={percent(middleOf(kind, row, rows.length))}
      y={bottomOf(scale) + 17}
      textAnchor={kind === 'line' ? ANCHORS[edgeOf(index, shown.length)] : 'middle'}
      data-minor={isMinor(index, shown.length) || undefined}
    >
      {rows[row]?.label}
    </text>
  ))
}

const ANCHORS = { first: 'start', last: 'end', between: 'middle' } as const

function edgeOf(index: number, count: number): keyof typeof ANCHORS {
  if (index === 0) return count === 1 ? 'between' : 'first'
  return index === count - 1 ? 'last' : 'between'
}

/** Labels that go where the plot is narrow: all but the first, the last, and the one in the middle of five. */
function isMinor(index: number, count: number): boolean {
  return index > 0 && index < count - 1 && !(count === 5 && index === 2)
}
