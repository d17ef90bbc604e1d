import { describe, expect, test } from 'vitest'
import { CXPT, USD } from '../domain/units'
import type { SpendingInput } from './inputs'
import { computeMonth } from './month-rewards'
import { recompute } from './recompute'
import { account, loyaltyInputs, referralInputs } from './testing'

const usd = (dollars: number | string) => (BigInt(dollars) * USD).toString()
const spent = (n: number, ...months: [string, string][]): SpendingInput => ({ account: account(n), months })
const brought = (referrer: number, ...users: number[]) =>
  users.map((user) => ({ user: account(user), referrer: account(referrer), flags: [] }))
/** CXPT of so many dollars at $0.05. */
const cxpt = (dollars: number) => BigInt(dollars * 100) * (CXPT / 5n)

const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)

describe('referral', () => {
  test.each([
    { users: 1, dollars: 100, bps: 300n },
    { users: 9, dollars: 100, bps: 300n },
    { users: 10, dollars: 100, bps: 500n },
    { users: 50, dollars: 10, bps: 800n },
  ])('$users active users of $dollars each pay $bps bps on the whole base', ({ users, dollars, bps }) => {
    const crowd = range(10, users)
    const spending = crowd.map((n) => spent(n, ['2026-09', usd(dollars)]))
    const inputs = referralInputs({ spending, referred: brought(1, ...crowd) })
    const { added, root } = computeMonth(inputs)
    expect(added).toBe((cxpt(users * dollars) * bps) / 10_000n)
    expect(recompute(inputs)).toMatchObject({ root, added })
  })

  test('who spent under $5 is not active, but the spending counts once a tier is reached', () => {
    const spending = [spent(10, ['2026-09', '4999999']), spent(11, ['2026-09', usd(5)])]
    const { leaves } = computeMonth(referralInputs({ spending, referred: brought(1, 10, 11) }))
    expect(leaves[0]?.detail).toMatchObject({ parts: [{ active: '1', base: '9999999', bps: '300', usd: '299999' }] })
    const inactive = computeMonth(referralInputs({ spending: spending.slice(0, 1), referred: brought(1, 10) }))
    expect(inactive.leaves).toEqual([])
  })

  test.each([
    { first: '2025-10', pays: true, why: 'the twelfth month' },
    { first: '2025-09', pays: false, why: 'the thirteenth' },
  ])('a referrer earns for twelve months: $why', ({ first, pays }) => {
    const spending = [spent(10, [first, usd(9)], ['2026-09', usd(100)])]
    const inputs = referralInputs({ spending, referred: brought(1, 10) })
    expect(computeMonth(inputs).added > 0n).toBe(pays)
    expect(recompute(inputs).root).toBe(computeMonth(inputs).root)
  })
})

describe('loyalty and usage bonus', () => {
  const year = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']
  const months = (count: number) => [...year, '2026-07', '2026-08', '2026-09'].slice(-count)
  test.each([
    { count: 2, dollars: 50, bps: 0n, why: 'two months and under $100' },
    { count: 3, dollars: 50, bps: 100n, why: 'three months' },
    { count: 6, dollars: 100, bps: 250n, why: 'six months and $100' },
    { count: 12, dollars: 1_000, bps: 550n, why: 'twelve months and $1,000' },
  ])('$why', ({ count, dollars, bps }) => {
    const list = months(count).map((month): [string, string] => [month, usd(dollars)])
    const inputs = loyaltyInputs({ spending: [spent(10, ...list)] })
    expect(computeMonth(inputs).added).toBe((cxpt(dollars) * bps) / 10_000n)
    expect(recompute(inputs).root).toBe(computeMonth(inputs).root)
  })

  test('a month without spending begins the row again', () => {
    const list: [string, string][] = [
      ['2026-06', usd(9)],
      ['2026-07', '0'],
      ['2026-08', usd(9)],
      ['2026-09', usd(9)],
    ]
    const inputs = loyaltyInputs({ spending: [spent(10, ...list)] })
    expect(computeMonth(inputs).added).toBe(0n)
    expect(recompute(inputs).added).toBe(0n)
  })

  test('nothing is paid above the pool, and what is there is shared to the wei', () => {
    const spending = range(10, 3).map((n) => spent(n, ['2026-09', usd(100)]))
    const inputs = loyaltyInputs({ spending, pool: '100' })
    const { added, leaves } = computeMonth(inputs)
    expect(added).toBe(100n)
    expect(leaves.map((leaf) => leaf.added)).toEqual([34n, 33n, 33n])
    expect(recompute(inputs).root).toBe(computeMonth(inputs).root)
  })
})
