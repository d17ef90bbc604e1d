import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { AccountName, Category, MovementKind } from '../domain/buckets'
import { whole as block, hex, integral, time } from './columns'

/** Where an event lies. Addresses and hashes are lower case in the database. */
const position = {
  chainId: integer('chain_id').notNull(),
  blockNumber: block('block_number').notNull(),
  logIndex: integer('log_index').notNull(),
  blockTime: time('block_time').notNull(),
  txHash: hex('tx_hash').notNull(),
}

/** One row per chain: what the ledger holds. `state` is halted when only a hand can go on (reason says which). */
export const checkpoints = pgTable('checkpoints', {
  chainId: integer('chain_id').primaryKey(),
  genesisHash: hex('genesis_hash').notNull(),
  blockNumber: block('block_number').notNull(),
  blockHash: hex('block_hash').notNull(),
  blockTime: time('block_time').notNull(),
  headNumber: block('head_number').notNull(),
  headTime: time('head_time').notNull(),
  state: text('state').$type<'backfill' | 'live' | 'halted'>().notNull(),
  reason: text('reason'),
  updatedAt: time('updated_at').notNull(),
})

/** Headers of the unfinalised window, for parent hashes and roll back. */
export const blocks = pgTable(
  'blocks',
  {
    chainId: integer('chain_id').notNull(),
    number: block('number').notNull(),
    hash: hex('hash').notNull(),
    parentHash: hex('parent_hash').notNull(),
    timestamp: time('timestamp').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.number] })],
)

/** Every event of every contract of ours, decoded. `addresses` are all address arguments: "everything about 0x…". */
export const events = pgTable(
  'events',
  {
    ...position,
    txIndex: integer('tx_index').notNull(),
    contract: text('contract').notNull(),
    name: text('name').notNull(),
    args: jsonb('args').$type<Record<string, unknown>>().notNull(),
    addresses: text('addresses').array().notNull().default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.blockNumber, t.logIndex] }),
    index('events_by_name').on(t.chainId, t.contract, t.name, t.blockNumber),
    index('events_by_tx').on(t.chainId, t.txHash),
    index('events_by_address').using('gin', t.addresses),
  ],
)

/** The supply ledger Q: balanced entries. See `Movement` in lib/domain/buckets. */
export const movements = pgTable(
  'movements',
  {
    ...position,
    seq: smallint('seq').notNull(),
    kind: text('kind').$type<MovementKind>().notNull(),
    fromBucket: text('from_bucket').$type<AccountName>().notNull(),
    fromOwner: text('from_owner').notNull(),
    toBucket: text('to_bucket').$type<AccountName>().notNull(),
    toOwner: text('to_owner').notNull(),
    amount: integral('amount').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.blockNumber, t.logIndex, t.seq] }),
    index('movements_by_time').on(t.chainId, t.blockTime),
    index('movements_by_tx').on(t.chainId, t.txHash),
    // A user's credits, both ways: the movements of one of a million users without reading the others.
    index('movements_into_credits').on(t.chainId, t.toOwner).where(sql`to_bucket = 'vault_credits'`),
    index('movements_out_of_credits').on(t.chainId, t.fromOwner).where(sql`from_bucket = 'vault_credits'`),
    // The few that daily sums do not tell apart by holder.
    index('movements_of_donations')
      .on(t.chainId, t.blockNumber)
      .where(sql`from_bucket = 'donations' or to_bucket = 'donations'`),
  ],
)

/** Balances after the checkpoint's block, per account of the ledger. No row is zero; `genesis` is what was minted, below zero. */
export const balances = pgTable(
  'balances',
  {
    chainId: integer('chain_id').notNull(),
    bucket: text('bucket').$type<AccountName>().notNull(),
    owner: text('owner').notNull(),
    amount: integral('amount').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.bucket, t.owner] }),
    index('balances_by_owner').on(t.chainId, t.owner),
    // Empty but for genesis: finds rows to drop, and a balance below zero, without reading the table after each block.
    index('balances_not_positive').on(t.chainId).where(sql`amount <= 0`),
  ],
)

/**
 * Daily in and out per account of the ledger (UTC). `internal`: the other side is ours too (`OUR_BUCKETS`);
 * `inflow` and `outflow` come from and go to everybody else. Moves inside one account are in none of them.
 */
export const bucketDays = pgTable(
  'bucket_days',
  {
    chainId: integer('chain_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    bucket: text('bucket').$type<AccountName>().notNull(),
    inflow: integral('inflow').notNull(),
    outflow: integral('outflow').notNull(),
    internalIn: integral('internal_in').notNull(),
    internalOut: integral('internal_out').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.day, t.bucket] })],
)

/**
 * Daily sums (UTC) of flows. Metrics: `burned`, `emission_used`, `emission_claimed` (key: category), `distributed`
 * (key: burn | protocol | operations | provider), `charged_usd`, `charged` (key: plan id), `settled_usd`, `settled`, `loaded`,
 * `withdrawn`, `treasury_released` (key: bucket), `payments`.
 */
export const days = pgTable(
  'days',
  {
    chainId: integer('chain_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    metric: text('metric').notNull(),
    key: text('key').notNull(),
    value: integral('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.metric, t.day, t.key] })],
)

/** `Settled` and `Charged`: what users paid. `usd` in micro-USD, `price` (USD per CXPT, WAD) in force at the debit. */
export const payments = pgTable(
  'payments',
  {
    ...position,
    kind: text('kind').$type<'settled' | 'charged'>().notNull(),
    account: hex('account').notNull(),
    usd: integral('usd').notNull(),
    amount: integral('amount').notNull(),
    price: integral('price').notNull(),
    plan: integer('plan'),
    periodIndex: integer('period_index'),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.blockNumber, t.logIndex] }),
    index('payments_by_account').on(t.chainId, t.account, t.blockNumber),
    index('payments_by_time').on(t.chainId, t.blockTime),
  ],
)

/** `Distributed`, with the split that was in force. */
export const distributions = pgTable(
  'distributions',
  {
    ...position,
    total: integral('total').notNull(),
    burn: integral('burn').notNull(),
    protocol: integral('protocol').notNull(),
    operations: integral('operations').notNull(),
    provider: integral('provider').notNull(),
    splitVersion: integer('split_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.blockNumber, t.logIndex] })],
)

/** Splits by version, from 1; `untilBlock` null while in force. */
export const splits = pgTable(
  'splits',
  {
    ...position,
    version: integer('version').notNull(),
    burn: integer('burn').notNull(),
    protocol: integer('protocol').notNull(),
    operations: integer('operations').notNull(),
    provider: integer('provider').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.version] })],
)

/** Oracle prices, USD per CXPT in WAD. */
export const prices = pgTable(
  'prices',
  {
    ...position,
    kind: text('kind').$type<'posted' | 'reset'>().notNull(),
    price: integral('price').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.blockNumber, t.logIndex] }),
    index('prices_by_time').on(t.chainId, t.blockTime),
  ],
)

/** One row per paid period (Subscribed, Renewed) or upgrade (Upgraded: `fromPlan` set). */
export const periods = pgTable(
  'periods',
  {
    ...position,
    kind: text('kind').$type<'subscribed' | 'renewed' | 'upgraded'>().notNull(),
    account: hex('account').notNull(),
    plan: integer('plan').notNull(),
    fromPlan: integer('from_plan'),
    periodIndex: integer('period_index'),
    startsAt: time('starts_at'),
    endsAt: time('ends_at'),
    paid: integral('paid').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.blockNumber, t.logIndex] }),
    index('periods_by_account').on(t.chainId, t.account, t.blockNumber),
    index('periods_by_end').on(t.chainId, t.endsAt),
  ],
)

export const tranches = pgTable(
  'tranches',
  {
    ...position,
    id: integer('id').notNull(),
    startsAt: time('starts_at').notNull(),
    endsAt: time('ends_at').notNull(),
    amount: integral('amount').notNull(),
    cancelledBlock: block('cancelled_block'),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.id] })],
)

/** Reward roots. Accepted rows say how the growth of `total` was funded (economics.md §3, funding order). */
export const roots = pgTable(
  'roots',
  {
    ...position,
    category: text('category').$type<Category>().notNull(),
    step: text('step').$type<'proposed' | 'accepted' | 'vetoed' | 'revoked'>().notNull(),
    root: hex('root').notNull(),
    total: integral('total'),
    acceptAt: time('accept_at'),
    uri: text('uri'),
    fromPool: integral('from_pool'),
    fromEmission: integral('from_emission'),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.blockNumber, t.logIndex] })],
)

export const claims = pgTable(
  'claims',
  {
    ...position,
    category: text('category').$type<Category>().notNull(),
    account: hex('account').notNull(),
    amount: integral('amount').notNull(),
    cumulative: integral('cumulative').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.blockNumber, t.logIndex] }),
    index('claims_by_account').on(t.chainId, t.account),
  ],
)

/** Scheduled operations of the AccessManager, rebuilt from its logs alone. */
export const operations = pgTable(
  'operations',
  {
    ...position,
    operationId: hex('operation_id').notNull(),
    nonce: integer('nonce').notNull(),
    caller: hex('caller').notNull(),
    target: hex('target').notNull(),
    data: hex('data').notNull(),
    readyAt: time('ready_at').notNull(),
    endedAs: text('ended_as').$type<'executed' | 'cancelled'>(),
    endedBlock: block('ended_block'),
    endedTime: time('ended_time'),
    endedTx: hex('ended_tx'),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.operationId, t.nonce] }),
    index('operations_by_block').on(t.chainId, t.blockNumber),
  ],
)

/** Hourly comparison of the ledger with `balanceOf` and contract views at one block. Amounts in wei as text. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    chainId: integer('chain_id').notNull(),
    blockNumber: block('block_number').notNull(),
    blockTime: time('block_time').notNull(),
    ranAt: time('ran_at').notNull(),
    difference: integral('difference').notNull(),
    rows: jsonb('rows').$type<{ account: string; ledger: string; chain: string; difference: string }[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.blockNumber] })],
)

/** Opening and closing block of a calendar month (UTC): the last block with a smaller timestamp. */
export const months = pgTable(
  'months',
  {
    chainId: integer('chain_id').notNull(),
    month: text('month').notNull(),
    openingBlock: block('opening_block').notNull(),
    openingHash: hex('opening_hash').notNull(),
    openingTime: time('opening_time').notNull(),
    closingBlock: block('closing_block').notNull(),
    closingHash: hex('closing_hash').notNull(),
    closingTime: time('closing_time').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.month] })],
)

/** Sign-in nonces: single use, five minutes, bound to a cookie (its SHA-256 is stored). */
export const nonces = pgTable('nonces', {
  nonce: text('nonce').primaryKey(),
  cookieHash: text('cookie_hash').notNull(),
  expiresAt: time('expires_at').notNull(),
  usedAt: time('used_at'),
})

/** Server-side sessions: the cookie carries an id only, its SHA-256 is stored. */
export const sessions = pgTable(
  'sessions',
  {
    idHash: text('id_hash').primaryKey(),
    address: hex('address').notNull(),
    chainId: integer('chain_id').notNull(),
    createdAt: time('created_at').notNull(),
    seenAt: time('seen_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    revokedAt: time('revoked_at'),
  },
  (t) => [index('sessions_by_address').on(t.address)],
)

/** Reasons given for admin operations; the hash is what goes on chain or beside the operation. */
export const reasons = pgTable(
  'reasons',
  {
    hash: hex('hash').notNull(),
    operationId: hex('operation_id'),
    text: text('text').notNull(),
    author: hex('author').notNull(),
    base: jsonb('base').$type<Record<string, unknown>>(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.hash, t.author] }), index('reasons_by_operation').on(t.operationId)],
)

/** Append-only audit log; `hash` = SHA-256 of the previous hash and this row's canonical JSON. */
export const audit = pgTable(
  'audit',
  {
    seq: bigint('seq', { mode: 'bigint' }).primaryKey(),
    at: time('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [uniqueIndex('audit_hash').on(t.hash)],
)

/** Whether a feature of the worker is on, and its last run: one row per job. */
export const jobRuns = pgTable('job_runs', {
  job: text('job').primaryKey(),
  startedAt: time('started_at').notNull(),
  endedAt: time('ended_at'),
  isOk: boolean('is_ok'),
  error: text('error'),
})
