import { stringify } from 'csv-stringify/sync'
import { getAddress, isAddress } from 'viem'
import { streamHistory } from '@/lib/data/account'
import type { HistoryRow } from '@/lib/db/account-rows'
import { historyLine } from '@/lib/domain/history'
import { formatUnits } from '@/lib/domain/units'
import { AppError } from '@/lib/errors/app-error'
import { sayError } from '@/lib/errors/say'

export const dynamic = 'force-dynamic'

const HEAD = ['time', 'block', 'log_index', 'event', 'what', 'change_wei', 'change_cxpt', 'transaction']

/** The whole history of an address as a file (RFC 4180), streamed: never the visible page only. */
export async function GET(request: Request) {
  const as = new URL(request.url).searchParams.get('as') ?? ''
  try {
    if (!isAddress(as)) throw new AppError('BAD_ADDRESS', { value: as.slice(0, 80) })
    const pages = streamHistory(getAddress(as))
    // The first page decides between an answer and an error: after the headers there is no way back.
    const first = await pages.next()
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        const write = (rows: unknown[][]) =>
          controller.enqueue(new TextEncoder().encode(stringify(rows, { record_delimiter: '\r\n' })))
        write([HEAD])
        for (let page = first; !page.done; page = await pages.next()) write(page.value.map((row) => lineOf(row, as)))
        controller.close()
      },
    })
    return new Response(body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="history-${as}.csv"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    const { code, status, say } = sayError(error)
    return Response.json({ code, say }, { status })
  }
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
