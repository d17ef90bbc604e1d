import { charts } from '@/messages/charts'
import { parts } from '@/messages/parts'
import { type ChartMarker, type ChartRow, plotOf } from './chart-data'
import { bottomOf, type Kind, middleOf, percent, type Scale, startOf, TOP, yOf } from './scale'

export type Reference = { value: number; text: string }
type Ground = { kind: Kind; scale: Scale; rows: readonly ChartRow[] }

/** Under the marks: the time to come, sunken. */
function Under({ kind, scale, rows }: Ground) {
  const future = rows.findIndex(({ state }) => state === 'future')
  if (future < 0) return null
  const start = startOf(kind, future, rows.length)
  const height = bottomOf(scale) - TOP
  return (
    <>
      <rect x={percent(start)} y={TOP} width={percent(100 - start)} height={height} fill="var(--sunken)" />
      <text x={percent((start + 100) / 2)} y={toComeAt(scale, rows.slice(future))} textAnchor="middle">
        {charts.toCome}
      </text>
    </>
  )
}

/** Half the height of a line of text, and the room between it and a mark, px. */
const MIDDLE = 4
const ROOM = 12

/** Base of the words in the time to come: the first place whose middle no mark runs through, the top when there is none. */
export function toComeAt(scale: Scale, future: readonly ChartRow[]): number {
  const quarter = Math.floor(future.length / 4)
  const marks = future
    .slice(quarter, future.length - quarter)
    .flatMap(({ values }) => Object.values(values).map(plotOf))
    .filter((value) => value !== null)
    .map((value) => yOf(scale, value))
  const [top, bottom] = [TOP + 16, bottomOf(scale) - 12]
  const isFree = (base: number) => marks.every((mark) => Math.abs(mark - base + MIDDLE) >= ROOM)
  return [top, bottom, (top + bottom) / 2].find(isFree) ?? top
}

/** Over the marks and not data: rings of parameter changes, gaps, a reference. */
function Over({
  kind,
  scale,
  rows,
  markers,
  reference,
}: Ground & { markers: readonly ChartMarker[]; reference?: Reference }) {
  const zero = scale.low <= 0 ? yOf(scale, 0) : bottomOf(scale)
  return (
    <g>
      {missingRows(rows).map((row) => (
        <text key={row} x={percent(middleOf(kind, row, rows.length))} y={zero - 6} textAnchor="middle">
          {parts.notKnown}
        </text>
      ))}
      {markers.map(({ before, number }) => (
        <Marker key={number} x={percent(startOf(kind, before, rows.length))} bottom={bottomOf(scale)} number={number} />
      ))}
      {reference && <ReferenceLine y={yOf(scale, reference.value)} text={reference.text} />}
    </g>
  )
}

export const Overlay = { Under, Over }

function Marker({ x, bottom, number }: { x: string; bottom: number; number: number }) {
  return (
    <g>
      <line x1={x} x2={x} y1={TOP - 2} y2={bottom} stroke="var(--ink-2)" strokeDasharray="2 3" />
      <circle cx={x} cy={TOP - 8} r={6.5} fill="var(--bg)" stroke="var(--ink-2)" />
      <text className="ring" x={x} y={TOP - 4.5} textAnchor="middle">
        {number}
      </text>
    </g>
  )
}

function ReferenceLine({ y, text }: { y: number; text: string }) {
  return (
    <>
      <line x1="0" x2="100%" y1={y} y2={y} stroke="var(--ink)" strokeWidth={1.25} strokeDasharray="5 3" />
      <text x="100%" y={y - 5} textAnchor="end" className="over">
        {text}
      </text>
    </>
  )
}

/** Most gaps that are named one by one; a longer run is named once, in its middle. */
const MOST_NAMED = 3

/** Rows to write "n/a" at: no series has a value and they are not in the future. */
export function missingRows(rows: readonly ChartRow[]): number[] {
  const runs: number[][] = []
  for (const [index, row] of rows.entries()) {
    if (row.state === 'future' || Object.values(row.values).some((value) => value !== null)) continue
    const last = runs.at(-1)
    if (last?.at(-1) === index - 1) last.push(index)
    else runs.push([index])
  }
  return runs.flatMap((run) => (run.length > MOST_NAMED ? [run[Math.floor(run.length / 2)] ?? 0] : run))
}
