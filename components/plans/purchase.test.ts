import { describe, expect, test } from 'vitest'
import { parseExtra, purchaseOf, usualExtra } from './purchase'

const CXPT = 10n ** 18n

describe('purchaseOf', () => {
  test('loads the plan and the headroom of its limit when there are no credits', () => {
    const purchase = purchaseOf({ cost: 1_580n * CXPT, available: 0n, extra: null, now: 1_000n })
    expect(purchase.maxIn).toBe(15_958n * 10n ** 17n)
    expect(purchase.fromWallet).toBe(15_958n * 10n ** 17n)
    expect(purchase.creditsAfter).toBe(158n * 10n ** 17n)
    expect(purchase.endsAt).toBe(2_593_000n)
  })

  test('takes nothing from the wallet when the credits suffice', () => {
    const purchase = purchaseOf({ cost: 1_580n * CXPT, available: 2_000n * CXPT, extra: null, now: 0n })
    expect(purchase.fromWallet).toBe(0n)
    expect(purchase.creditsAfter).toBe(420n * CXPT)
  })

  test('loads what is lacking and what the buyer adds', () => {
    const purchase = purchaseOf({ cost: 1_580n * CXPT, available: 80n * CXPT, extra: 500n * CXPT, now: 0n })
    expect(purchase.fromWallet).toBe(2_000n * CXPT)
    expect(purchase.creditsAfter).toBe(500n * CXPT)
  })

  test('caps renewals a tenth above the price of now', () => {
    expect(purchaseOf({ cost: 1_000n, available: 0n, extra: null, now: 0n }).renewCap).toBe(1_100n)
  })
})

test.each([
  [0n, 100n, 101n, 1n],
  [99n, 100n, 101n, 1n],
  [100n, 100n, 101n, 0n],
])('with %s credits for a plan of %s, at most %s, %s is loaded on top', (available, cost, maxIn, extra) => {
  expect(usualExtra(available, cost, maxIn)).toBe(extra)
})

test.each([
  ['', { ok: true, wei: null }],
  ['1,250.5', { ok: true, wei: 12_505n * 10n ** 17n }],
  ['0', { ok: true, wei: 0n }],
  ['0.0000000000000000001', { ok: false, say: 'At most 18 decimals.' }],
  ['a lot', { ok: false, say: 'Digits and one point, for example 250.5.' }],
])('the field reads %j', (text, value) => {
  expect(parseExtra(text)).toEqual(value)
})
