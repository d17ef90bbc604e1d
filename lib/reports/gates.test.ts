import { describe, expect, test } from 'vitest'
import type { Flow, MonthRow } from '../db/report-rows'
import type { GateId } from './gate'
import { type GateFacts, gatesOf } from './gates'
import type { RollForwardRow } from './sheet/supply-roll-forward'

const PLACE = { chainId: 31_337, blockNumber: 10n, logIndex: 4, blockTime: new Date(0), txHash: '0xaa' as const }
const MONTH: MonthRow = {
  chainId: 31_337,
  month: '2026-10',
  openingBlock: 100n,
  openingHash: '0x01',
  openingTime: new Date('2026-09-30T23:59:58Z'),
  closingBlock: 200n,
  closingHash: '0x02',
  closingTime: new Date('2026-10-31T23:59:58Z'),
}
const ROW: RollForwardRow = {
  account: 'reserve',
  row: 'bucket',
  opening: 10n ** 27n,
  in: 0n,
  out: 0n,
  internalIn: 0n,
  internalOut: 0n,
  closing: 10n ** 27n,
  chain: 10n ** 27n,
  difference: 0n,
  check: 0n,
}
const GENESIS: Flow = { from: 'genesis', to: 'reserve', before: 10n ** 27n, during: 0n, entries: 0 }
const READING = {
  ...{ block: 200n, hash: '0x02' as const, time: 0n, vested: 50n },
  ...{ totalSupply: 10n ** 27n, emissionUsed: 0n, isMigrated: false },
  treasury: { reserve: 0n, operations: 0n, liquidity: 0n, protocol: 0n },
  vault: { credits: 0n, revenue: 0n },
  streams: {
    provider: { funded: 0n, total: 0n, claimed: 0n },
    referral: { funded: 0n, total: 0n, claimed: 0n },
    loyalty: { funded: 0n, total: 0n, claimed: 0n },
  },
  held: { treasury: 0n, rewards: 0n, vault: 0n, other: 0n, dead: 0n, external: 0n },
}
const LINE = { bucket: 'circulating', owner: '0xb2', source: 'CXPT.balanceOf', ledger: 5n, chain: 5n, difference: 0n }
const BURN = {
  row: {
    ...PLACE,
    ...{ seq: 0, kind: 'burn' as const, fromBucket: 'vault_revenue' as const, fromOwner: '' },
    ...{ toBucket: 'burned' as const, toOwner: '', amount: 5n },
  },
  ...{ base: 100n, bps: 500, expected: 5n, difference: 0n },
}
const SPLIT = {
  row: { ...PLACE, total: 100n, burn: 5n, protocol: 20n, operations: 15n, provider: 60n, splitVersion: 1 },
  split: { burn: 500, protocol: 2_000, operations: 1_500, provider: 6_000 },
  ...{ remainder: 0n, variance: 0n, isExact: true },
}

const FACTS: GateFacts = {
  month: MONTH,
  previous: { ...MONTH, month: '2026-09', closingBlock: 100n, closingHash: '0x01' },
  flows: [GENESIS, { from: 'vault_credits', to: 'vault_revenue', before: 0n, during: 100n, entries: 2 }],
  rollForward: [
    ROW,
    { ...ROW, account: 'total_supply', row: 'total' },
    { ...ROW, account: 'burned', row: 'burned', opening: 0n, closing: 0n },
    { ...ROW, account: 'max_supply', row: 'proof' },
  ],
  chain: { reading: READING, lines: [LINE] },
  chainSay: '',
  burns: [BURN],
  split: [SPLIT],
  emissions: [{ until: 0n, row: 'closing', vested: 50n, used: 50n, claimed: 60n, day: null }],
  vested: 50n,
  payments: { payments: 2, amount: 100n, usd: 5n },
}

test('a month in order passes all of them', () => {
  expect(gatesOf(FACTS).filter(({ state, detail }) => state !== 'passed' || detail !== '')).toEqual([])
})

const rows = (change: Partial<RollForwardRow>, at: number) =>
  FACTS.rollForward.map((row, i) => (i === at ? { ...row, ...change } : row))

describe('one thing wrong fails one gate, which names it', () => {
  test.each<[string, Partial<GateFacts>, GateId, string]>([
    [
      'a wei is missing at the end',
      { rollForward: rows({ closing: 10n ** 27n - 1n }, 3) },
      'foots',
      'buckets and burned close at 999999999999999999999999999 wei',
    ],
    [
      'a wei is missing at the start',
      { rollForward: rows({ opening: 10n ** 27n - 1n }, 3) },
      'foots',
      'buckets and burned open at 999999999999999999999999999 wei',
    ],
    [
      'a bucket does not roll forward',
      { rollForward: rows({ check: 1n }, 0) },
      'foots',
      'reserve does not roll forward by 1 wei',
    ],
    [
      'an internal move has one side only',
      { rollForward: rows({ internalIn: 4n }, 1) },
      'foots',
      'internal in and out differ by 4 wei',
    ],
    [
      'a bucket is below zero',
      { rollForward: rows({ closing: -1n }, 2) },
      'foots',
      'burned closes below zero at -1 wei',
    ],
    [
      'something is unclassified',
      { flows: [...FACTS.flows, { from: 'circulating', to: 'unclassified', before: 0n, during: 3n, entries: 1 }] },
      'unclassified',
      '3 wei went from circulating to unclassified without an explanation',
    ],
    [
      'another block opens',
      { month: { ...MONTH, openingBlock: 101n } },
      'opening',
      'block 101 opens, block 100 closed 2026-09',
    ],
    [
      'the first month opens with something',
      { previous: null },
      'opening',
      'reserve opens at 1000000000000000000000000000 wei, and there is no month before',
    ],
    [
      'a bucket differs from the chain',
      { rollForward: rows({ difference: -2n }, 0) },
      'chain',
      'reserve differs by -2 wei',
    ],
    [
      'an account differs from the chain',
      { chain: { reading: READING, lines: [{ ...LINE, difference: 1n }] } },
      'chain',
      'circulating 0xb2 differs by 1 wei',
    ],
    [
      'the chain has another closing block',
      { chain: { reading: { ...READING, hash: '0x03' }, lines: [] } },
      'closing_block',
      'block 200 is 0x03 on the chain and 0x02 here',
    ],
    ['the contract vested otherwise', { vested: 51n }, 'emission', 'the contract says 50 wei, the schedule 51'],
    [
      'more was used than had vested',
      { emissions: [{ until: 0n, row: 'day', vested: 50n, used: 51n, claimed: 0n, day: null }] },
      'emission',
      '51 wei were used when 50 had vested',
    ],
    [
      'a burn is not its share',
      { burns: [{ ...BURN, difference: 1n }] },
      'burns',
      '0xaa burned 1 wei more than its share',
    ],
    [
      'a split is not its formula',
      { split: [{ ...SPLIT, isExact: false }] },
      'split',
      '0xaa is not split as version 1 says',
    ],
    [
      'a split of an unknown version',
      { split: [{ ...SPLIT, split: null, isExact: false }] },
      'split',
      'version 1 of the split is not known',
    ],
    [
      'a payment is missing',
      { payments: { payments: 1, amount: 60n, usd: 3n } },
      'payments',
      'payments are 60 wei, 100 wei reached vault revenue',
    ],
  ])('%s', (_, change, id, detail) => {
    const failed = gatesOf({ ...FACTS, ...change }).filter(({ state }) => state !== 'passed')
    expect(failed.map((gate) => [gate.id, gate.state, gate.detail])).toEqual([[id, 'failed', detail]])
  })
})
