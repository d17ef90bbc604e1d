import { date, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { hex, integral, time, whole } from './columns'

/** Who uses what an account pays for, with keys of his own. Limits of a calendar month (UTC), null without one: nano-USD of charges, tokens. */
export const members = pgTable(
  'members',
  {
    /** The account that pays. */
    owner: hex('owner').notNull(),
    member: hex('member').notNull(),
    name: text('name').notNull(),
    limitNano: integral('limit_nano'),
    limitTokens: integral('limit_tokens'),
    invitedAt: time('invited_at').notNull(),
    removedAt: time('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.owner, t.member] }), index('members_by_member').on(t.member)],
)

/** What a member used with a key in a month (UTC, by the start of the request); kept in the receipts' transaction. */
export const memberMonths = pgTable(
  'member_months',
  {
    owner: hex('owner').notNull(),
    member: hex('member').notNull(),
    /** Its first day. */
    month: date('month', { mode: 'string' }).notNull(),
    prefix: text('prefix').notNull(),
    requests: whole('requests').notNull(),
    chargeNano: integral('charge_nano').notNull(),
    /** Of the services that an allowance covers. */
    tokens: integral('tokens').notNull(),
  },
  (t) => [primaryKey({ columns: [t.owner, t.member, t.month, t.prefix] })],
)
