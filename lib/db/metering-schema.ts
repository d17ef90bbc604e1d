import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { chainId, hex, integral, time, whole } from './columns'

/** Who meters usage, runs probes or reports capacity. */
export const gateways = pgTable('gateways', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: time('created_at').notNull(),
  revokedAt: time('revoked_at'),
})

/**
 * Gateway keys (`gateway` set) and API keys of users (`owner` set). Only an HMAC of the key is stored; `prefix` is its first part, for
 * recognition. `budgetUsd`: micro-USD a UTC day, null without one.
 */
export const keys = pgTable(
  'keys',
  {
    prefix: text('prefix').primaryKey(),
    hash: text('hash').notNull(),
    gateway: text('gateway'),
    owner: hex('owner'),
    name: text('name').notNull(),
    scopes: text('scopes').array().notNull(),
    budgetUsd: integral('budget_usd'),
    createdAt: time('created_at').notNull(),
    /** A rotated key works on until here. */
    expiresAt: time('expires_at'),
    revokedAt: time('revoked_at'),
    lastUsedAt: time('last_used_at'),
    /** Whom its owner gave it, and the limits of its month in that hand (member-schema.ts). */
    member: hex('member'),
    limitNano: integral('limit_nano'),
    limitTokens: integral('limit_tokens'),
  },
  (t) => [uniqueIndex('keys_hash').on(t.hash), index('keys_by_owner').on(t.owner)],
)

/** What an API key of a user was used for in a day (UTC): its budget is held against it. nano-USD. */
export const keyDays = pgTable(
  'key_days',
  {
    prefix: text('prefix').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    requests: whole('requests').notNull(),
    chargeNano: integral('charge_nano').notNull(),
  },
  (t) => [primaryKey({ columns: [t.prefix, t.day] })],
)

/** What a service costs from `at` to the next row of it, and why (economics.md §1). ppm, nano-USD, units of the rate card. */
export const servicePrices = pgTable(
  'service_prices',
  {
    chainId: chainId(),
    service: text('service').notNull(),
    at: time('at').notNull(),
    factor: integral('factor').notNull(),
    availability: integral('availability').notNull(),
    /** Raw ρ in ppm; null when nothing was reported. */
    utilisation: integral('utilisation'),
    served: integral('served').notNull(),
    queued: integral('queued').notNull(),
    capacity: integral('capacity').notNull(),
    reporters: integer('reporters').notNull(),
    healthy: integer('healthy').notNull(),
    /** Why the factor stayed: frozen, old_data, few_reporters. */
    hold: text('hold').$type<'frozen' | 'old_data' | 'few_reporters'>(),
    ratesVersion: integer('rates_version').notNull(),
    pricingVersion: integer('pricing_version').notNull(),
    listInput: integral('list_input').notNull(),
    listOutput: integral('list_output').notNull(),
    unit: integral('unit').notNull(),
    input: integral('input').notNull(),
    output: integral('output').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.service, t.at] })],
)

/** A hand holds the factor of a service; `until` null: until it is lifted. */
export const priceFreezes = pgTable(
  'price_freezes',
  {
    chainId: chainId(),
    service: text('service').notNull(),
    from: time('from_time').notNull(),
    until: time('until_time'),
    by: hex('by').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.service, t.from] })],
)

/** What a provider could serve in the hour that ends at `at`, and what waited. Units of the rate card; counts only when probed. */
export const capacityReports = pgTable(
  'capacity_reports',
  {
    chainId: chainId(),
    service: text('service').notNull(),
    provider: hex('provider').notNull(),
    at: time('at').notNull(),
    capacity: integral('capacity').notNull(),
    queued: integral('queued').notNull(),
    reporter: text('reporter').notNull(),
    receivedAt: time('received_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.service, t.provider, t.at] })],
)

/** The meter of an account. `chargedNano`: Σ of all charges, nano-USD; floor(Σ / 1,000) is its `cumulativeUsd`. */
export const meters = pgTable(
  'meters',
  {
    chainId: chainId(),
    account: hex('account').notNull(),
    chargedNano: integral('charged_nano').notNull(),
    /** What our own batches took of it on chain, micro-USD: the rest is due. */
    settledUsd: integral('settled_usd').notNull().default(sql`0`),
    /** Credit notes not yet used up by later usage, nano-USD. */
    creditNano: integral('credit_nano').notNull().default(sql`0`),
    /** Whether credits pay for what the allowance does not cover. */
    overage: boolean('overage').notNull().default(false),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.account] })],
)

/** Tokens of the allowance of a paid period (`index` of the contract) that were used: rolled ones first. */
export const allowanceUse = pgTable(
  'allowance_use',
  {
    chainId: chainId(),
    account: hex('account').notNull(),
    index: integer('index').notNull(),
    used: integral('used').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.account, t.index] })],
)

/**
 * One row per request, partitioned by `month` of its start (migration 0003): what was used, what covered it, what it cost and why. A
 * credit note is a row with a negative charge. `seq` is the order in which receipts became durable: a settlement batch is a range of it.
 */
export const receipts = pgTable(
  'receipts',
  {
    chainId: chainId(),
    month: date('month', { mode: 'string' }).notNull(),
    gateway: text('gateway').notNull(),
    requestId: text('request_id').notNull(),
    seq: whole('seq').notNull().default(sql`nextval('receipts_seq')`),
    kind: text('kind').$type<'usage' | 'credit_note'>().notNull(),
    account: hex('account').notNull(),
    keyPrefix: text('key_prefix'),
    provider: hex('provider').notNull(),
    service: text('service').notNull(),
    inputUnits: whole('input_units').notNull(),
    outputUnits: whole('output_units').notNull(),
    startedAt: time('started_at').notNull(),
    endedAt: time('ended_at').notNull(),
    receivedAt: time('received_at').notNull(),
    /** Paid period whose allowance covered a part; null without one. */
    periodIndex: integer('period_index'),
    fromRolled: whole('from_rolled').notNull(),
    fromFresh: whole('from_fresh').notNull(),
    coveredInput: whole('covered_input').notNull(),
    coveredOutput: whole('covered_output').notNull(),
    /** `at` of the service price in force at the start. */
    priceAt: time('price_at').notNull(),
    priceInput: integral('price_input').notNull(),
    priceOutput: integral('price_output').notNull(),
    priceUnit: integral('price_unit').notNull(),
    chargeNano: integral('charge_nano').notNull(),
    /** Of a credit note: the request it corrects, and why. */
    refersTo: text('refers_to'),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.chainId, t.gateway, t.requestId] }),
    index('receipts_by_seq').on(t.chainId, t.seq),
    index('receipts_by_account').on(t.chainId, t.account, t.startedAt),
    index('receipts_by_provider').on(t.chainId, t.provider, t.startedAt),
  ],
)

/** What was asked to be counted or served, and refused: per day (UTC), reason and service. */
export const usageRefusals = pgTable(
  'usage_refusals',
  {
    chainId: chainId(),
    day: date('day', { mode: 'string' }).notNull(),
    reason: text('reason').notNull(),
    service: text('service').notNull(),
    /** Plan priority: 0 pay-per-use, else as the plan's. */
    priority: integer('priority').notNull(),
    count: whole('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.day, t.reason, t.service, t.priority] })],
)

/** Daily sums (UTC, by the start of the request) of receipts per service, provider and account; kept in the receipts' transaction. */
export const usageDays = pgTable(
  'usage_days',
  {
    chainId: chainId(),
    day: date('day', { mode: 'string' }).notNull(),
    scope: text('scope').$type<'service' | 'provider' | 'account'>().notNull(),
    /** Empty for `service`, else the address. */
    key: text('key').notNull(),
    service: text('service').notNull(),
    requests: whole('requests').notNull(),
    inputUnits: whole('input_units').notNull(),
    outputUnits: whole('output_units').notNull(),
    covered: whole('covered').notNull(),
    chargeNano: integral('charge_nano').notNull(),
    /** The same usage at the list price. */
    listNano: integral('list_nano').notNull(),
  },
  // A chart is one key over many days: they lie together.
  (t) => [primaryKey({ columns: [t.chainId, t.scope, t.key, t.day, t.service] })],
)

/** The same use by day of its request's start, of carried and of own tokens apart: what the accrual of a plan's price follows. */
export const allowanceDays = pgTable(
  'allowance_days',
  {
    chainId: chainId(),
    account: hex('account').notNull(),
    index: integer('index').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    rolled: integral('rolled').notNull(),
    fresh: integral('fresh').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.account, t.index, t.day] })],
)

/** `taken`: what the chain took of it, once it did; micro-USD as decimal strings. */
export type SettledUsage = { user: `0x${string}`; cumulativeUsd: string; due: string; taken?: string }

/** A batch of receipts, (`afterSeq`, `uptoSeq`], and what `Vault.settle` was asked with it. Amounts in micro-USD. */
export const settlements = pgTable(
  'settlements',
  {
    chainId: chainId(),
    id: integer('id').notNull(),
    afterSeq: whole('after_seq').notNull(),
    uptoSeq: whole('upto_seq').notNull(),
    receipts: integer('receipts').notNull(),
    root: hex('root').notNull(),
    usages: jsonb('usages').$type<SettledUsage[]>().notNull(),
    state: text('state').$type<'built' | 'settled' | 'failed'>().notNull(),
    createdAt: time('created_at').notNull(),
    txHash: hex('tx_hash'),
    blockNumber: whole('block_number'),
    /** What was due, and what the chain took: clamps and budgets leave the rest for a later batch. */
    due: integral('due').notNull(),
    taken: integral('taken'),
    error: text('error'),
    /** When its event stood in the ledger deep enough that no reorganisation takes it back; null until then. */
    finalAt: time('final_at'),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.id] })],
)

/** A user says that a receipt is wrong; a hand decides, with a credit note or a reason. */
export const disputes = pgTable(
  'disputes',
  {
    chainId: chainId(),
    id: text('id').notNull(),
    account: hex('account').notNull(),
    gateway: text('gateway').notNull(),
    requestId: text('request_id').notNull(),
    say: text('say').notNull(),
    openedAt: time('opened_at').notNull(),
    /** Until then it is to be decided. */
    dueAt: time('due_at').notNull(),
    decidedAt: time('decided_at'),
    decision: text('decision').$type<'accepted' | 'rejected'>(),
    decidedBy: hex('decided_by'),
    reason: text('reason'),
    /** Of an accepted one: the request id of its credit note. */
    creditNote: text('credit_note'),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.id] }),
    index('disputes_by_account').on(t.chainId, t.account),
    uniqueIndex('disputes_open').on(t.chainId, t.gateway, t.requestId).where(sql`${t.decidedAt} is null`),
  ],
)

/** Token buckets of visitors that are not known by a key, shared by all replicas. `key` is hashed: it stands for an address or an IP. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  /** When the bucket will be full again. */
  fullAt: time('full_at').notNull(),
})
