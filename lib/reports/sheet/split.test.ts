import { describe, expect, test } from 'vitest'
import type { DistributionRow, MovementRow, SplitRow } from '../../db/report-rows'
import { burnLines } from './burns'
import { splitLines } from './split'

const PLACE = { chainId: 31_337, blockNumber: 10n, logIndex: 4, blockTime: new Date(0), txHash: '0xaa' as const }
const version = (number: number, burn: number): SplitRow => ({
  ...PLACE,
  version: number,
  burn,
  protocol: 2_000,
  operations: 1_500,
  provider: 6_500 - burn,
})
const VERSIONS = [version(1, 500), version(2, 0)]

/** 101 wei at 5 / 20 / 15 / 60%: 5.05, 20.2, 15.15, 60.6. */
const distribution = (change: Partial<DistributionRow> = {}): DistributionRow => ({
  ...PLACE,
  total: 101n,
  burn: 5n,
  protocol: 20n,
  operations: 15n,
  provider: 61n,
  splitVersion: 1,
  ...change,
})

describe('a distribution', () => {
  test.each<[string, Partial<DistributionRow>, object]>([
    [
      'as the formula has it, the providers a wei above their floor',
      {},
      { isExact: true, variance: 0n, remainder: 1n },
    ],
    [
      'a wei too much burned at the cost of the providers',
      { burn: 6n, provider: 60n },
      { isExact: false, variance: 0n, remainder: 0n },
    ],
    ['a wei that went nowhere', { provider: 60n }, { isExact: false, variance: -1n }],
    ['of another version', { splitVersion: 2 }, { isExact: false }],
    ['of a version nobody knows', { splitVersion: 9 }, { isExact: false, split: null, remainder: null, variance: 0n }],
  ])('%s', (_, change, expected) => {
    expect(splitLines([distribution(change)], VERSIONS)[0]).toMatchObject(expected)
  })
})

const burn = (change: Partial<MovementRow> = {}): MovementRow => ({
  ...PLACE,
  seq: 0,
  kind: 'burn',
  fromBucket: 'vault_revenue',
  fromOwner: '',
  toBucket: 'burned',
  toOwner: '',
  amount: 5n,
  ...change,
})

describe('a burn', () => {
  test.each<[string, MovementRow, object]>([
    ['of a distribution is its share', burn(), { base: 101n, bps: 500, expected: 5n, difference: 0n }],
    ['of one wei more shows it', burn({ amount: 6n }), { expected: 5n, difference: 1n }],
    [
      'out of revenue without a distribution was not expected',
      burn({ txHash: '0xbb' }),
      { base: null, expected: 0n, difference: 5n },
    ],
    [
      'of own tokens needs no reason',
      burn({ fromBucket: 'circulating', fromOwner: '0x01', txHash: '0xcc' }),
      { base: null, bps: null, expected: 5n, difference: 0n },
    ],
    [
      'nobody announced is all difference',
      burn({ kind: 'unexplained', fromBucket: 'unclassified', fromOwner: 'vault' }),
      { expected: 0n, difference: 5n },
    ],
  ])('%s', (_, row, expected) => {
    expect(burnLines([row], [distribution()], VERSIONS)[0]).toMatchObject(expected)
  })

  test('two distributions of one transaction keep their order, one without a burn is passed over', () => {
    const distributions = [
      distribution({ logIndex: 1, splitVersion: 2, burn: 0n }),
      distribution({ logIndex: 2 }),
      distribution({ logIndex: 8, total: 1_000n, burn: 50n }),
    ]
    const lines = burnLines([burn({ logIndex: 2 }), burn({ logIndex: 8, amount: 50n })], distributions, VERSIONS)
    expect(lines.map(({ base, difference }) => [base, difference])).toEqual([
      [101n, 0n],
      [1_000n, 0n],
    ])
  })
})

test('a month with two changes of the split: each distribution is held against the version that was in force', () => {
  const list = [
    distribution(),
    distribution({ blockNumber: 20n, splitVersion: 2, burn: 0n, provider: 66n }),
    distribution({ blockNumber: 30n, splitVersion: 3, burn: 10n, provider: 56n }),
  ]
  const lines = splitLines(list, [...VERSIONS, version(3, 1_000)])
  expect(lines.map(({ isExact, variance, split }) => [isExact, variance, split?.burn])).toEqual([
    [true, 0n, 500],
    [true, 0n, 0],
    [true, 0n, 1_000],
  ])
})
