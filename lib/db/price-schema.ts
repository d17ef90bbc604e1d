import { date, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { integral } from './columns'

/** Last, lowest and highest price of each UTC day with a posting: what a chart of a year reads instead of its hours. */
export const priceDays = pgTable(
  'price_days',
  {
    chainId: integer('chain_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    close: integral('close').notNull(),
    low: integral('low').notNull(),
    high: integral('high').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.day] })],
)
