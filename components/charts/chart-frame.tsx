'use client'

import { type ReactNode, useId, useState } from 'react'
import { charts } from '@/messages/charts'
import { type Defined, Definition } from '../definition'
import { type ChartData, csvOf, type FigureFormat } from './chart-data'
import { Explore } from './explore'
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
  /** What its numbers mean, one click away. */
  defined?: readonly Defined[]
  /** Views of the chart, at the right of its title. */
  aside?: ReactNode
  /** Shown instead of the chart while there are no rows. */
  empty?: ReactNode
  /** A part of a section: no ink rule, a smaller heading. */
  part?: boolean
  /** The chart, drawn from the same data. */
  children: ReactNode
}

/** What every chart has around it: title, unit, block, legend with values, notes, definitions, the same rows as a table and as a file. */
export function ChartFrame(props: Props) {
  const { title, unit, data, rowName = charts.period, empty, part, children } = props
  const headingId = useId()
  const Heading = part ? 'h3' : 'h2'
  const isEmpty = data.rows.length === 0
  return (
    <section aria-labelledby={headingId}>
      <div className="chart-head" data-part={part || undefined}>
        <Heading id={headingId}>{title}</Heading>
        <p>{unit}</p>
        {(props.aside || props.asOf) && (
          <div>
            {props.aside}
            {props.asOf && <span className="num">{props.asOf}</span>}
          </div>
        )}
      </div>
      {isEmpty ? (
        <p className="border-b border-rule py-2 text-table text-ink-2">{empty ?? charts.empty}</p>
      ) : (
        <>
          <Legend data={data} running={props.running} />
          {children}
          <Foot {...props} rowName={rowName} />
        </>
      )}
    </section>
  )
}

/** What opens under a chart. */
type Under = 'table' | 'definition' | 'explore'
/** Fewer rows than this are seen as they are. */
const WORTH_EXPLORING = 8

type FootProps = Props & { rowName: string }

/** Notes, and what opens under them: definitions or the table. */
function Foot({ title, unit, data, format, file, rowName, note, changes = [], defined = [] }: FootProps) {
  const [open, setOpen] = useState<Under | null>(null)
  const underId = useId()
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
          {data.rows.length >= WORTH_EXPLORING && toggle('explore', charts.explore)}
          {toggle('table', charts.table)}
          <button type="button" onClick={() => download(file, csvOf(data, rowName.toLowerCase()))}>
            {charts.csv}
          </button>
        </div>
      </div>
      <div id={underId} hidden={open === null}>
        {open === 'table' && <TableTwin label={`${title}, ${unit}`} data={data} format={format} rowName={rowName} />}
        {open === 'explore' && <Explore data={data} format={format} label={`${title}, ${unit}`} />}
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
