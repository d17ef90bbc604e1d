import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { chainId, hex, integral, time, whole } from './columns'

/**
 * Transactions of our own hot keys. The row is there before anything is sent: a worker killed after sending finds it again. `purpose`
 * says what it is for and is taken once: `settlement 17`, `root provider epoch 2950`.
 */
export const sentTransactions = pgTable(
  'sent_transactions',
  {
    chainId: chainId(),
    sender: hex('sender').notNull(),
    nonce: integer('nonce').notNull(),
    purpose: text('purpose').notNull(),
    to: hex('to_address').notNull(),
    data: hex('data').notNull(),
    gas: whole('gas').notNull(),
    /** All signed versions, the newest last: a stuck one is replaced at a higher fee under the same nonce. */
    attempts: jsonb('attempts')
      .$type<{ hash: `0x${string}`; raw: `0x${string}`; maxFeePerGas: string; at: string }[]>()
      .notNull(),
    state: text('state').$type<'signed' | 'mined' | 'reverted' | 'dropped'>().notNull(),
    createdAt: time('created_at').notNull(),
    minedHash: hex('mined_hash'),
    minedBlock: whole('mined_block'),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.sender, t.nonce] }),
    uniqueIndex('sent_transactions_purpose').on(t.chainId, t.purpose),
    index('sent_transactions_open').on(t.chainId, t.state),
  ],
)

/** What a person should know. `key` names the matter: while it is open it is told once. */
export const alerts = pgTable(
  'alerts',
  {
    id: text('id').primaryKey(),
    key: text('key').notNull(),
    severity: text('severity').$type<'info' | 'warning' | 'critical'>().notNull(),
    say: text('say').notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    /** Whom it concerns: an address, or empty for the staff. */
    account: text('account').notNull().default(''),
    openedAt: time('opened_at').notNull(),
    closedAt: time('closed_at'),
    seen: integer('seen').notNull().default(1),
  },
  (t) => [index('alerts_open').on(t.key), index('alerts_by_account').on(t.account, t.openedAt)],
)

/** An alert on its way out of the house, by webhook or e-mail. */
export const alertDeliveries = pgTable(
  'alert_deliveries',
  {
    alertId: text('alert_id').notNull(),
    channel: text('channel').$type<'webhook' | 'email'>().notNull(),
    state: text('state').$type<'waiting' | 'sent' | 'failed'>().notNull(),
    tries: integer('tries').notNull().default(0),
    /** Nobody else takes it before: while it is being sent, and until the next try. */
    nextAt: time('next_at'),
    error: text('error'),
    sentAt: time('sent_at'),
  },
  (t) => [primaryKey({ columns: [t.alertId, t.channel] })],
)

/** Each run of a job; `job_runs` keeps the last one. */
export const jobHistory = pgTable(
  'job_history',
  {
    id: text('id').primaryKey(),
    job: text('job').notNull(),
    key: text('key').notNull(),
    startedAt: time('started_at').notNull(),
    ms: integer('ms').notNull(),
    isOk: boolean('is_ok').notNull(),
    say: text('say').notNull(),
  },
  (t) => [index('job_history_by_job').on(t.job, t.startedAt)],
)

/** Renewals that `renewMany` could not do: what the user is told. */
export const renewalFailures = pgTable(
  'renewal_failures',
  {
    chainId: chainId(),
    account: hex('account').notNull(),
    at: time('at').notNull(),
    code: text('code').notNull(),
    owed: integral('owed'),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.account, t.at] })],
)
