import { csvAnswer } from '@/app/csv-answer'
import { parseUsage } from '@/components/account/usage-query'
import { streamOwnReceipts } from '@/lib/data/own-usage'
import type { OwnReceiptRow } from '@/lib/db/own-usage-rows'
import { formatUnits } from '@/lib/domain/units'

export const dynamic = 'force-dynamic'

const HEAD = [
  'started_at',
  'gateway',
  'request_id',
  'kind',
  'service',
  'provider',
  'api_key',
  'input_units',
  'output_units',
  'covered_units',
  'charge_usd',
  'corrects',
  'reason',
]

/** All receipts of the signed-in account in the chosen days (RFC 4180), streamed: never the visible page only. */
export function GET(request: Request) {
  const query = parseUsage(Object.fromEntries(new URL(request.url).searchParams))
  return csvAnswer({ name: 'receipts', head: HEAD, pages: streamOwnReceipts(query), lineOf })
}

function lineOf(row: OwnReceiptRow): unknown[] {
  return [
    row.startedAt.toISOString(),
    row.gateway,
    row.requestId,
    row.kind,
    row.service,
    row.provider,
    row.keyPrefix ?? '',
    row.inputUnits.toString(),
    row.outputUnits.toString(),
    (row.coveredInput + row.coveredOutput).toString(),
    formatUnits(row.chargeNano, 9),
    row.refersTo ?? '',
    row.reason ?? '',
  ]
}
