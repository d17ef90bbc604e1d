'use client'

import { usePlotArea, useYAxisScale } from 'recharts'
import type { ChartMarker, ChartRow } from './chart-data'

type Props = {
  rows: readonly ChartRow[]
  markers: readonly ChartMarker[]
  /** Rows no series knows. */
  missing: readonly number[]
  /** A dashed line across, with its text above at the right. */
  reference?: { value: number; text: string }
  kind: 'band' | 'line'
}

/** What lies over a chart and is not data: rings of parameter changes, gaps, what is still to come, a reference. */
export function Overlay({ rows, markers, missing, reference, kind }: Props) {
  const area = usePlotArea()
  const yOf = useYAxisScale()
  if (!area || !yOf) return null
  const { x, y, width, height } = area
  const bottom = y + height
  const startOf = (row: number) =>
    x + (kind === 'band' ? (width * row) / rows.length : (width * (row - 0.5)) / Math.max(1, rows.length - 1))
  const middleOf = (row: number) =>
    x + (kind === 'band' ? (width * (row + 0.5)) / rows.length : (width * row) / Math.max(1, rows.length - 1))
  const future = rows.findIndex(({ state }) => state === 'future')
  const zero = yOf(0) ?? bottom
  const referenceY = reference && yOf(reference.value)
  return (
    <g>
      {future >= 0 && (
        <>
          <rect x={startOf(future)} y={y} width={x + width - startOf(future)} height={height} fill="var(--sunken)" />
          <text x={(startOf(future) + x + width) / 2} y={y + 16} textAnchor="middle">
            still to come
          </text>
        </>
      )}
      {missing.map((row) => (
        <text key={row} x={middleOf(row)} y={Math.min(zero, bottom) - 6} textAnchor="middle">
          n/a
        </text>
      ))}
      {markers.map(({ before, number }) => (
        <g key={number}>
          <line
            x1={startOf(before)}
            x2={startOf(before)}
            y1={y - 2}
            y2={bottom}
            stroke="var(--ink-2)"
            strokeDasharray="2 3"
          />
          <circle cx={startOf(before)} cy={y - 8} r={6.5} fill="var(--bg)" stroke="var(--ink-2)" />
          <text className="ring" x={startOf(before)} y={y - 4.5} textAnchor="middle">
            {number}
          </text>
        </g>
      ))}
      {reference && referenceY !== undefined && (
        <>
          <line
            x1={x}
            x2={x + width}
            y1={referenceY}
            y2={referenceY}
            stroke="var(--ink)"
            strokeWidth={1.25}
            strokeDasharray="5 3"
          />
          <text x={x + width} y={referenceY - 5} textAnchor="end" className="over">
            {reference.text}
          </text>
        </>
      )}
    </g>
  )
}

/** Rows in which no series has a value and which are not in the future. */
export function missingRows(rows: readonly ChartRow[]): number[] {
  return rows.flatMap((row, index) =>
    row.state !== 'future' && Object.values(row.values).every((value) => value === null) ? [index] : [],
  )
}
