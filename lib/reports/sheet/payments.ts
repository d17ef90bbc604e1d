import type { PaymentRow, PaymentTotals } from '../../db/report-rows'
import type { Column, RowOf } from '../table'

export const PAYMENT_COLUMNS = [
  { name: 'line', kind: 'text' },
  { name: 'block', kind: 'count' },
  { name: 'log_index', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'kind', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'plan', kind: 'count' },
  { name: 'period_index', kind: 'count' },
  { name: 'paid', kind: 'usd' },
  { name: 'spent', kind: 'cxpt' },
  { name: 'price', kind: 'price' },
  { name: 'spent_so_far', kind: 'cxpt' },
] as const satisfies readonly Column[]

type PaymentLine = RowOf<typeof PAYMENT_COLUMNS>

/**
 * Sheet 8: what users paid, at the price of each debit. The last line carries the sums of the ledger; its running sum is what the
 * lines above add up to.
 */
export async function* paymentLines(
  rows: Iterable<PaymentRow> | AsyncIterable<PaymentRow>,
  totals: PaymentTotals,
): AsyncGenerator<PaymentLine> {
  let spent = 0n
  for await (const row of rows) {
    spent += row.amount
    const { blockNumber, logIndex, blockTime, txHash, kind, account, plan, periodIndex, usd, amount, price } = row
    yield [
      'payment',
      blockNumber,
      logIndex,
      blockTime,
      txHash,
      kind,
      account,
      plan,
      periodIndex,
      usd,
      amount,
      price,
      spent,
    ]
  }
  yield ['total', null, null, null, null, null, null, null, null, totals.usd, totals.amount, null, spent]
}
