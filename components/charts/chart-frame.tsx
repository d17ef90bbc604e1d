import { type ReactNode, useId } from 'react'
import { charts } from '@/messages/charts'
import type { Defined } from '../definition'
import type { ChartData, FigureFormat } from './chart-data'
import { ChartFoot } from './chart-foot'
import { Key } from './key'
import { packRows } from './packed-rows'

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
          <ChartFoot
            label={`${title}, ${unit}`}
            series={data.series}
            rows={packRows(data.rows)}
            count={data.rows.length}
            format={props.format}
            file={props.file}
            rowName={rowName}
            changes={props.changes}
            note={props.note}
            defined={props.defined}
          />
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
