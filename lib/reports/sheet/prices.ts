import type { PriceRow } from '../../db/report-rows'
import { secondsOf } from '../../domain/time'
import type { Column, RowOf } from '../table'

export const PRICE_COLUMNS = [
  { name: 'block', kind: 'count' },
  { name: 'log_index', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'source', kind: 'text' },
  { name: 'price', kind: 'price' },
  { name: 'replaced_after_seconds', kind: 'count' },
] as const satisfies readonly Column[]

/**
 * Sheet 15: the price in force when the month began and every one set in it. How long each was in force is its greatest age:
 * the last one counts up to the end of the month. `end` in seconds.
 */
export const priceTable = (rows: readonly PriceRow[], end: bigint): RowOf<typeof PRICE_COLUMNS>[] =>
  rows.map((row, i) => {
    const next = rows[i + 1]
    return [
      row.blockNumber,
      row.logIndex,
      row.blockTime,
      row.txHash,
      row.kind,
      row.price,
      (next ? secondsOf(next.blockTime) : end) - secondsOf(row.blockTime),
    ]
  })
