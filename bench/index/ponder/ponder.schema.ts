import { onchainTable } from 'ponder'

/** One row for each event, as our `events`; and a balance for each account, as our `balances`. */
export const event = onchainTable('event', (t) => ({
  id: t.text().primaryKey(),
  block: t.bigint().notNull(),
  logIndex: t.integer().notNull(),
  time: t.bigint().notNull(),
  tx: t.hex().notNull(),
  contract: t.text().notNull(),
  name: t.text().notNull(),
  args: t.json().notNull(),
}))

export const balance = onchainTable('balance', (t) => ({
  account: t.hex().primaryKey(),
  amount: t.bigint().notNull(),
}))
