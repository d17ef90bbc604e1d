/** What the worker makes for finance. `version`: a report put up for signing; the rest are files to take away. */
const CLOSE_JOB_KINDS = ['version', 'all', 'json', 'csv', 'xlsx', 'pdf', 'journals', 'quarter', 'year'] as const
export type CloseJobKind = (typeof CLOSE_JOB_KINDS)[number]
