import { type Budget, budgetInForce, usedOn } from '../domain/budget'
import { greater, quoteCxpt, usdOf } from '../domain/money'
import { utcDay } from '../domain/time'
import type { Phase } from './meter'

/** What decides how much may be spent, all of one block. micro-USD, wei, seconds; `price` in WAD, null when the oracle refuses. */
export type SpendState = {
  now: bigint
  available: bigint
  price: bigint | null
  minPrice: bigint
  unsettledUsd: bigint
  roomUsd: bigint
  isSpendPaused: boolean
  phase: Phase
  budget: Budget
}

export type NoSpending = 'phase' | 'spend_paused' | 'price_stale' | 'daily_cap' | 'budget' | 'no_credits'
export type Spendable = {
  /** Wei, and the same in micro-USD, rounded down. */
  spendable: bigint
  spendableUsd: bigint
  /** Of the user's own daily budget, after what is not settled yet; null without one. */
  budgetLeftUsd: bigint | null
  /** Why nothing may be spent; null otherwise. */
  reason: NoSpending | null
}

/** `availableOf − ceil(unsettledUsd · 1e30 / price)`, or 0 with the reason. */
export function spendableOf(state: SpendState): Spendable {
  const budgetLeftUsd = budgetLeft(state)
  const none = (reason: NoSpending): Spendable => ({ spendable: 0n, spendableUsd: 0n, budgetLeftUsd, reason })
  const { price } = state
  if (state.phase === 'MAINNET') return none('phase')
  if (state.isSpendPaused) return none('spend_paused')
  if (price === null || price < state.minPrice) return none('price_stale')
  if (state.roomUsd === 0n) return none('daily_cap')
  if (budgetLeftUsd === 0n) return none('budget')
  const spendable = greater(state.available - quoteCxpt(state.unsettledUsd, price), 0n)
  if (spendable === 0n) return none('no_credits')
  return { spendable, spendableUsd: usdOf(spendable, price), budgetLeftUsd, reason: null }
}

/** A lower budget that waits for its day on chain is honoured at once. 0 on chain: no budget. */
function budgetLeft({ now, unsettledUsd, budget }: SpendState): bigint | null {
  const today = utcDay(now)
  const waiting = budget.nextBudgetDay > today ? budget.nextBudgetUsd : 0n
  const limits = [budgetInForce(budget, today), waiting].filter((limit) => limit > 0n).sort((a, b) => (a < b ? -1 : 1))
  const [limit] = limits
  if (limit === undefined) return null
  return greater(limit - usedOn(budget, today) - unsettledUsd, 0n)
}
