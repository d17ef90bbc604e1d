import { beforeEach, expect, test } from 'vitest'
import { Credits, Refused } from './credits'

const USER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const OTHER = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const PRICE = 5n * 10n ** 16n
const CXPT = 10n ** 18n
const USD = 1_000_000n
const DAY = 86_400n
/** 00:00 UTC on UTC day 20,000. */
const MIDNIGHT = 20_000n * DAY

let vault: Credits
beforeEach(() => {
  vault = new Credits()
  vault.split = { burn: 500, protocol: 2_000, operations: 1_500, provider: 6_000 }
  vault.dailyCapUsd = 1_000n * USD
})

const settle = (cumulativeUsd: bigint, time = MIDNIGHT) => vault.settle([{ user: USER, cumulativeUsd }], PRICE, time)

test('a settlement takes what was metered since the last, rounded up', () => {
  vault.deposit(USER, 100n * CXPT)
  expect(settle(1n)).toEqual([{ user: USER, due: 1n, usd: 1n, amount: 20_000_000_000_000n, isClamped: false }])
  settle(2n * USD)
  expect(vault.of(USER).balance).toBe(60n * CXPT)
  expect(vault.revenue).toBe(40n * CXPT)
  expect(vault.credits).toBe(60n * CXPT)
})

test('the same cumulative usage again takes nothing', () => {
  vault.deposit(USER, 100n * CXPT)
  settle(2n * USD)
  expect(settle(2n * USD)).toEqual([])
})

test('too few credits are taken whole, and only what they pay for counts as metered', () => {
  vault.deposit(USER, 10n * CXPT)
  expect(settle(3n * USD)).toEqual([{ user: USER, due: 3n * USD, usd: 500_000n, amount: 10n * CXPT, isClamped: true }])
  expect(vault.of(USER).meteredUsd).toBe(500_000n)
  vault.deposit(USER, 100n * CXPT)
  expect(settle(3n * USD)[0]?.usd).toBe(2_500_000n)
})

test('the cap counts what was asked for, before credits limit it', () => {
  vault.deposit(USER, 1n * CXPT)
  expect(() => settle(1_001n * USD)).toThrow(Refused)
})

test('a first budget begins on a later day and limits nothing before', () => {
  vault.deposit(USER, 1_000n * CXPT)
  vault.setBudget(USER, 5n * USD, MIDNIGHT + 100n)
  expect(vault.of(USER).nextBudgetDay).toBe(20_002n)
  expect(settle(10n * USD, MIDNIGHT + 200n)[0]?.usd).toBe(10n * USD)
  expect(settle(20n * USD, MIDNIGHT + 2n * DAY)[0]?.usd).toBe(5n * USD)
  expect(settle(20n * USD, MIDNIGHT + 2n * DAY + 60n)).toEqual([])
  expect(settle(20n * USD, MIDNIGHT + 3n * DAY)[0]?.usd).toBe(5n * USD)
})

test('a higher budget is in force at once', () => {
  vault.setBudget(USER, 5n * USD, MIDNIGHT)
  vault.setBudget(USER, 8n * USD, MIDNIGHT + 3n * DAY)
  expect(vault.of(USER)).toMatchObject({ budgetUsd: 8n * USD, nextBudgetUsd: 0n, nextBudgetDay: 0n })
})

test('a requested withdrawal is not available to plans and can be taken after a day', () => {
  vault.deposit(USER, 100n * CXPT)
  vault.requestWithdrawal(USER, 40n * CXPT, MIDNIGHT)
  expect(vault.availableOf(USER)).toBe(60n * CXPT)
  expect(() => vault.withdraw(USER, MIDNIGHT + DAY - 1n)).toThrow('NotUnlocked')
  expect(vault.withdraw(USER, MIDNIGHT + DAY)).toBe(40n * CXPT)
  expect(vault.of(USER)).toMatchObject({ balance: 60n * CXPT, withdrawn: 40n * CXPT, pending: 0n, unlockAt: 0n })
})

test('a distribution gives the remainder to the providers', () => {
  vault.deposit(OTHER, 100n * CXPT)
  vault.settle([{ user: OTHER, cumulativeUsd: 33n }], PRICE, MIDNIGHT)
  vault.revenue += 1n
  expect(vault.distribute()).toEqual({
    burn: 33_000_000_000_000n,
    protocol: 132_000_000_000_000n,
    operations: 99_000_000_000_000n,
    provider: 396_000_000_000_001n,
  })
  expect(vault.revenue).toBe(0n)
})

test('while spending is paused nothing is charged or settled', () => {
  vault.deposit(USER, 100n * CXPT)
  vault.spendPause = { from: MIDNIGHT, until: MIDNIGHT + DAY }
  expect(() => settle(1n)).toThrow('Paused')
  expect(() => vault.charge(USER, USD, PRICE, 100n * CXPT, MIDNIGHT)).toThrow('Paused')
})
