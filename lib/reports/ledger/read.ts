import { type AdjustmentHead, listBooked } from '../../db/adjustment-rows'
import { listAcceptedUntil, listOwnMovements, listPrices, listReceived, type OwnMovement } from '../../db/book-rows'
import type { Queryable } from '../../db/connect'
import { findFeeMark, listFeeDays, listFeePrices } from '../../db/fee-rows'
import {
  type LateUse,
  listDebtors,
  listLateUses,
  listNotedReceipts,
  listServedDays,
  type NotedReceipt,
  type Served,
} from '../../db/served-rows'
import { LOCK_AFTER } from '../../domain/late'
import { type Month, monthBounds, previousMonth } from '../../domain/month'
import { DAY, dateOf } from '../../domain/time'
import { type DeferredLedger, readDeferred } from '../deferred'
import { adjustmentSteps } from './adjustment-steps'
import {
  type EarnedRoot,
  earnedSteps,
  growthOf,
  movedStep,
  type Ordered,
  receivedStep,
  straddleSteps,
} from './chain-steps'
import { type FeesOfMonth, feeSteps, unpricedFees } from './fee-steps'
import { PriceHistory } from './price-history'
import { type MonthBooks, runBooks } from './run'
import { debtSteps, deferredSteps, type Notes, notesOf, servedSteps, uncollectible } from './usage-steps'

/** A month whose books are read: up to its closing block, and what usage was known by its lock. */
export type BookedMonth = {
  chainId: number
  month: Month
  opening: bigint
  closing: bigint
  closingTime: Date
}

export type MonthLedger = MonthBooks & {
  prices: PriceHistory
  /** Roots accepted before the lock, with what each added. */
  roots: readonly EarnedRoot[]
  deferred: DeferredLedger
  movements: readonly OwnMovement[]
  noted: readonly NotedReceipt[]
  notes: Notes
  lateUses: readonly LateUse[]
  /** Approved ones of the month and of all before it. */
  adjustments: readonly AdjustmentHead[]
  /** Gas of our accounts: the block up to which it is recorded, and what no price turns into USD. */
  fees: { recordedTo: bigint | null; unpriced: readonly FeesOfMonth[] }
  /** What stands against unbilled usage as uncollectible, nano-USD. */
  uncollectible: bigint
}

/** Before everything there is: sums from here are sums from the beginning. */
const BEGINNING = '1970-01-01'
/** Seconds after which usage that nobody can pay is written off. */
const OLD = 90n * DAY
const dayOf = (seconds: bigint): string => dateOf(seconds).toISOString().slice(0, 10)

/** Reads all there is up to the closing block and keeps the books from genesis to the end of the month. */
export async function readLedger(db: Queryable, of: BookedMonth): Promise<MonthLedger> {
  const { start, end } = monthBounds(of.month)
  const { chainId, closing } = of
  const served = { chainId, until: dateOf(end) }
  const [movements, received, points, accepted, days, noted, late] = await Promise.all([
    listOwnMovements(db, of),
    listReceived(db, of),
    listPrices(db, of),
    listAcceptedUntil(db, chainId, dateOf(end + LOCK_AFTER)),
    listServedDays(db, served),
    listNotedReceipts(db, served),
    listLateUses(db, chainId),
  ])
  const place = { db, chainId, block: closing, time: of.closingTime, isPast: true }
  const deferred = await readDeferred(place, [BEGINNING, dayOf(start), dayOf(end)], late)
  const prices = new PriceHistory(points)
  const roots = growthOf(accepted, prices)
  const notes = notesOf(noted)
  const debts = await readDebts(db, of)
  const [fees, feePrices] = [await listFeeDays(db, of), await listFeePrices(db, chainId)]
  const adjustments = await listBooked(db, chainId, of.month)
  const steps: Ordered[] = [
    ...movements.map((row) => movedStep(row, prices)),
    ...received.map(receivedStep),
    ...earnedSteps(roots, end),
    ...straddleSteps(roots, start, prices),
    ...straddleSteps(roots, end, prices),
    ...servedSteps(days, notes),
    ...feeSteps(fees, feePrices),
    ...deferredSteps(deferred.before(0n), deferred.before(start), start - 1n),
    ...deferredSteps(deferred.before(start), deferred.before(end), end - 1n),
    ...debtSteps(0n, debts.opening, start - 1n),
    ...debtSteps(debts.opening, debts.closing, end - 1n),
    ...adjustmentSteps(adjustments),
  ]
  const read = { prices, roots, deferred, movements, noted, notes, lateUses: late, adjustments }
  const gas = { recordedTo: await findFeeMark(db, chainId), unpriced: unpricedFees(fees, feePrices) }
  return { ...runBooks(steps, { start, end }), ...read, fees: gas, uncollectible: debts.closing }
}

/** What was uncollectible at both ends of the month, each by what was known then. */
async function readDebts(db: Queryable, { chainId, month, opening, closing }: BookedMonth) {
  const at = async (of: Month, block: bigint): Promise<bigint> => {
    const end = dateOf(monthBounds(of).end)
    const served: Served = { chainId, until: end }
    const [debtors, noted] = await Promise.all([listDebtors(db, served, block, end), listNotedReceipts(db, served)])
    return uncollectible(debtors, notesOf(noted), dayOf(monthBounds(of).end - OLD))
  }
  const [before, after] = await Promise.all([at(previousMonth(month), opening), at(month, closing)])
  return { opening: before, closing: after }
}
