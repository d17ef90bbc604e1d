import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { chainId, hex, time, whole } from './columns'

/** Thresholds that an admin set; the others stand at their standard. What was before is in the audit log. */
export const thresholds = pgTable('thresholds', {
  id: text('id').primaryKey(),
  value: text('value').notNull(),
  reason: text('reason').notNull(),
  changedAt: time('changed_at').notNull(),
  changedBy: hex('changed_by').notNull(),
})

/** The last reading of each hour. `at` and `block` of the ledger, `readAt` of this machine: whether the worker still looks. */
export const riskReadings = pgTable(
  'risk_readings',
  {
    indicator: text('indicator').notNull(),
    hour: time('hour').notNull(),
    at: time('at').notNull(),
    block: whole('block').notNull(),
    /** Decimal string in the unit of the indicator's threshold; null with the reason. */
    value: text('value'),
    reason: text('reason'),
    readAt: time('read_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.indicator, t.hour] })],
)

/** From the first reading beyond the threshold to the first one within it, both of block time. */
export const riskBreaches = pgTable(
  'risk_breaches',
  {
    id: text('id').primaryKey(),
    indicator: text('indicator').notNull(),
    /** In force when it began. */
    threshold: text('threshold').notNull(),
    beganAt: time('began_at').notNull(),
    beganBlock: whole('began_block').notNull(),
    endedAt: time('ended_at'),
    endedBlock: whole('ended_block'),
    worst: text('worst').notNull(),
    worstAt: time('worst_at').notNull(),
    worstBlock: whole('worst_block').notNull(),
    /** Who knows of it, by this machine's clock. It ends with the breach. */
    acknowledgedBy: hex('acknowledged_by'),
    acknowledgedAt: time('acknowledged_at'),
    note: text('note'),
  },
  (t) => [
    uniqueIndex('risk_breaches_open').on(t.indicator).where(sql`${t.endedAt} is null`),
    index('risk_breaches_by_time').on(t.beganAt),
  ],
)

/** Somebody practised a pause on the local chain. Milliseconds from its beginning, which is this machine's time. */
export const pauseDrills = pgTable(
  'pause_drills',
  {
    id: text('id').primaryKey(),
    chainId: chainId(),
    account: hex('account').notNull(),
    begunAt: time('begun_at').notNull(),
    endedAt: time('ended_at'),
    /** The pause, when it was mined. */
    tx: hex('tx_hash'),
    block: whole('block'),
    interactions: integer('interactions'),
    msToBlock: integer('ms_to_block'),
    msToBanner: integer('ms_to_banner'),
  },
  (t) => [index('pause_drills_by_time').on(t.chainId, t.begunAt)],
)
