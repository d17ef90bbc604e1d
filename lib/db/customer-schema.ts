import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { chainId, hex, integral, time } from './columns'

/** That an account agreed to a version of the terms and the price risk, before its first purchase. `hash`: SHA-256 of the text shown. */
export const termsConsents = pgTable(
  'terms_consents',
  {
    chainId: chainId(),
    account: hex('account').notNull(),
    version: text('version').notNull(),
    hash: text('hash').notNull(),
    agreedAt: time('agreed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.account, t.version] })],
)

/** Somebody asks for an Enterprise plan: tokens a period, and whom to answer. */
export const planRequests = pgTable(
  'plan_requests',
  {
    chainId: chainId(),
    id: text('id').notNull(),
    account: hex('account').notNull(),
    company: text('company').notNull(),
    email: text('email').notNull(),
    tokens: integral('tokens').notNull(),
    say: text('say').notNull(),
    askedAt: time('asked_at').notNull(),
    /** When a hand took it off the list, and what was done. */
    endedAt: time('ended_at'),
    endedBy: hex('ended_by'),
    answer: text('answer'),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.id] }), index('plan_requests_by_account').on(t.chainId, t.account)],
)

/** What stands on an account's invoices, and what it wants to be told. */
export const customers = pgTable(
  'customers',
  {
    chainId: chainId(),
    account: hex('account').notNull(),
    name: text('name').notNull(),
    taxId: text('tax_id').notNull(),
    address: text('address').notNull(),
    country: text('country').notNull(),
    /** Wei of credits below which it is told; null: not. */
    lowCredits: integral('low_credits'),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.account] })],
)

/** The last number of each series: read and raised in the transaction that writes the invoice, so that none is left out. */
export const invoiceSeries = pgTable(
  'invoice_series',
  {
    chainId: chainId(),
    /** Of the legal entity and the kind: `CX-2026-`, `CX-CN-2026-`. */
    series: text('series').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.series] })],
)

/** Who is named on a document, as it was when it was written. */
export type InvoiceParty = { name: string; taxId: string; address: string; country: string }

/** Invoices and credit notes; a document is never changed. `source` is what it is for and is taken once. Amounts in micro-USD and wei. */
export const invoices = pgTable(
  'invoices',
  {
    chainId: chainId(),
    series: text('series').notNull(),
    number: integer('number').notNull(),
    kind: text('kind').$type<'invoice' | 'credit_note'>().notNull(),
    account: hex('account').notNull(),
    source: text('source').notNull(),
    issuedAt: time('issued_at').notNull(),
    /** Time of the supply: the payment's, or the last payment of the month. */
    suppliedAt: time('supplied_at').notNull(),
    seller: jsonb('seller').$type<InvoiceParty>().notNull(),
    buyer: jsonb('buyer').$type<InvoiceParty>().notNull(),
    /** What was sold, in words. */
    line: text('line').notNull(),
    netUsd: integral('net_usd').notNull(),
    taxBps: integer('tax_bps').notNull(),
    taxUsd: integral('tax_usd').notNull(),
    grossUsd: integral('gross_usd').notNull(),
    /** Wei that were debited; 0 for a credit note, which later use takes up. */
    amount: integral('amount').notNull(),
    /** USD per CXPT, WAD: of the payment, or the mean of a month's; null where nothing was debited. */
    price: integral('price'),
    /** Transaction of the payment; null for a month of many. */
    txHash: hex('tx_hash'),
    /** Of a credit note: the request it corrects. */
    refersTo: text('refers_to'),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.series, t.number] }),
    uniqueIndex('invoices_source').on(t.chainId, t.source),
    index('invoices_by_account').on(t.chainId, t.account, t.issuedAt),
  ],
)
