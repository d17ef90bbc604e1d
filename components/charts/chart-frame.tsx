'use client'

import { type ReactNode, useId, useState } from 'react'
import { charts } from '@/messages/charts'
import { type ChartData, csvOf, type FigureFormat } from './chart-data'
import { Key } from './key'
import { TableTwin } from './table-twin'

type Props = {
  title: string
  /** Unit and span, once: `CXPT per epoch`. */
  unit: string
  /** The block the rows are as of: `#53,593,089`. */
  asOf?: string
  data: ChartData
  format?: FigureFormat
  /** Name of the CSV file, without its ending. */
  file: string
  /** What the first column is: `Epoch`. */
  rowName?: string
  /** Says what the hatched row is: `Epoch 36, day 5 of 7`. */
  running?: string
  /** Parameter changes by the number in their ring. */
  changes?: readonly { number: number; text: ReactNode }[]
  note?: ReactNode
  /** Views of the chart, at the right of its title. */
  aside?: ReactNode
  /** Shown instead of the chart while there are no rows. */
  empty?: ReactNode
  /** A part of a section: no ink rule, a smaller heading. */
  part?: boolean
  /** The chart, drawn from the same data. */
  children: ReactNode
}

/** What every chart has around it: title, unit, block, legend with values, notes, the same rows as a table and as a file. */
export function ChartFrame(props: Props) {
  const { title, unit, data, format, file, rowName = charts.period, changes = [], note, empty, part, children } = props
  const [isTable, setTable] = useState(false)
  const headingId = useId()
  const tableId = useId()
  const Heading = part ? 'h3' : 'h2'
  const isEmpty = data.rows.length === 0
  return (
    <section aria-labelledby={headingId}>
      <div className="chart-head" data-part={part || undefined}>
        <Heading id={headingId}>{title}</Heading>
        <p>{unit}</p>
        {(props.aside || props.asOf) && <div>{props.aside ?? <span className="num">{props.asOf}</span>}</div>}
      </div>
      {isEmpty ? (
        <p className="border-b border-rule py-2 text-table text-ink-2">{empty ?? charts.empty}</p>
      ) : (
        <>
          <Legend data={data} running={props.running} />
          {children}
          <div className="chart-foot">
            {changes.map((change) => (
              <span key={change.number}>
                <b>{change.number}</b>
                {change.text}
              </span>
            ))}
            {note && <span>{note}</span>}
            <div>
              <button type="button" aria-expanded={isTable} aria-controls={tableId} onClick={() => setTable(!isTable)}>
                {charts.table}
              </button>
              <button type="button" onClick={() => download(file, csvOf(data, rowName.toLowerCase()))}>
                {charts.csv}
              </button>
            </div>
          </div>
          <div id={tableId} hidden={!isTable}>
            {isTable && <TableTwin label={`${title}, ${unit}`} data={data} format={format} rowName={rowName} />}
          </div>
        </>
      )}
    </section>
  )
}

function Legend({ data, running }: { data: ChartData; running?: string }) {
  return (
    <p className="legend">
      {data.series.map((series) => (
        <span key={series.key}>
          <Key series={series} />
          {series.name}
          {series.current && <b>{series.current}</b>}
        </span>
      ))}
      {running && (
        <span>
          <span className="key" data-running="" aria-hidden="true" />
          {running}
        </span>
      )}
    </p>
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
