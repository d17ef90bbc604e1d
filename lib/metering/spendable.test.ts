import { describe, expect, test } from 'vitest'
import { type SpendState, spendableOf } from './spendable'

const DAY = 86_400n
const CXPT = 10n ** 18n
const NO_BUDGET = { budgetUsd: 0n, usedUsd: 0n, usedDay: 0n, nextBudgetUsd: 0n, nextBudgetDay: 0n }
const STATE: SpendState = {
  now: 100n * DAY + 5n,
  available: 100n * CXPT,
  price: 5n * 10n ** 16n,
  minPrice: 10n ** 16n,
  unsettledUsd: 0n,
  roomUsd: 1n,
  isSpendPaused: false,
  phase: 'FULL',
  budget: NO_BUDGET,
}

test('what is not settled yet is taken off, rounded up', () => {
  expect(spendableOf(STATE)).toEqual({
    spendable: 100n * CXPT,
    spendableUsd: 5_000_000n,
    budgetLeftUsd: null,
    reason: null,
  })
  // 1 micro-USD at 0.05 is 2e13 wei; at 0.03 it is 33,333,333,333,333.3 wei.
  expect(spendableOf({ ...STATE, unsettledUsd: 1n }).spendable).toBe(100n * CXPT - 20_000_000_000_000n)
  expect(spendableOf({ ...STATE, price: 3n * 10n ** 16n, unsettledUsd: 1n }).spendable).toBe(
    100n * CXPT - 33_333_333_333_334n,
  )
})

describe('nothing may be spent', () => {
  test.each([
    ['in MAINNET', { phase: 'MAINNET' }, 'phase'],
    ['while spending is paused', { isSpendPaused: true }, 'spend_paused'],
    ['without a price', { price: null }, 'price_stale'],
    ['below the least price', { price: 10n ** 16n - 1n }, 'price_stale'],
    ['when the cap of the day is used up', { roomUsd: 0n }, 'daily_cap'],
    ['when more is owed than is there', { unsettledUsd: 5_000_001n }, 'no_credits'],
    ['when all of it is owed', { unsettledUsd: 5_000_000n }, 'no_credits'],
  ] as const)('%s', (_, change, reason) => {
    expect(spendableOf({ ...STATE, ...change })).toEqual({
      spendable: 0n,
      spendableUsd: 0n,
      budgetLeftUsd: null,
      reason,
    })
  })
})

describe('a budget', () => {
  test.each([
    ['is what is left of today', { budgetUsd: 10n, usedUsd: 4n, usedDay: 100n }, 0n, 6n],
    ['is whole again on a new day', { budgetUsd: 10n, usedUsd: 4n, usedDay: 99n }, 0n, 10n],
    ['counts what is not settled yet', { budgetUsd: 10n, usedUsd: 4n, usedDay: 100n }, 5n, 1n],
    ['is used up, never negative', { budgetUsd: 10n, usedUsd: 4n, usedDay: 100n }, 7n, 0n],
    [
      'that waits is honoured at once when it is lower',
      { budgetUsd: 10n, nextBudgetUsd: 3n, nextBudgetDay: 102n },
      0n,
      3n,
    ],
    ['that waits is honoured at once when there was none', { nextBudgetUsd: 3n, nextBudgetDay: 102n }, 0n, 3n],
    ['whose day has come replaces the other', { budgetUsd: 3n, nextBudgetUsd: 10n, nextBudgetDay: 100n }, 0n, 10n],
  ] as const)('%s', (_, budget, unsettledUsd, left) => {
    const result = spendableOf({ ...STATE, unsettledUsd, budget: { ...NO_BUDGET, ...budget } })
    expect([result.budgetLeftUsd, result.reason]).toEqual([left, left === 0n ? 'budget' : null])
  })
})
