import 'server-only'
import { listVersions, stateOf } from '../db/version-rows'
import { AppError } from '../errors/app-error'
import { csvPieces } from '../reports/csv'
import { listReports } from '../reports/month-list'
import { openReport } from '../reports/month-report'
import { fileNameOf, findSheet, SHEET_INDEX } from '../reports/sheet-names'
import { tableOf } from '../reports/sheets'
import { readKept } from '../reports/stored/files'
import { monthFrom, reportSource, requireReader } from './finance-source'

/** Sheets 1, 2 and 13 follow from the whole ledger: public in the report that is signed (finance.md §2). */
const ONCE_FINAL: ReadonlySet<string> = new Set(['cover', 'summary', 'provider-rewards'])

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
            isPublic: isPublic || (calendar.state === 'final' && ONCE_FINAL.has(name)),
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

export type SheetFile = { fileName: string; closingBlock: string; pieces: AsyncGenerator<Uint8Array> }

/**
 * One sheet as CSV. Public sheets need no sign-in once the month is over, some once it is final; the others need a reader's session. Of a final
 * month these are the bytes that were signed. Everything that can be refused is refused here, before the first byte.
 */
export async function openSheetFile(monthText: string, file: string): Promise<SheetFile> {
  const month = monthFrom(monthText)
  const sheet = file.endsWith('.csv') ? findSheet(file.slice(0, -'.csv'.length)) : null
  if (!sheet) throw new AppError('SHEET_NOT_FOUND', { sheet: file })
  const source = reportSource()
  const versions = await listVersions(source.db, source.chain.deployment.chainId, month)
  const final = versions.findLast((one) => stateOf(one) === 'final')
  const isPublic = sheet.isPublic || (final !== undefined && ONCE_FINAL.has(sheet.name))
  if (!isPublic) await requireReader()
  const report = await openReport(source, month)
  return {
    fileName: fileNameOf(sheet.name, month),
    closingBlock: report.row.closingBlock.toString(),
    pieces: final ? readKept(source.db, final, file) : encoded(csvPieces(await tableOf(sheet.name, report))),
  }
}

async function* encoded(pieces: AsyncGenerator<{ text: string }>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const { text } of pieces) yield encoder.encode(text)
}
