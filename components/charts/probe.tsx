'use client'

import { type PointerEvent, useState } from 'react'
import { charts } from '@/messages/charts'
import { type ChartData, type FigureFormat, figureText } from './chart-data'
import { type Kind, middleOf, percent, rowAt } from './scale'
import { Tip } from './tip'

type Props = {
  data: ChartData
  format: FigureFormat
  isTotalled: boolean
  kind: Kind
  label: string
  /** Where the marks are inside of the chart, px. */
  box: { left: number; right: number; height: number }
}

/** Reads a chart row by row: under the pointer, or by arrow keys as a slider that says each row. */
export function Probe({ data, format, isTotalled, kind, label, box }: Props) {
  const [row, setRow] = useState<number | null>(null)
  const { rows } = data
  const last = rows.length - 1
  const here = Math.min(row ?? last, last)
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setRow(rowAt(kind, (event.clientX - left) / width, rows.length))
  }
  const x = middleOf(kind, here, rows.length)
  return (
    <div
      className="probe"
      style={{ left: box.left, right: box.right, height: box.height }}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && setRow(null)}
    >
      <input
        type="range"
        min={0}
        max={last}
        value={here}
        aria-label={charts.rowByRow(label)}
        aria-valuetext={spoken(data, here, format)}
        onChange={({ target }) => setRow(Number(target.value))}
        onFocus={() => setRow(here)}
        onBlur={() => setRow(null)}
        onKeyDown={({ key }) => key === 'Escape' && setRow(null)}
      />
      {row !== null && (
        <>
          <span className="probe-line" style={{ left: percent(x) }} />
          <div className="tip" role="tooltip" style={{ left: percent(x) }} data-side={x > 50 ? 'left' : 'right'}>
            <Tip row={rows[here]} data={data} format={format} isTotalled={isTotalled} />
          </div>
        </>
      )}
    </div>
  )
}

function spoken({ rows, series }: ChartData, row: number, format: FigureFormat): string {
  const at = rows[row]
  if (!at) return ''
  return [at.title ?? at.label, ...series.map(({ key, name }) => `${name} ${figureText(at.values[key], format)}`)].join(
    ', ',
  )
}
