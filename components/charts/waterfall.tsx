import type { CSSProperties, ReactNode } from 'react'
import { Still } from '#still'
import { charts } from '@/messages/charts'
import { type Tone, toneColor } from '../tone'
import { axisText } from './chart-data'

export type CascadeRow = {
  id: string
  name: ReactNode
  note?: ReactNode
  /** Where the bar begins and ends, in smallest units: the sum before the row and after it. */
  from: bigint
  to: bigint
  /** Without a tone: an empty frame, unclassified. */
  tone?: Tone
  /** Allocated and not claimed, or a deduction. */
  hatched?: boolean
  figure: ReactNode
  share?: ReactNode
  /** A sum or the row it is all about. */
  strong?: boolean
  selected?: boolean
}

type Props = {
  label: string
  columns: { name: string; figure: string; share?: string }
  rows: readonly CascadeRow[]
  /** Right end of the scale in smallest units, and how many of them are one on the axis: 10^27 and 10^18. */
  scale: { end: bigint; unit: bigint; symbol?: string }
  /** The proven sum, over the double rule. */
  total?: { name: ReactNode; figure: ReactNode; share?: ReactNode; proof?: ReactNode }
}

/** Rows that start where the one above ends, from amounts in stack order. */
export function cascadeOf(amounts: readonly bigint[]): { from: bigint; to: bigint }[] {
  let sum = 0n
  return amounts.map((amount) => {
    const from = sum
    sum += amount
    return { from, to: sum }
  })
}

/** A table whose last column is a waterfall, so that table and chart are one. Drawn on the server. */
export function Waterfall({ label, columns, rows, scale, total }: Props) {
  const end = Number(scale.end / scale.unit)
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * end)
  const hasShare = columns.share !== undefined
  return (
    <table className="cascade" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{columns.name}</th>
          <th scope="col" data-num="">
            {columns.figure}
          </th>
          {hasShare && (
            <th scope="col" data-num="">
              {columns.share}
            </th>
          )}
          <th scope="col" data-bar="">
            <span className="sr-only">{charts.toScale}</span>
            <Scale ticks={ticks} end={end} symbol={scale.symbol} />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Row
            key={row.id}
            row={row}
            end={scale.end}
            ticks={ticks.map((tick) => (tick / end) * 100)}
            hasShare={hasShare}
            isJoined={index < rows.length - 1 && rows[index + 1]?.tone !== undefined}
          />
        ))}
        {total && (
          <tr data-total="">
            <th scope="row">{total.name}</th>
            <td data-num="">{total.figure}</td>
            {hasShare && <td data-num="">{total.share}</td>}
            <td data-bar="">{total.proof}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function Scale({ ticks, end, symbol }: { ticks: readonly number[]; end: number; symbol?: string }) {
  return (
    <Still as="div" className="cascade-scale" aria-hidden="true">
      {ticks.map((tick) => (
        <span
          key={tick}
          style={{ left: `${(tick / end) * 100}%` }}
          data-edge={tick === 0 ? 'start' : tick === end ? 'end' : undefined}
        >
          {axisText(tick, symbol)}
        </span>
      ))}
    </Still>
  )
}

type RowProps = { row: CascadeRow; end: bigint; ticks: readonly number[]; hasShare: boolean; isJoined: boolean }

function Row({ row, end, ticks, hasShare, isJoined }: RowProps) {
  const [low, high] = row.from < row.to ? [row.from, row.to] : [row.to, row.from]
  const tone: CSSProperties & { '--tone'?: string } = { '--tone': row.tone && toneColor(row.tone) }
  const bar = { ...tone, left: `${percentOf(low, end)}%`, width: `${percentOf(high - low, end)}%` }
  return (
    <tr data-strong={row.strong || undefined} data-selected={row.selected || undefined}>
      <th scope="row">
        <span>
          <span
            aria-hidden="true"
            className={row.tone ? 'key' : 'key border border-ink-3'}
            style={tone}
            data-hatched={row.hatched || undefined}
          />
          <b>{row.name}</b>
        </span>
        {row.note && <small>{row.note}</small>}
      </th>
      <td data-num="">{row.figure}</td>
      {hasShare && (
        <td data-num="" data-share="">
          {row.share}
        </td>
      )}
      <td data-bar="">
        <Still as="div" className="cascade-bar" aria-hidden="true">
          {ticks.map((tick) => (
            <i key={tick} style={{ left: `min(${tick}%, 100% - 1px)` }} />
          ))}
          {row.tone && high > low && <span style={bar} data-hatched={row.hatched || undefined} />}
          {isJoined && row.tone && <u style={{ left: `min(${percentOf(row.to, end)}%, 100% - 1px)` }} />}
        </Still>
      </td>
    </tr>
  )
}

/** A place on the scale, to a thousandth of a percent: for drawing only. */
function percentOf(amount: bigint, end: bigint): number {
  return Number((amount * 100_000n) / end) / 1000
}
