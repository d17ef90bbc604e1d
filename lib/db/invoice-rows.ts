import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { invoiceSeries, invoices } from './customer-schema'

type Hex = `0x${string}`
export type Invoice = typeof invoices.$inferSelect
export type NewInvoice = typeof invoices.$inferInsert

/**
 * Locks a series to the end of the transaction and says its last number: whoever else writes into it waits, and a transaction that fails gives its
 * numbers back.
 */
export async function lockSeries(tx: Queryable, chainId: number, series: string): Promise<number> {
  await tx.insert(invoiceSeries).values({ chainId, series, last: 0 }).onConflictDoNothing()
  const where = and(eq(invoiceSeries.chainId, chainId), eq(invoiceSeries.series, series))
  const [row] = await tx.select({ last: invoiceSeries.last }).from(invoiceSeries).where(where).for('update')
  return row?.last ?? 0
}

export async function raiseSeries(tx: Queryable, chainId: number, series: string, last: number): Promise<void> {
  await tx
    .update(invoiceSeries)
    .set({ last })
    .where(and(eq(invoiceSeries.chainId, chainId), eq(invoiceSeries.series, series)))
}

export async function insertInvoices(tx: Queryable, rows: NewInvoice[]): Promise<void> {
  if (rows.length > 0) await tx.insert(invoices).values(rows)
}

/** What is to be put on a document: amounts in micro-USD and wei. */
export type Billable = {
  kind: 'charge' | 'use' | 'note'
  source: string
  suppliedAt: Date
  usd: bigint
  amount: bigint
  price: bigint | null
  plan: number | null
  month: string | null
  txHash: Hex | null
  refersTo: string | null
}

type Raw = { [K in keyof Billable]: string | number | Date | null } & { kind: Billable['kind'] }

/**
 * What an account paid or was given back and has no document yet, the oldest first: every charge of a plan, each closed month of metered use as
 * one, every credit note. `openMonth` (`YYYY-MM`) and later months of metered use wait.
 */
export async function listBillable(
  tx: Queryable,
  chainId: number,
  account: Hex,
  openMonth: string,
): Promise<Billable[]> {
  const { rows } = await tx.execute<Raw>(sql`
    with found as (
      select 'charge' as kind, 'charge ' || tx_hash || ' ' || account || ' ' ||
          row_number() over (partition by tx_hash, account order by log_index) as source,
        block_time as supplied_at, usd, amount, price, plan, null as month, tx_hash, null as refers_to
      from payments where chain_id = ${chainId} and account = ${account} and kind = 'charged'
      union all
      select 'use', 'use ' || to_char(block_time at time zone 'UTC', 'YYYY-MM') || ' ' || account, max(block_time), sum(usd), sum(amount),
        null, null, to_char(block_time at time zone 'UTC', 'YYYY-MM'), null, null
      from payments where chain_id = ${chainId} and account = ${account} and kind = 'settled'
        and to_char(block_time at time zone 'UTC', 'YYYY-MM') < ${openMonth}
      group by account, to_char(block_time at time zone 'UTC', 'YYYY-MM') having sum(usd) > 0
      union all
      select 'note', 'note ' || gateway || ' ' || request_id, started_at, ceil(-charge_nano / 1000), 0, null, null, null, null, refers_to
      from receipts where chain_id = ${chainId} and account = ${account} and kind = 'credit_note' and charge_nano < 0
    )
    select kind, source, supplied_at as "suppliedAt", usd::text as usd, amount::text as amount, price::text as price, plan, month,
      tx_hash as "txHash", refers_to as "refersTo"
    from found f where not exists (select from invoices i where i.chain_id = ${chainId} and i.source = f.source)
    order by supplied_at, source`)
  return rows.map((row) => ({
    ...(row as unknown as Billable),
    suppliedAt: new Date(String(row.suppliedAt)),
    usd: BigInt(String(row.usd)),
    amount: BigInt(String(row.amount)),
    price: row.price === null ? null : BigInt(String(row.price)),
  }))
}

/** Documents of an account, the newest first. */
export const listInvoicesOf = (db: Queryable, chainId: number, account: Hex, limit: number): Promise<Invoice[]> =>
  db
    .select()
    .from(invoices)
    .where(and(eq(invoices.chainId, chainId), eq(invoices.account, account)))
    .orderBy(desc(invoices.issuedAt), asc(invoices.series), desc(invoices.number))
    .limit(limit)

/** One document of this account only. */
export async function findInvoice(
  db: Queryable,
  chainId: number,
  account: Hex,
  { series, number }: { series: string; number: number },
): Promise<Invoice | null> {
  const where = and(
    eq(invoices.chainId, chainId),
    eq(invoices.series, series),
    eq(invoices.number, number),
    eq(invoices.account, account),
  )
  const [row] = await db.select().from(invoices).where(where)
  return row ?? null
}
