import 'server-only'
import { AppError } from '../errors/app-error'
import { csvPieces } from '../reports/csv'
import { listReports } from '../reports/month-list'
import { openReport } from '../reports/month-report'
import { fileNameOf, findSheet, SHEET_INDEX } from '../reports/sheet-names'
import { tableOf } from '../reports/sheets'
import { monthFrom, reportSource, requireReader } from './finance-source'

export type ReportEntry = {
  month: string
  /** `open`: running; `closing`: over, not locked; `draft`: locked; `final`: signed by three and anchored. */
  state: 'open' | 'closing' | 'draft' | 'final'
  opening: BlockEntry | null
  closing: BlockEntry | null
  /** Empty until the closing block is final. */
  sheets: { name: string; number: number | null; isPublic: boolean; csv: string }[]
}
type BlockEntry = { block: string; hash: string; time: string }

/** Public: which months there are, where they stand, and what can be downloaded. */
export async function getReports(): Promise<{ block: string; asOf: string; months: ReportEntry[] }> {
  const { block, now, months } = await listReports(reportSource())
  return {
    block: block.toString(),
    asOf: isoOf(new Date(Number(now) * 1000)),
    months: months.map(({ month, calendar, row }) => ({
      month,
      state: calendar.state,
      opening: row && entryOf(row.openingBlock, row.openingHash, row.openingTime),
      closing: row && entryOf(row.closingBlock, row.closingHash, row.closingTime),
      sheets: row
        ? SHEET_INDEX.map(({ name, number, isPublic }) => ({
            name,
            number,
            isPublic,
            csv: `/api/v1/reports/${month}/${name}.csv`,
          }))
        : [],
    })),
  }
}

const isoOf = (time: Date) => time.toISOString().replace('.000Z', 'Z')
const entryOf = (block: bigint, hash: string, time: Date): BlockEntry => ({
  block: block.toString(),
  hash,
  time: isoOf(time),
})

export type SheetFile = { fileName: string; closingBlock: string; pieces: AsyncGenerator<{ text: string }> }

/**
 * One sheet as CSV. Public sheets need no sign-in once the month is over; the others need a reader's session. Everything that can be
 * refused is refused here, before the first byte.
 */
export async function openSheetFile(monthText: string, file: string): Promise<SheetFile> {
  const month = monthFrom(monthText)
  const sheet = file.endsWith('.csv') ? findSheet(file.slice(0, -'.csv'.length)) : null
  if (!sheet) throw new AppError('SHEET_NOT_FOUND', { sheet: file })
  if (!sheet.isPublic) await requireReader()
  const report = await openReport(reportSource(), month)
  return {
    fileName: fileNameOf(sheet.name, month),
    closingBlock: report.row.closingBlock.toString(),
    pieces: csvPieces(await tableOf(sheet.name, report)),
  }
}
