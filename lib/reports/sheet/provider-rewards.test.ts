import { expect, test } from 'vitest'
import type { LeafAmount } from '../../db/balance-rows'
import type { EarnedRoot } from '../ledger/chain-steps'
import { PriceHistory } from '../ledger/price-history'
import { claimLines, earnedLines, rewardTable } from './provider-rewards'

const MONDAY = 1_793_577_600n
const ROOT: EarnedRoot = {
  ...{ block: 5n, logIndex: 0, at: new Date(0), tx: '0x05', proposedAt: new Date(0), label: 'epoch 2965' },
  ...{ category: 'provider' as const, root: '0xab', total: 10n ** 18n, growth: 10n ** 18n, earnedUntil: MONDAY },
  price: 60_000_000_000_000_000n,
}
const DETAIL = {
  parts: [
    {
      ...{ provider: '0xp1', points: '1906665', uptime: '1155555', amount: '1' },
      classes: [{ service: 'tide-pool', base: '1000000', response: '1100000', demand: '1500000' }],
    },
  ],
}
const leaf = (account: string, cumulative: bigint, detail: LeafAmount['detail'] = null) => ({
  account,
  cumulative,
  detail,
})

test('factors first, then what an account earned, at the price of the end of the epoch', () => {
  const lines = earnedLines({
    root: ROOT,
    leaves: [leaf('0xa1', 3n * 10n ** 18n, DETAIL), leaf('0xb0', 7n)],
    before: [leaf('0xa1', 10n ** 18n), leaf('0xb0', 7n)],
  })
  expect([...rewardTable(lines)].map((row) => row.filter((cell) => cell !== null))).toEqual([
    [
      'class',
      'epoch 2965',
      new Date('2026-11-02T00:00:00Z'),
      '0xa1',
      '0xp1',
      'tide-pool',
      1_000_000n,
      1_155_555n,
      1_100_000n,
      1_500_000n,
      '0x05',
    ],
    [
      'earned',
      'epoch 2965',
      new Date('2026-11-02T00:00:00Z'),
      '0xa1',
      1_906_665n,
      1_048_951_965_867n,
      2n * 10n ** 18n,
      120_000_000n,
      '0x05',
    ],
  ])
})

test('a root without a label is called by its day, and leaves that are not known are no rows', () => {
  expect(earnedLines({ root: { ...ROOT, label: null }, leaves: [leaf('0xa1', 1n)], before: [] })[0]?.epoch).toBe(
    '2026-11-02',
  )
  expect(earnedLines({ root: ROOT, leaves: null, before: null })).toEqual([])
})

test('a claim has what was owed for it and what it was worth', () => {
  const claim = {
    block: 9n,
    logIndex: 1,
    at: new Date(0),
    tx: '0x09',
    category: 'provider',
    account: '0xa1',
    wei: 10n ** 18n,
  } as const
  const at = { block: 1n, logIndex: 0, at: new Date(0), tx: '0x01' }
  const prices = new PriceHistory([{ ...at, price: 70_000_000_000_000_000n }])
  const pairs = [{ debit: '2300' as const, credit: '3930' as const, nano: 50_000_000n }]
  const entry = { journal: 'J8' as const, at: 0n, ref: '0x09', memo: '', originalPeriod: null, pairs }
  const before = { ...claim, block: 4n }
  const [row] = rewardTable(claimLines({ entries: [entry], prices }, [before, claim], 4n))
  expect(row?.slice(-4)).toEqual([10n ** 18n, 50_000_000n, 70_000_000n, '0x09'])
})
