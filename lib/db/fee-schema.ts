import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { chainId, hex, integral, time, whole } from './columns'

/** What transactions of our accounts cost: gas used × price, and what a rollup asks for its data. wei of the chain's coin. */
export const networkFees = pgTable(
  'network_fees',
  {
    chainId: chainId(),
    txHash: hex('tx_hash').notNull(),
    blockNumber: whole('block_number').notNull(),
    blockTime: time('block_time').notNull(),
    sender: hex('sender').notNull(),
    wei: integral('wei').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.txHash] }),
    index('network_fees_by_block').on(t.chainId, t.blockNumber),
    index('network_fees_by_sender').on(t.chainId, t.sender),
  ],
)

/** One row per chain: up to which block fees are recorded. */
export const feeMarks = pgTable('fee_marks', {
  chainId: chainId().primaryKey(),
  blockNumber: whole('block_number').notNull(),
})

/** The price of the chain's coin in a month, nano-USD, and where it was found. */
export const feePrices = pgTable(
  'fee_prices',
  {
    chainId: chainId(),
    /** `2026-10`. */
    month: text('month').notNull(),
    nano: integral('nano').notNull(),
    source: text('source').notNull(),
    setBy: text('set_by').notNull(),
    setAt: time('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.month] })],
)
