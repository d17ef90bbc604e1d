import { expect, test } from 'vitest'
import { type Budget, budgetInForce, budgetLeft } from './budget'

const NONE: Budget = { budgetUsd: 0n, usedUsd: 0n, usedDay: 0n, nextBudgetUsd: 0n, nextBudgetDay: 0n }
const FIVE: Budget = { ...NONE, budgetUsd: 5n }

test.each([
  ['none', NONE, null],
  ['one, untouched today', { ...FIVE, usedUsd: 4n, usedDay: 99n }, 5n],
  ['one, used in part today', { ...FIVE, usedUsd: 4n, usedDay: 100n }, 1n],
  ['one that was lowered below what was used', { ...FIVE, budgetUsd: 3n, usedUsd: 4n, usedDay: 100n }, 0n],
  ['one whose successor waits', { ...FIVE, nextBudgetUsd: 2n, nextBudgetDay: 101n }, 5n],
  ['one whose successor is there', { ...FIVE, nextBudgetUsd: 2n, nextBudgetDay: 100n }, 2n],
  ['none in force, one on its way', { ...NONE, nextBudgetUsd: 2n, nextBudgetDay: 101n }, null],
])('left of a budget: %s', (_, budget, left) => {
  expect(budgetLeft(budget, 100n)).toBe(left)
})

test('a successor of 0 lifts the limit', () => {
  expect(budgetInForce({ ...FIVE, nextBudgetUsd: 0n, nextBudgetDay: 100n }, 100n)).toBe(0n)
})
