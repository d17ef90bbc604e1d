import type { Db } from '../db/connect'
import type { Customer } from '../db/customer-rows'
import {
  type Billable,
  insertInvoices,
  listBillable,
  lockSeries,
  type NewInvoice,
  raiseSeries,
} from '../db/invoice-rows'
import { type InvoiceKind, meanPrice, type Seller, seriesOf, taxIn } from '../domain/invoice'
import { planName } from '../domain/plan-name'

type Of = { chainId: number; seller: Seller; customer: Customer; now: Date }

/**
 * Writes the documents an account has none for yet, in one transaction: both series are locked first, so that two at once neither write one
 * twice nor leave a number out. How many were written.
 */
export async function issueInvoices(db: Db, { chainId, seller, customer, now }: Of): Promise<number> {
  return db.transaction(async (tx) => {
    const last = new Map<string, number>()
    for (const kind of ['invoice', 'credit_note'] as const) {
      const series = seriesOf(seller, kind, now)
      last.set(series, await lockSeries(tx, chainId, series))
    }
    const found = await listBillable(tx, chainId, customer.account, now.toISOString().slice(0, 7))
    const rows = found.map((billable): NewInvoice => {
      const kind: InvoiceKind = billable.kind === 'note' ? 'credit_note' : 'invoice'
      const series = seriesOf(seller, kind, now)
      const number = (last.get(series) ?? 0) + 1
      last.set(series, number)
      return { ...documentOf(billable, seller, customer), chainId, series, number, kind, issuedAt: now }
    })
    await insertInvoices(tx, rows)
    for (const [series, number] of last) await raiseSeries(tx, chainId, series, number)
    return rows.length
  })
}

function documentOf(billable: Billable, seller: Seller, customer: Customer) {
  const { source, suppliedAt, usd, amount, txHash, refersTo } = billable
  const { net, tax, gross } = taxIn(usd, seller.taxBps)
  const { name, taxId, address, country } = seller
  return {
    account: customer.account,
    ...{ source, suppliedAt, amount, txHash, refersTo },
    seller: { name, taxId, address, country },
    buyer: {
      name: customer.name,
      taxId: customer.taxId,
      address: customer.address,
      country: customer.country,
    },
    line: lineOf(billable),
    ...{ netUsd: net, taxBps: seller.taxBps, taxUsd: tax, grossUsd: gross },
    price: billable.price ?? meanPrice(usd, amount),
  }
}

/** What was sold, as it stands on the document: a document's words are not those of a screen and stay as they were written. */
function lineOf({ kind, plan, month, refersTo }: Billable): string {
  if (kind === 'charge') return `${planName(plan ?? 0)}: access to compute for 30 days, or the rest of them`
  if (kind === 'use') return `Metered compute in ${month}, as settled`
  return `Credit for request ${refersTo ?? ''}, taken up by later use`
}
