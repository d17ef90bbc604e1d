import { expect, test } from 'vitest'
import { LOYALTY_TIERS, REFERRAL_TIERS } from './referral'
import { tierProgress } from './tier-progress'

test.each([
  ['nobody yet', 0n, { reached: 0n, bps: 0n, next: { threshold: 1n, bps: 300n, missing: 1n } }],
  ['the first', 1n, { reached: 1n, bps: 300n, next: { threshold: 10n, bps: 500n, missing: 9n } }],
  ['one below the second tier', 9n, { reached: 9n, bps: 300n, next: { threshold: 10n, bps: 500n, missing: 1n } }],
  ['the second tier', 10n, { reached: 10n, bps: 500n, next: { threshold: 50n, bps: 800n, missing: 40n } }],
  ['more than the last tier', 75n, { reached: 75n, bps: 800n, next: null }],
])('referral with %s', (_, reached, progress) => {
  expect(tierProgress(REFERRAL_TIERS, reached)).toEqual(progress)
})

test('loyalty after two months lacks one to its first tier', () => {
  expect(tierProgress(LOYALTY_TIERS, 2n).next).toEqual({ threshold: 3n, bps: 100n, missing: 1n })
})

test('no tiers, nothing to reach', () => {
  expect(tierProgress([], 5n)).toEqual({ reached: 5n, bps: 0n, next: null })
})
