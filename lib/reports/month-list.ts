import { findGenesisTime, findLedgerHead, listMonths, type MonthRow } from '../db/report-rows'
import { listProgress } from '../db/version-rows'
import { type Month, monthOf, monthsBetween } from '../domain/month'
import { secondsOf } from '../domain/time'
import { AppError } from '../errors/app-error'
import { calendarOf, type MonthCalendar } from './calendar'
import { type MonthReport, type ReportSource, reportOf } from './month-report'

export type ListedMonth = {
  month: Month
  calendar: MonthCalendar
  /** Null while the month runs, and until its closing block is final. */
  row: MonthRow | null
  report: MonthReport | null
}

export type MonthList = {
  /** The newest block of the ledger, and its time in seconds: the now of the calendar. */
  block: bigint
  now: bigint
  /** Newest first, from the running month back to that of genesis. */
  months: ListedMonth[]
}

export async function listReports(source: ReportSource): Promise<MonthList> {
  const { db, chain } = source
  const { chainId } = chain.deployment
  const [head, genesis, rows, progress] = await Promise.all([
    findLedgerHead(db, chainId),
    findGenesisTime(db, chainId),
    listMonths(db, chainId),
    listProgress(db, chainId),
  ])
  if (!head || !genesis) throw new AppError('LEDGER_EMPTY')
  const now = secondsOf(head.blockTime)
  const byMonth = new Map(rows.map((row) => [row.month, row]))
  let previous: MonthRow | null = null
  const months = monthsBetween(monthOf(genesis), monthOf(head.blockTime)).map((month) => {
    const calendar = calendarOf(month, now, progress.get(month))
    const row = calendar.state === 'open' ? null : (byMonth.get(month) ?? null)
    const report = row && reportOf(source, { month, row, previous, calendar })
    previous = row
    return { month, calendar, row, report }
  })
  return { block: head.blockNumber, now, months: months.reverse() }
}
