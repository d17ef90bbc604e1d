import { getAddress, isAddress } from 'viem'
import { csvAnswer } from '@/app/csv-answer'
import { streamHistory } from '@/lib/data/account'
import type { HistoryRow } from '@/lib/db/account-rows'
import { historyLine } from '@/lib/domain/history'
import { formatUnits } from '@/lib/domain/units'
import { AppError } from '@/lib/errors/app-error'
import { sayError } from '@/lib/errors/say'

export const dynamic = 'force-dynamic'

const HEAD = ['time', 'block', 'log_index', 'event', 'what', 'change_wei', 'change_cxpt', 'transaction']

/** The whole history of an address as a file (RFC 4180), streamed: never the visible page only. */
export function GET(request: Request) {
  const as = new URL(request.url).searchParams.get('as') ?? ''
  if (!isAddress(as)) {
    const { code, status, say } = sayError(new AppError('BAD_ADDRESS', { value: as.slice(0, 80) }))
    return Response.json({ code, say }, { status })
  }
  return csvAnswer({
    name: `history-${as}`,
    head: HEAD,
    pages: streamHistory(getAddress(as)),
    lineOf: (row) => lineOf(row, as),
  })
}

function lineOf(row: HistoryRow, account: string): unknown[] {
  const { say, wei } = historyLine(row.name, row.args, account)
  return [
    row.blockTime.toISOString(),
    row.blockNumber.toString(),
    row.logIndex,
    `${row.contract}.${row.name}`,
    say,
    wei?.toString() ?? '',
    wei === null ? '' : formatUnits(wei, 18),
    row.txHash,
  ]
}
