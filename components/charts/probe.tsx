'use client'

import { type PointerEvent, useState } from 'react'
import { charts } from '@/messages/charts'
import type { ChartRow, ChartSeries, FigureFormat } from './chart-data'
import { type PackedRows, unpackRows } from './packed-rows'
import { type Kind, middleOf, percent, rowAt } from './scale'
import { spokenRow } from './spoken-row'
import { Tip } from './tip'

type Props = {
  series: readonly ChartSeries[]
  rows: PackedRows
  count: number
  /** The last row in words: where the slider stands before it is moved. */
  last: string
  format: FigureFormat
  isTotalled: boolean
  kind: Kind
  label: string
  /** Where the marks are inside of the chart, px. */
  box: { left: number; right: number; height: number }
}

/** Reads a chart row by row: under the pointer, or by arrow keys as a slider that says each row. */
export function Probe({ series, rows, count, last, format, isTotalled, kind, label, box }: Props) {
  const [row, setRow] = useState<number | null>(null)
  const end = count - 1
  const here = Math.min(row ?? end, end)
  const at: ChartRow | undefined = row === null ? undefined : unpackRows(rows)[here]
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setRow(rowAt(kind, (event.clientX - left) / width, count))
  }
  const x = middleOf(kind, here, count)
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
        max={end}
        value={here}
        aria-label={charts.rowByRow(label)}
        aria-valuetext={at ? spokenRow(at, series, format) : last}
        onChange={({ target }) => setRow(Number(target.value))}
        onFocus={() => setRow(here)}
        onBlur={() => setRow(null)}
        onKeyDown={({ key }) => key === 'Escape' && setRow(null)}
      />
      {row !== null && (
        <>
          <span className="probe-line" style={{ left: percent(x) }} />
          <div className="tip" role="tooltip" style={{ left: percent(x) }} data-side={x > 50 ? 'left' : 'right'}>
            <Tip row={at} series={series} format={format} isTotalled={isTotalled} />
          </div>
        </>
      )}
    </div>
  )
}
