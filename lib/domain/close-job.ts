/** What the worker makes for finance. `version`: a report put up for signing; the rest are files to take away. */
export const CLOSE_JOB_KINDS = ['version', 'all', 'json', 'csv', 'xlsx', 'pdf', 'journals', 'quarter', 'year'] as const
export type CloseJobKind = (typeof CLOSE_JOB_KINDS)[number]

/** Exports of one month, in the order of a page. */
export const MONTH_EXPORTS = [
  'all',
  'json',
  'csv',
  'xlsx',
  'pdf',
  'journals',
] as const satisfies readonly CloseJobKind[]
export type MonthExport = (typeof MONTH_EXPORTS)[number]

/** What a page shows of a manifest. */
export type CloseManifest = {
  sha256: string
  dataRoot: string
  version: number
  files: { name: string; bytes: number; rows: number; sha256: string }[]
}
