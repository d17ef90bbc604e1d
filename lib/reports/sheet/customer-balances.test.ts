import { describe, expect, test } from 'vitest'
import { deferredOf, NO_DEFERRED, type PlanPeriod } from '../../domain/deferred'
import { DAY } from '../../domain/time'
import {
  type BalanceLine,
  balanceTable,
  closingOf,
  creditLines,
  liabilityLines,
  noteLines,
  rewardLines,
  withSums,
} from './customer-balances'

const M = 1_000_000n
const [ALICE, BOB] = ['0xa1', '0xb0']
/** The policy's example: $79 for 8,000,000 tokens, 2.4 million used in the first period, 7.2 in the second. */
const PERIODS: PlanPeriod[] = [0n, 1n].map((i) => ({
  ...{ start: i * 30n * DAY, end: (i + 1n) * 30n * DAY, isRenewal: i > 0n, bps: 5_000n },
  sales: [{ at: i * 30n * DAY, usd: 79n * M, tokens: 8n * M }],
  uses: [{ at: i * 30n * DAY + 1n, rolled: i * 4n * M, fresh: i === 0n ? 2_400_000n : 3_200_000n }],
}))
const text = ({ layer, account, line, tokens, nano, wei }: BalanceLine) =>
  [layer, account, line, tokens, nano, wei].filter((one) => one !== null).join(' ')

describe('the contract liability', () => {
  test('opens, is billed, used, carried and expires, layer by layer, and adds up', () => {
    const lines = liabilityLines(ALICE, NO_DEFERRED, deferredOf(PERIODS.slice(0, 1), 30n * DAY + 1n))
    expect(lines.map(text)).toEqual([
      'fresh 0xa1 billed 8000000 79000000000',
      'fresh 0xa1 used -2400000 -23700000000',
      'fresh 0xa1 carried_out -4000000 -39500000000',
      'fresh 0xa1 expired -1600000 -15800000000',
      'fresh 0xa1 closing 0 0',
      'rolled 0xa1 carried_in 4000000 39500000000',
      'rolled 0xa1 closing 4000000 39500000000',
    ])
  })

  test('a later span opens where the first one closed', () => {
    const [before, after] = [deferredOf(PERIODS, 30n * DAY), deferredOf(PERIODS, 60n * DAY + 1n)]
    const lines = liabilityLines(ALICE, before, after)
    expect(lines.filter(({ line }) => line === 'opening').map(text)).toEqual(['fresh 0xa1 opening 5600000 55300000000'])
    expect(lines.filter(({ line }) => line === 'closing').map(text)).toEqual([
      'fresh 0xa1 closing 0 0',
      'rolled 0xa1 closing 4000000 39500000000',
    ])
  })
})

test('sums stand first, in a fixed order whatever order the accounts come in', () => {
  const flow = { opening: 5n, loaded: 10n, charged: 3n, settled: 2n, withdrawn: 1n, closing: 9n }
  const lines = [
    ...creditLines({ account: BOB, ...flow }),
    ...creditLines({ account: ALICE, ...flow, opening: 0n, closing: 4n }),
    ...rewardLines({ account: BOB, category: 'loyalty', opening: 1n, earned: 4n, claimed: 2n, clawedBack: 1n }),
    ...noteLines({ account: BOB, opening: 0n, given: 7n, used: 2n }),
  ]
  const all = withSums(lines)
  expect(all.slice(0, 13).map(text)).toEqual([
    'cxpt all opening 5',
    'cxpt all loaded 20',
    'cxpt all charged -6',
    'cxpt all settled -4',
    'cxpt all withdrawn -2',
    'cxpt all closing 13',
    'loyalty all opening 1',
    'loyalty all earned 4',
    'loyalty all claimed -2',
    'loyalty all clawed_back -1',
    'loyalty all closing 2',
    'usd all given 7',
    'usd all used_up -2',
  ])
  expect(withSums(lines.toReversed())).toEqual(all)
  expect(closingOf(all, 'credits', 'cxpt')?.wei).toBe(13n)
  expect(closingOf(all, 'credits', 'nothing')).toBeNull()
})

test('an account with nothing has no line, and a sheet without accounts no row', () => {
  expect(liabilityLines(ALICE, NO_DEFERRED, NO_DEFERRED)).toEqual([])
  expect([...balanceTable(withSums([]))]).toEqual([])
})
