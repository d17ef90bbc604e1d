'use client'

import { type ReactNode, useId, useState } from 'react'
import { charts } from '@/messages/charts'
import { type Defined, Definition } from '../definition'
import { type ChartData, type ChartSeries, csvOf, type FigureFormat } from './chart-data'
import { Explore } from './explore'
import { type PackedRows, unpackRows } from './packed-rows'
import { TableTwin } from './table-twin'

/** What opens under a chart. */
type Under = 'table' | 'definition' | 'explore'
/** Fewer rows than this are seen as they are. */
const WORTH_EXPLORING = 8

type Props = {
  /** Title and unit of the chart. */
  label: string
  series: readonly ChartSeries[]
  rows: PackedRows
  count: number
  format?: FigureFormat
  file: string
  rowName: string
  changes?: readonly { number: number; text: ReactNode }[]
  note?: ReactNode
  defined?: readonly Defined[]
}

/** Notes, and what opens under them: definitions or the table. */
export function ChartFoot(props: Props) {
  const { label, series, rows, count, format, file, rowName, note, changes = [], defined = [] } = props
  const [open, setOpen] = useState<Under | null>(null)
  const underId = useId()
  const read = (): ChartData => ({ series, rows: unpackRows(rows) })
  const toggle = (what: Under, name: string) => (
    <button
      type="button"
      aria-expanded={open === what}
      aria-controls={underId}
      onClick={() => setOpen(open === what ? null : what)}
    >
      {name}
    </button>
  )
  return (
    <>
      <div className="chart-foot">
        {changes.map((change) => (
          <span key={change.number}>
            <b>{change.number}</b>
            {change.text}
          </span>
        ))}
        {note && <span>{note}</span>}
        <div>
          {defined.length > 0 && toggle('definition', defined.length > 1 ? charts.definitions : charts.definition)}
          {count >= WORTH_EXPLORING && toggle('explore', charts.explore)}
          {toggle('table', charts.table)}
          <button type="button" onClick={() => download(file, csvOf(read(), rowName.toLowerCase()))}>
            {charts.csv}
          </button>
        </div>
      </div>
      <div id={underId} hidden={open === null}>
        {open === 'table' && <TableTwin label={label} data={read()} format={format} rowName={rowName} />}
        {open === 'explore' && <Explore data={read()} format={format} label={label} />}
        {open === 'definition' && <Definitions defined={defined} />}
      </div>
    </>
  )
}

function Definitions({ defined }: { defined: readonly Defined[] }) {
  return (
    <ul className="definitions">
      {defined.map((one) => (
        <li key={one.id}>
          <Definition {...one} />
        </li>
      ))}
    </ul>
  )
}

/** The rows that are on the page, so the file and the chart cannot differ. */
function download(file: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${file}.csv`
  link.click()
  URL.revokeObjectURL(url)
}
