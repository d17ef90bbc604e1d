import { expect, test } from 'vitest'
import { budgetLeft } from '../../chain/meters'
import { sumOf, usagesOf } from './usages'

const due = (account: string, charged: bigint, settled = 0n) => ({ account: `0x${account}` as const, charged, settled })
const chain = (meters: Record<string, [metered: bigint, payable: bigint]>) =>
  new Map(
    Object.entries(meters).map(([account, [meteredUsd, payableUsd]]) => [`0x${account}`, { meteredUsd, payableUsd }]),
  )

test('a large debt of somebody who cannot pay keeps nobody else from the cap', () => {
  const usages = usagesOf([due('a', 10n ** 12n), due('b', 5n)], chain({ a: [0n, 1n], b: [0n, 100n] }), 10n)
  expect(usages.map(({ user, due }) => [user, due])).toEqual([
    ['0xa', '1'],
    ['0xb', '5'],
  ])
})

test('who can pay nothing is left out', () => {
  expect(usagesOf([due('a', 7n)], chain({ a: [0n, 0n] }), 10n)).toEqual([])
  expect(usagesOf([due('a', 7n)], new Map(), 10n)).toEqual([])
})

test('the last one that fits is asked for in part', () => {
  const usages = usagesOf(
    [due('a', 7n), due('b', 7n), due('c', 7n)],
    chain({ a: [0n, 9n], b: [3n, 9n], c: [0n, 9n] }),
    10n,
  )
  expect(usages.map(({ cumulativeUsd }) => cumulativeUsd)).toEqual(['7', '6'])
  expect(sumOf(usages)).toBe(10n)
})

test('what our batches and another meter settled before is not asked for again', () => {
  const [usage] = usagesOf([due('a', 20n, 15n)], chain({ a: [115n, 99n] }), 100n)
  expect(usage).toEqual({ user: '0xa', cumulativeUsd: '120', due: '5' })
})

const NONE = { budgeted: false, budgetUsd: 0n, usedUsd: 0n, usedDay: 0, nextBudgetUsd: 0n, nextBudgetDay: 0 }
test.each([
  ['none', NONE, null],
  ['one, untouched today', { ...NONE, budgeted: true, budgetUsd: 5n, usedUsd: 4n, usedDay: 99 }, 5n],
  ['one, used in part today', { ...NONE, budgeted: true, budgetUsd: 5n, usedUsd: 4n, usedDay: 100 }, 1n],
  [
    'one that was lowered below what was used',
    { ...NONE, budgeted: true, budgetUsd: 3n, usedUsd: 4n, usedDay: 100 },
    0n,
  ],
  ['one whose successor waits', { ...NONE, budgeted: true, budgetUsd: 5n, nextBudgetUsd: 2n, nextBudgetDay: 101 }, 5n],
  [
    'one whose successor is there',
    { ...NONE, budgeted: true, budgetUsd: 5n, nextBudgetUsd: 2n, nextBudgetDay: 100 },
    2n,
  ],
  ['none in force, one on its way', { ...NONE, budgeted: true, nextBudgetUsd: 2n, nextBudgetDay: 101 }, null],
])('left of a budget: %s', (_, account, left) => {
  expect(budgetLeft(account, 100n)).toBe(left)
})
