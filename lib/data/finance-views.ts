import { formatMonth } from '../domain/month'
import type { MonthCalendar } from '../reports/calendar'
import type { MonthFigures } from '../reports/figures'
import type { Gate } from '../reports/gate'
import type { ListedMonth } from '../reports/month-list'
import type { RollForwardRow } from '../reports/sheet/supply-roll-forward'
import type { Cell, Table } from '../reports/table'

/** Plain objects of the finance pages: amounts are strings in their smallest unit, times are seconds. */

export type StepView = { name: string; due: number; days: number; state: 'done' | 'now' | 'later' }

export type CalendarView = {
  state: MonthCalendar['state']
  steps: StepView[]
  late: { step: string; seconds: number } | null
}

export const calendarView = ({ state, steps, late }: MonthCalendar): CalendarView => ({
  state,
  steps: steps.map((step) => ({ name: step.name, due: Number(step.due), days: Number(step.days), state: step.state })),
  late: late && { step: late.step, seconds: Number(late.since) },
})

export type MonthView = {
  month: string
  title: string
  /** Its first second that is no longer part of it. */
  end: number
  calendar: CalendarView
  /** Opening and closing block; null until the closing block is final. */
  blocks: { opening: string; closing: string; closingHash: string; closingTime: number } | null
}

export const monthView = ({ month, calendar, row }: Pick<ListedMonth, 'month' | 'calendar' | 'row'>): MonthView => ({
  month,
  title: formatMonth(month),
  end: Number(calendar.end),
  calendar: calendarView(calendar),
  blocks: row && {
    opening: row.openingBlock.toString(),
    closing: row.closingBlock.toString(),
    closingHash: row.closingHash,
    closingTime: Math.floor(row.closingTime.getTime() / 1000),
  },
})

export type GateView = Gate

export type RollForwardView = {
  [K in keyof RollForwardRow]: RollForwardRow[K] extends bigint
    ? string
    : RollForwardRow[K] extends bigint | null
      ? string | null
      : RollForwardRow[K]
}

const text = (value: bigint | null): string | null => (value === null ? null : value.toString())

export const rollForwardView = (row: RollForwardRow): RollForwardView => ({
  account: row.account,
  row: row.row,
  opening: row.opening.toString(),
  in: row.in.toString(),
  out: row.out.toString(),
  internalIn: row.internalIn.toString(),
  internalOut: row.internalOut.toString(),
  closing: row.closing.toString(),
  chain: text(row.chain),
  difference: text(row.difference),
  check: row.check.toString(),
})

export type FiguresView = {
  payments: { count: number; usd: string; cxpt: string }
  distributed: { count: number; cxpt: string }
  burned: { cxpt: string; ofRevenue: string }
  emission: { used: string; scheduled: string }
  credits: { opening: string; closing: string }
  circulating: { opening: string; closing: string }
}

export const figuresView = (figures: MonthFigures): FiguresView => ({
  payments: {
    count: figures.payments.count,
    usd: figures.payments.usd.toString(),
    cxpt: figures.payments.cxpt.toString(),
  },
  distributed: { count: figures.distributed.count, cxpt: figures.distributed.cxpt.toString() },
  burned: { cxpt: figures.burned.cxpt.toString(), ofRevenue: figures.burned.ofRevenue.toString() },
  emission: { used: figures.emission.used.toString(), scheduled: figures.emission.scheduled.toString() },
  credits: edges(figures.credits),
  circulating: edges(figures.circulating),
})

const edges = ({ opening, closing }: { opening: bigint; closing: bigint }) => ({
  opening: opening.toString(),
  closing: closing.toString(),
})

export type ColumnView = { name: string; kind: Table['columns'][number]['kind'] }
/** Seconds for times, decimal strings for figures, text as it is. */
export type CellView = string | number | null
export type SheetView = { columns: ColumnView[]; rows: CellView[][]; hasMore: boolean }

/** The first rows of a sheet, or of those in which a text is found; the whole of it is the file. */
export async function sheetView({ columns, rows }: Table, limit: number, find = ''): Promise<SheetView> {
  const wanted = find.trim().toLowerCase()
  const shown: CellView[][] = []
  let hasMore = false
  for await (const row of rows) {
    if (wanted !== '' && !row.some((cell) => textOf(cell).includes(wanted))) continue
    if (shown.length === limit) {
      hasMore = true
      break
    }
    shown.push(row.map(cellView))
  }
  return { columns: columns.map(({ name, kind }) => ({ name, kind })), rows: shown, hasMore }
}

function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  return (cell instanceof Date ? cell.toISOString() : String(cell)).toLowerCase()
}

function cellView(cell: Cell | undefined): CellView {
  if (cell === null || cell === undefined) return null
  if (cell instanceof Date) return Math.floor(cell.getTime() / 1000)
  return typeof cell === 'string' ? cell : cell.toString()
}
