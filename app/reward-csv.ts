import { stringify } from 'csv-stringify/sync'
import { getAddress, isAddress } from 'viem'
import { getRewardHistory, type HistoryLot } from '@/lib/data/reward-history'
import type { Category } from '@/lib/domain/buckets'
import { formatUnits } from '@/lib/domain/units'
import { AppError } from '@/lib/errors/app-error'
import { sayError } from '@/lib/errors/say'

const HEAD = [
  'category',
  'period',
  'amount_wei',
  'amount_cxpt',
  'accrued_at',
  'accrued_block',
  'accrued_transaction',
  'usd_per_cxpt_at_accrual',
  'usd_at_accrual',
  'claimed_at',
  'claimed_block',
  'claimed_transaction',
  'usd_per_cxpt_at_claim',
  'usd_at_claim',
  'root',
]

/** Earnings and claims of an address as a file (RFC 4180) for tax: a row for each part of an accrual that one claim paid, or none yet. */
export async function rewardCsv(request: Request, categories: readonly Category[], name: string): Promise<Response> {
  const as = new URL(request.url).searchParams.get('as') ?? ''
  try {
    if (!isAddress(as)) throw new AppError('BAD_ADDRESS', { value: as.slice(0, 80) })
    const lines: string[][] = []
    for (const category of categories) {
      lines.push(...(await getRewardHistory(getAddress(as), category)).map((lot) => lineOf(category, lot)))
    }
    return new Response(stringify([HEAD, ...lines], { record_delimiter: '\r\n' }), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}-${as}.csv"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    const { code, status, say } = sayError(error)
    return Response.json({ code, say }, { status })
  }
}

const decimal = (value: bigint | null | undefined, decimals: number): string =>
  value === null || value === undefined ? '' : formatUnits(value, decimals)

function lineOf(category: Category, { accrual, claim, amount, accruedUsd, claimedUsd }: HistoryLot): string[] {
  return [
    category,
    disarmed(accrual.label ?? ''),
    amount.toString(),
    formatUnits(amount, 18),
    accrual.time.toISOString(),
    accrual.block.toString(),
    accrual.txHash,
    decimal(accrual.price, 18),
    decimal(accruedUsd, 6),
    claim?.time.toISOString() ?? '',
    claim?.block.toString() ?? '',
    claim?.txHash ?? '',
    decimal(claim?.price, 18),
    decimal(claimedUsd, 6),
    accrual.root ?? '',
  ]
}

/** The name of a period comes with its root's proposal: a spreadsheet must not run it. */
const disarmed = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text)
