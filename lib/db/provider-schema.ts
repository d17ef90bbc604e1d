import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Category } from '../domain/buckets'
import { chainId, hex, integral, time, whole } from './columns'

/** Providers as they registered, signed by themselves. `payout` is in force; a change waits in `payout_changes`. */
export const providers = pgTable(
  'providers',
  {
    chainId: chainId(),
    provider: hex('provider').notNull(),
    payout: hex('payout').notNull(),
    name: text('name').notNull(),
    classes: text('classes').array().notNull(),
    endpoint: text('endpoint').notNull(),
    registeredAt: time('registered_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    /** The newest accepted message: an older one is a replay. */
    messageAt: time('message_at').notNull(),
    signature: text('signature').notNull(),
    /** Same-funding cluster, set by hand: a payer of the same cluster earns the provider nothing. */
    cluster: text('cluster'),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.provider] })],
)

/** A new payout address takes effect seven days after it was asked for; both addresses are told. */
export const payoutChanges = pgTable(
  'payout_changes',
  {
    chainId: chainId(),
    provider: hex('provider').notNull(),
    askedAt: time('asked_at').notNull(),
    from: hex('from_address').notNull(),
    to: hex('to_address').notNull(),
    effectiveAt: time('effective_at').notNull(),
    cancelledAt: time('cancelled_at'),
    signature: text('signature').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.provider, t.askedAt] })],
)

/** What a prober saw of a provider in a minute; `ms` null without a valid answer. Partitioned by month (migration 0005). */
export const probes = pgTable(
  'probes',
  {
    chainId: chainId(),
    minute: time('minute').notNull(),
    provider: hex('provider').notNull(),
    prober: text('prober').notNull(),
    isValid: boolean('is_valid').notNull(),
    ms: integer('ms'),
  },
  (t) => [primaryKey({ columns: [t.minute, t.chainId, t.provider, t.prober] })],
)

/**
 * Real jobs of a provider in one class and hour, as a gateway saw them. `latencies`: count by upper bound in ms, so that hours add up
 * and a p95 is reproducible; an error counts as the timeout. `goodMinutes`: minutes of the hour with a job that succeeded.
 */
export const jobHours = pgTable(
  'job_hours',
  {
    chainId: chainId(),
    hour: time('hour').notNull(),
    provider: hex('provider').notNull(),
    service: text('service').notNull(),
    gateway: text('gateway').notNull(),
    requests: integer('requests').notNull(),
    errors: integer('errors').notNull(),
    latencies: jsonb('latencies').$type<Record<string, number>>().notNull(),
    goodMinutes: integer('good_minutes').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.hour, t.provider, t.service, t.gateway] })],
)

/** Minutes that do not count: announced maintenance of one provider, or a network-wide incident (`provider` empty). */
export const exclusions = pgTable(
  'exclusions',
  {
    chainId: chainId(),
    id: text('id').notNull(),
    provider: text('provider').notNull(),
    from: time('from_time').notNull(),
    until: time('until_time').notNull(),
    announcedAt: time('announced_at').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.id] }),
    index('exclusions_by_provider').on(t.chainId, t.provider, t.from),
  ],
)

/** Demand of a class, hour by hour (economics.md §3): smoothed utilisation and D, ppm. */
export const demandHours = pgTable(
  'demand_hours',
  {
    chainId: chainId(),
    service: text('service').notNull(),
    hour: time('hour').notNull(),
    utilisation: integral('utilisation').notNull(),
    smoothed: integral('smoothed').notNull(),
    demand: integral('demand').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.service, t.hour] })],
)

/** A closed epoch (category provider) or month (referral, loyalty): canonical inputs, their hash, and how far its root is. */
export const rewardRuns = pgTable(
  'reward_runs',
  {
    chainId: chainId(),
    category: text('category').$type<Category>().notNull(),
    /** `epoch 2950` or `2026-09`. */
    label: text('label').notNull(),
    closedAt: time('closed_at').notNull(),
    inputs: text('inputs').notNull(),
    inputsHash: hex('inputs_hash').notNull(),
    root: hex('root').notNull(),
    total: integral('total').notNull(),
    state: text('state').$type<'closed' | 'proposed' | 'accepted' | 'vetoed'>().notNull(),
    /** Root of the second implementation: nothing is proposed unless it is the same. */
    recomputedRoot: hex('recomputed_root').notNull(),
    txHash: hex('tx_hash'),
    error: text('error'),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.category, t.label] }), index('reward_runs_by_root').on(t.root)],
)

/** Leaves of every root that was proposed: proofs of the previous root stay available. */
export const rewardLeaves = pgTable(
  'reward_leaves',
  {
    chainId: chainId(),
    category: text('category').$type<Category>().notNull(),
    root: hex('root').notNull(),
    account: hex('account').notNull(),
    cumulative: integral('cumulative').notNull(),
    /** What this run added, wei. */
    added: integral('added').notNull(),
    /** Factors behind it, as in the inputs file; null for what came before. */
    detail: jsonb('detail').$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.category, t.root, t.account] }),
    index('reward_leaves_by_account').on(t.chainId, t.account),
  ],
)

/**
 * What lies in a second place, by the SHA-256 of its bytes: a row is written after they were read back from there. `subject` says what it
 * is: `inputs 0x…`, `leaves provider 0x…`, `receipts 17 0x…`.
 */
export const publications = pgTable(
  'publications',
  {
    hash: hex('hash').primaryKey(),
    chainId: chainId(),
    subject: text('subject').notNull(),
    kind: text('kind').$type<'inputs' | 'leaves' | 'receipts'>().notNull(),
    /** The folder or the address: another one begins empty. */
    place: text('place').notNull(),
    path: text('path').notNull(),
    bytes: whole('bytes').notNull(),
    writtenAt: time('written_at').notNull(),
  },
  (t) => [index('publications_by_subject').on(t.chainId, t.place, t.subject)],
)
