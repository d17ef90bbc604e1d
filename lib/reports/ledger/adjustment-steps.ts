import type { AdjustmentHead } from '../../db/adjustment-rows'
import { type Month, monthBounds } from '../../domain/month'
import { NANO_PER_CENT } from '../../domain/nano-usd'
import type { Ordered } from './chain-steps'

/** Approved adjustments, each in the last second of its month, behind everything else of it. */
export const adjustmentSteps = (rows: readonly AdjustmentHead[]): Ordered[] =>
  rows.map(({ id, month, originalPeriod, debit, credit, cents, memo }, i) => {
    const at = monthBounds(month as Month).end - 1n
    const pairs = [{ debit, credit, nano: cents * NANO_PER_CENT }]
    const entry = { journal: 'J15' as const, at, ref: id, memo, originalPeriod, pairs }
    return { at, block: 0n, logIndex: 0, seq: i, step: { do: 'booked' as const, entry } }
  })
