import 'server-only'
import { cache } from 'react'
import { currentSession } from '../auth/session'
import { sayError } from '../errors/say'
import { figuresOf } from '../reports/figures'
import { listReports } from '../reports/month-list'
import { gatesOfReport, type MonthReport, openReport } from '../reports/month-report'
import type { SheetName } from '../reports/sheet-names'
import { tableOf } from '../reports/sheets'
import { monthFrom, READERS, reportSource, requireReader } from './finance-source'
import {
  calendarView,
  type FiguresView,
  figuresView,
  type GateView,
  type MonthView,
  monthView,
  type RollForwardView,
  rollForwardView,
  type SheetView,
  sheetView,
} from './finance-views'

/** Whether this visitor may see drafts, and if not, what he is told. For choosing what to show: each function below checks again. */
export type FinanceAccess =
  | { isAllowed: true; address: string; roles: string[] }
  | { isAllowed: false; code: string; say: string; address: string | null; wanted: readonly string[] }

export const getFinanceAccess = cache(async (): Promise<FinanceAccess> => {
  try {
    const { session, roles } = await requireReader()
    return { isAllowed: true, address: session.address, roles: roles.map(({ name }) => name) }
  } catch (error) {
    const { code, say, status } = sayError(error)
    if (status !== 401 && status !== 403) throw error
    const session = await currentSession()
    return { isAllowed: false, code, say, address: session?.address ?? null, wanted: READERS }
  }
})

export type MonthsView = { block: string; now: number; months: MonthView[] }

/** All months from the running one back to genesis. */
export const getMonths = cache(async (): Promise<MonthsView> => {
  await requireReader()
  const { block, now, months } = await listReports(reportSource())
  return { block: block.toString(), now: Number(now), months: months.map(monthView) }
})

/** One read of a month per request, whatever part of the page asks. */
const reportOfMonth = cache((month: string): Promise<MonthReport> => openReport(reportSource(), monthFrom(month)))

export const getGates = cache(async (month: string): Promise<GateView[]> => {
  await requireReader()
  return gatesOfReport(await reportOfMonth(month))
})

export type MonthPage = MonthView & {
  figures: FiguresView
  /** The month before, when it can be compared and opened. */
  previous: { month: string; figures: FiguresView } | null
  next: string | null
  now: number
}

export const getMonth = cache(async (text: string): Promise<MonthPage> => {
  await requireReader()
  const month = monthFrom(text)
  const report = await reportOfMonth(text)
  const { months, now } = await listReports(reportSource())
  const closed = months.filter((one) => one.report !== null).map((one) => one.month)
  const previous = closed.filter((one) => one < month).at(0)
  return {
    ...monthView(report),
    calendar: calendarView(report.calendar),
    figures: figuresView(await figuresOf(report)),
    previous: previous
      ? { month: previous, figures: figuresView(await figuresOf(await reportOfMonth(previous))) }
      : null,
    next: closed.filter((one) => one > month).at(-1) ?? null,
    now: Number(now),
  }
})

/** Sheet 3, with the chain's side when it answers; `say` is why it does not. */
export const getRollForward = cache(async (month: string): Promise<{ rows: RollForwardView[]; say: string | null }> => {
  await requireReader()
  const report = await reportOfMonth(month)
  const { say } = await report.answered()
  const rows = await (say === null ? report.supply() : report.ledgerSupply())
  return { rows: rows.map(rollForwardView), say }
})

/** Rows of a sheet shown on a page; the file has all of them. */
const SHOWN_ROWS = 50

export const getSheet = cache(async (month: string, sheet: SheetName, find = ''): Promise<SheetView> => {
  await requireReader()
  return sheetView(await tableOf(sheet, await reportOfMonth(month)), SHOWN_ROWS, find)
})
