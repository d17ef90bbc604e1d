import { type SQL, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import type { PaymentRow, Span } from './report-rows'
import { AFTER, BETWEEN, linesOf, PAGE, textPages } from './text-pages'

function selectPage({ chainId, opening, closing }: Span, after: string | null): SQL {
  const [block, log] = (after ?? '').split(',').map(Number)
  const behind: SQL = after
    ? sql`block_number >= ${block} and (block_number, log_index) > (${block}, ${log})`
    : sql`block_number > ${opening}`
  return sql`
    select count(*)::text as rows, string_agg(concat_ws(${BETWEEN}::text, concat_ws(',', block_number, log_index),
      extract(epoch from block_time)::bigint, tx_hash, kind, account, usd, amount, price, coalesce(plan::text, ''),
      coalesce(period_index::text, '')), ${AFTER}::text order by block_number, log_index) as text
    from (select * from payments where chain_id = ${chainId} and ${behind} and block_number <= ${closing}
      order by block_number, log_index limit ${PAGE}) as p`
}

const numberOf = (text: string): number | null => (text === '' ? null : Number(text))

function rowOf(chainId: number, line: string): PaymentRow {
  const [place = '', time, tx, kind, account, usd = '', amount = '', price = '', plan = '', period = ''] =
    line.split(BETWEEN)
  const [block = '', log] = place.split(',')
  return {
    chainId,
    blockNumber: BigInt(block),
    logIndex: Number(log),
    blockTime: new Date(Number(time) * 1_000),
    txHash: tx as `0x${string}`,
    kind: kind as PaymentRow['kind'],
    account: account as `0x${string}`,
    usd: BigInt(usd),
    amount: BigInt(amount),
    price: BigInt(price),
    plan: numberOf(plan),
    periodIndex: numberOf(period),
  }
}

/** What users paid, in the order of the chain. */
export async function* paymentRows(db: Queryable, span: Span): AsyncGenerator<PaymentRow> {
  for await (const page of textPages(db, (after) => selectPage(span, after)))
    for (const line of linesOf(page)) yield rowOf(span.chainId, line)
}
