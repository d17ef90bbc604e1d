import { describe, expect, test } from 'vitest'
import type { Flow } from '../../db/report-rows'
import type { AccountName, Bucket } from '../../domain/buckets'
import { csvLine } from '../csv'
import { headerOf } from '../csv-cells'
import { type ChainBuckets, ROLL_FORWARD_COLUMNS, rollForward, rollForwardTable } from './supply-roll-forward'

const E18 = 10n ** 18n
const flow = (from: AccountName, to: AccountName, before: bigint, during: bigint): Flow => ({
  from,
  to,
  before,
  during,
  entries: during === 0n ? 0 : 1,
})

/** Genesis before the month; 100 CXPT loaded and 60 spent of which 3 burned, all in it. */
const FLOWS = [
  flow('genesis', 'reserve', 300_000_000n * E18, 0n),
  flow('genesis', 'operations', 150_000_000n * E18, 0n),
  flow('genesis', 'liquidity', 70_000_000n * E18, 0n),
  flow('genesis', 'rewards_emission', 480_000_000n * E18, 0n),
  flow('liquidity', 'circulating', 1_000n * E18, 0n),
  flow('circulating', 'circulating', 7n * E18, 5n * E18),
  flow('circulating', 'vault_credits', 0n, 100n * E18),
  flow('vault_credits', 'vault_revenue', 0n, 60n * E18),
  flow('vault_revenue', 'burned', 0n, 3n * E18),
  flow('vault_revenue', 'protocol', 0n, 12n * E18),
  flow('vault_revenue', 'operations', 0n, 9n * E18),
  flow('vault_revenue', 'rewards_pool', 0n, 36n * E18 - 1n),
]

const row = (account: string, flows: readonly Flow[] = FLOWS, chain: ChainBuckets | null = null) => {
  const found = rollForward(flows, chain).find((one) => one.account === account)
  if (!found) throw new Error(account)
  return found
}

describe('a month of one payment and one distribution', () => {
  test.each<[string, string, Record<string, bigint>]>([
    [
      'credits: in from users, out to revenue',
      'vault_credits',
      { opening: 0n, in: 100n * E18, out: 60n * E18, internalIn: 0n, internalOut: 0n, closing: 40n * E18 },
    ],
    [
      'revenue: the burn goes out, the shares stay ours, one wei is left',
      'vault_revenue',
      { opening: 0n, in: 60n * E18, out: 3n * E18, internalIn: 0n, internalOut: 57n * E18 - 1n, closing: 1n },
    ],
    [
      'operations: its share is internal',
      'operations',
      {
        opening: 150_000_000n * E18,
        in: 0n,
        out: 0n,
        internalIn: 9n * E18,
        internalOut: 0n,
        closing: 150_000_009n * E18,
      },
    ],
    [
      'circulating: transfers between holders move nothing of it',
      'circulating',
      { opening: 1_000n * E18, in: 0n, out: 100n * E18, internalIn: 0n, internalOut: 0n, closing: 900n * E18 },
    ],
    ['burned', 'burned', { opening: 0n, in: 3n * E18, out: 0n, closing: 3n * E18 }],
    ['nothing is unclassified', 'unclassified', { opening: 0n, in: 0n, out: 0n, closing: 0n }],
    [
      'the total is what was not burned',
      'total_supply',
      { opening: 10n ** 27n, internalIn: 57n * E18 - 1n, internalOut: 57n * E18 - 1n, closing: 999_999_997n * E18 },
    ],
    [
      'with what was burned it is the supply of genesis, to the wei',
      'max_supply',
      { opening: 10n ** 27n, closing: 10n ** 27n, difference: 0n },
    ],
  ])('%s', (_, account, expected) => {
    expect(row(account)).toMatchObject(expected)
  })

  test('every row rolls forward: opening, in, out and internals make the closing', () => {
    expect(rollForward(FLOWS, null).map(({ check }) => check)).toEqual(Array.from({ length: 17 }, () => 0n))
  })
})

test('the month of genesis opens at nothing and closes at the whole supply', () => {
  const first = FLOWS.map(({ before, during, ...rest }) => ({ ...rest, before: 0n, during: before + during }))
  expect(row('max_supply', first)).toMatchObject({ opening: 0n, closing: 10n ** 27n, difference: 0n, check: 0n })
  expect(row('reserve', first)).toMatchObject({ opening: 0n, in: 300_000_000n * E18 })
})

test('one wei that left the ledger without arriving shows in the proof', () => {
  const lost = [...FLOWS, flow('reserve', 'genesis', 0n, 1n)]
  expect(row('max_supply', lost)).toMatchObject({ closing: 10n ** 27n - 1n, difference: 1n })
})

const chain = (change: Partial<Record<Bucket | 'burned', bigint>> = {}): ChainBuckets => ({
  reserve: 300_000_000n * E18,
  operations: 150_000_009n * E18,
  liquidity: 69_999_000n * E18,
  protocol: 12n * E18,
  treasury_external: 0n,
  vault_credits: 40n * E18,
  vault_revenue: 1n,
  rewards_emission: 480_000_000n * E18,
  rewards_pool: 36n * E18 - 1n,
  rewards_allocated: 0n,
  donations: 0n,
  dead: 0n,
  circulating: 900n * E18,
  unclassified: 0n,
  burned: 3n * E18,
  ...change,
})

describe('beside the chain', () => {
  test('the same figures differ by nothing, in every row', () => {
    expect(rollForward(FLOWS, chain()).map(({ difference }) => difference)).toEqual(
      Array.from({ length: 17 }, () => 0n),
    )
  })

  test('a wei more on the chain is a difference of one, in its bucket and in the total', () => {
    const more = chain({ vault_credits: 40n * E18 + 1n })
    expect(row('vault_credits', FLOWS, more).difference).toBe(1n)
    expect(row('total_supply', FLOWS, more).difference).toBe(1n)
    expect(row('vault_revenue', FLOWS, more).difference).toBe(0n)
  })

  test('a chain that was not read is unknown, not equal', () => {
    expect(row('reserve')).toMatchObject({ chain: null, difference: null })
  })
})

test('as CSV: CXPT and wei side by side, in the order of the ledger', () => {
  const lines = rollForwardTable(rollForward(FLOWS, chain())).map((line) => csvLine(ROLL_FORWARD_COLUMNS, line))
  expect(headerOf(ROLL_FORWARD_COLUMNS).join(',')).toBe(
    'bucket,row,opening_cxpt,opening_wei,in_cxpt,in_wei,out_cxpt,out_wei,internal_in_cxpt,internal_in_wei,internal_out_cxpt,internal_out_wei,closing_cxpt,closing_wei,chain_cxpt,chain_wei,difference_cxpt,difference_wei,check_cxpt,check_wei',
  )
  expect(lines[5]).toBe(
    'vault_credits,bucket,0,0,100,100000000000000000000,60,60000000000000000000,0,0,0,0,40,40000000000000000000,40,40000000000000000000,0,0,0,0\r\n',
  )
  expect(lines.map((line) => line.slice(0, line.indexOf(',')))).toEqual([
    'reserve',
    'operations',
    'liquidity',
    'protocol',
    'treasury_external',
    'vault_credits',
    'vault_revenue',
    'rewards_emission',
    'rewards_pool',
    'rewards_allocated',
    'donations',
    'dead',
    'circulating',
    'unclassified',
    'total_supply',
    'burned',
    'max_supply',
  ])
})
