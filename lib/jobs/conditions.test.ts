import { expect, test } from 'vitest'
import type { Checkpoint } from '../db/checkpoint'
import { thresholdsWith } from '../domain/threshold'
import { disputeAlerts, gasAlerts, ledgerAlerts, oracleAlerts, rootAlerts } from './conditions'

const LIMITS = thresholdsWith({})

const now = new Date('2026-11-02T12:00:00Z')
const live: Checkpoint = {
  chainId: 31_337,
  genesisHash: '0x00',
  blockNumber: 100n,
  blockHash: '0x64',
  blockTime: now,
  headNumber: 100n,
  headTime: now,
  state: 'live',
  reason: null,
  updatedAt: now,
}
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

test.each([
  ['no ledger', null, []],
  ['a ledger at the head', live, []],
  ['ten minutes behind', { ...live, blockTime: ago(10) }, []],
  ['eleven minutes behind', { ...live, blockTime: ago(11) }, ['ledger-behind warning']],
  ['an indexer that is silent for two hours', { ...live, updatedAt: ago(120) }, ['ledger-behind warning']],
  ['halted, however far behind', { ...live, state: 'halted' as const, blockTime: ago(99) }, ['ledger-halted critical']],
])('%s', (_, checkpoint, found) => {
  expect(ledgerAlerts(checkpoint, now, LIMITS).map(({ key, severity }) => `${key} ${severity}`)).toEqual(found)
})

test.each([
  [1_800n, []],
  [1_801n, ['warning']],
  [3_600n, ['warning']],
  [3_601n, ['critical']],
])('a price that is good for an hour, %i s old', (age, severities) => {
  expect(oracleAlerts({ age, maxAge: 3_600n }, LIMITS).map(({ severity }) => severity)).toEqual(severities)
})

test('a proposed root is told, a vetoed one is warned of, an accepted or revoked one is silent', () => {
  const found = rootAlerts([
    { category: 'provider', step: 'proposed', root: '0x01', acceptAt: now },
    { category: 'referral', step: 'vetoed', root: '0x02', acceptAt: null },
    { category: 'loyalty', step: 'accepted', root: '0x03', acceptAt: null },
  ])
  expect(found.map(({ key, severity }) => `${key} ${severity}`)).toEqual([
    'root-pending provider 0x01 info',
    'root-vetoed referral 0x02 warning',
  ])
  expect(found[0]?.say).toContain('from 2 Nov 2026, 12:00 UTC')
})

test('a key is low below the limit, and empty is worse', () => {
  const keys = [5_000_000_000_000_000n, 4_999_999_999_999_999n, 0n].map((balance, i) => ({
    name: `key${i}`,
    address: '0xaa',
    balance,
  }))
  expect(gasAlerts(keys, 'ETH', LIMITS).map(({ key, severity }) => `${key} ${severity}`)).toEqual([
    'low-gas key1 warning',
    'low-gas key2 critical',
  ])
})

test.each([
  ['none', [], []],
  ['one in time', [-60], ['dispute-due warning']],
  ['one in time, one too late', [-60, 0], ['dispute-due critical']],
])('disputes that are due: %s', (_, late, expected) => {
  const found = disputeAlerts(
    'dispute-due',
    late.map((minutes) => ({ dueAt: ago(minutes) })),
    now,
  )
  expect(found.map(({ key, severity }) => `${key} ${severity}`)).toEqual(expected)
})

test('thresholds that an admin set are the ones that count', () => {
  const limits = thresholdsWith({ indexer_lag: '30', indexer_silence: '10', oracle_age: '80', key_balance: '0.000002' })
  const behind = (blockTime: Date, updatedAt = now) => ledgerAlerts({ ...live, blockTime, updatedAt }, now, limits)
  expect([behind(ago(30)), behind(ago(31)).length, behind(now, ago(11)).length]).toEqual([[], 1, 1])
  expect([
    oracleAlerts({ age: 80n, maxAge: 100n }, limits),
    oracleAlerts({ age: 81n, maxAge: 100n }, limits).length,
  ]).toEqual([[], 1])
  const key = (balance: bigint) => gasAlerts([{ name: 'keeper', address: '0xaa', balance }], 'ETH', limits)
  expect([key(2_000_000_000_000n), key(1_999_999_999_999n).length]).toEqual([[], 1])
})
