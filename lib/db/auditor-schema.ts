import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { chainId, hex, time } from './columns'

/** That an address reads the whole console until a date, and signs nothing. A row is one grant and is kept after it is over. */
export const auditors = pgTable(
  'auditors',
  {
    chainId: chainId(),
    id: text('id').notNull(),
    account: hex('account').notNull(),
    /** Who it is, as the admin knows him. */
    name: text('name').notNull(),
    reason: text('reason').notNull(),
    grantedBy: hex('granted_by').notNull(),
    grantedAt: time('granted_at').notNull(),
    /** The first instant at which he reads no more. */
    until: time('until').notNull(),
    /** When a hand ended it before its time. */
    endedAt: time('ended_at'),
    endedBy: hex('ended_by'),
    endReason: text('end_reason'),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.id] }), index('auditors_by_account').on(t.chainId, t.account)],
)
