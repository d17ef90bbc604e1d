import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LedgerInput, LedgerWindow } from './metric-input'
import { ageOf, coverageOf, differenceOf, driftOf, lagOf, liquidityOf, moveOf, shareOf } from './risk-values'
import { CXPT, WAD } from './units'

const REASONS = { none: 'no price', noOther: 'no price before' }

test.each([
  ['up by a fifth', 6n, 5n, { value: '20' }],
  ['down by a fifth is as far', 4n, 5n, { value: '20' }],
  ['a third, rounded at six decimals', 4n, 3n, { value: '33.333333' }],
  ['no move', 5n, 5n, { value: '0' }],
  ['no price', null, 5n, { value: null, reason: 'no price' }],
  ['none before', 5n, null, { value: null, reason: 'no price before' }],
] as const)('a move: %s', (_, price, other, read) => {
  expect(moveOf(price && price * WAD, other && other * WAD, REASONS)).toEqual(read)
})

test('a share of nothing is not known, and never 0', () => {
  expect(shareOf({ top: 3n, all: 8n }, 'nothing paid')).toEqual({ value: '37.5' })
  expect(shareOf({ top: 0n, all: 0n }, 'nothing paid')).toEqual({ value: null, reason: 'nothing paid' })
})

const window = (burned: bigint, emissionUsed: bigint, allocated = 0n): LedgerWindow => ({
  burned,
  emissionUsed,
  allocated,
  emissionClaimed: 0n,
  treasuryReleased: 0n,
  spent: 0n,
})

test.each([
  ['the same ratio of other amounts', window(3n, 30n), window(1n, 10n), '0'],
  ['half of it', window(1n, 20n), window(1n, 10n), '50'],
  ['three times it', window(3n, 10n), window(1n, 10n), '200'],
  ['a short ledger', null, null, null],
  ['a ledger of one window', window(1n, 1n), null, null],
  ['no emission now', window(1n, 0n), window(1n, 1n), null],
  ['no emission before', window(1n, 1n), window(1n, 0n), null],
  ['nothing burned before', window(1n, 1n), window(0n, 1n), null],
])('drift: %s', (_, now, before, value) => {
  expect(driftOf(now, before).value).toBe(value)
})

test('drift does not depend on the unit of either amount', () => {
  const amount = fc.bigInt(1n, 10n ** 27n)
  fc.assert(
    fc.property(amount, amount, amount, amount, fc.bigInt(1n, 1_000n), (a, b, c, d, k) => {
      expect(driftOf(window(a * k, b * k), window(c, d))).toEqual(driftOf(window(a, b), window(c, d)))
    }),
  )
})

const LEDGER = {
  totalSupply: 1_000n * CXPT,
  balances: { treasury: 500n * CXPT, rewards: 200n * CXPT, vault: 90n * CXPT, dead: 10n * CXPT },
  buckets: { reserve: 0n, operations: 0n, liquidity: 30n * CXPT, protocol: 0n },
  emissionVested: 100n * CXPT,
  emissionUsed: 60n * CXPT,
  window: window(0n, 0n, 30n * CXPT),
} as LedgerInput

test('liquidity is the bucket in what circulates', () => {
  expect(liquidityOf(LEDGER)).toEqual({ value: '15' })
  expect(liquidityOf({ ...LEDGER, totalSupply: 800n * CXPT }).value).toBeNull()
})

test('coverage: 40 of emission and 16 of revenue last eight epochs at seven a week', () => {
  expect(coverageOf(LEDGER, 16n * CXPT)).toEqual({ value: '8' })
  expect(coverageOf({ ...LEDGER, emissionVested: 60n * CXPT }, 0n)).toEqual({ value: '0' })
  expect(coverageOf({ ...LEDGER, window: window(0n, 0n, 0n) }, 1n).value).toBeNull()
  expect(coverageOf({ ...LEDGER, window: null }, 1n).value).toBeNull()
})

test('ages and lags in parts of what they are held against', () => {
  expect(ageOf({ age: 900n, maxAge: 3_600n })).toEqual({ value: '25' })
  expect(lagOf({ headTime: 700n, time: 100n })).toEqual({ value: '10' })
  expect(lagOf({ headTime: 100n, time: 100n })).toEqual({ value: '0' })
})

test('a comparison that is hours old says nothing of now', () => {
  expect(differenceOf({ time: 0n, difference: 0n }, 10_800n)).toEqual({ value: '0' })
  expect(differenceOf({ time: 0n, difference: 0n }, 10_801n).value).toBeNull()
  expect(differenceOf(null, 10n).value).toBeNull()
})
