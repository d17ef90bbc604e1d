import { csvAnswer } from '@/app/csv-answer'
import { streamOwnInvoices } from '@/lib/data/own-invoices'
import type { Invoice } from '@/lib/db/invoice-rows'
import { numberText } from '@/lib/domain/invoice'
import { formatUnits } from '@/lib/domain/units'

export const dynamic = 'force-dynamic'

const HEAD = [
  'number',
  'kind',
  'written_at',
  'supplied_at',
  'seller',
  'seller_tax_id',
  'buyer',
  'buyer_tax_id',
  'for',
  'net_usd',
  'tax_percent',
  'tax_usd',
  'total_usd',
  'paid_cxpt',
  'usd_per_cxpt',
  'transaction',
  'corrects',
]

/** All documents of the signed-in account (RFC 4180); what a credit note gives back is negative. */
export function GET() {
  return csvAnswer({ name: 'invoices', head: HEAD, pages: streamOwnInvoices(), lineOf })
}

function lineOf(row: Invoice): unknown[] {
  const sign = row.kind === 'credit_note' ? -1n : 1n
  return [
    numberText(row.series, row.number),
    row.kind,
    row.issuedAt.toISOString(),
    row.suppliedAt.toISOString(),
    row.seller.name,
    row.seller.taxId,
    row.buyer.name,
    row.buyer.taxId,
    row.line,
    formatUnits(sign * row.netUsd, 6),
    formatUnits(BigInt(row.taxBps), 2),
    formatUnits(sign * row.taxUsd, 6),
    formatUnits(sign * row.grossUsd, 6),
    formatUnits(row.amount, 18),
    row.price === null ? '' : formatUnits(row.price, 18),
    row.txHash ?? '',
    row.refersTo ?? '',
  ]
}
