import { expect, test } from 'vitest'
import { chartWith } from '../../domain/chart'
import type { PostedEntry } from '../../domain/journal'
import { journalTable, quantityEntries } from './journals'
import type { RollForwardRow } from './supply-roll-forward'
import { trialTable } from './trial-balance'

const ENTRY: PostedEntry = {
  ...{ journal: 'J5a', at: 1_793_534_400n, ref: 'usage', memo: 'Usage served', originalPeriod: '2026-09' },
  postings: [
    { account: '1200', side: 'debit', cents: 5n },
    { account: '4200', side: 'credit', cents: 5n },
  ],
}
const move = (kind: string, from: string, to: string) => ({ day: '2026-10-31', kind, from, to, wei: 7n, count: 2 })

test('every posting of both ledgers, under the codes of the chart', () => {
  const chart = chartWith({ '1200': { code: '11', name: 'Unbilled' } })
  const rows = [...journalTable([ENTRY], quantityEntries([move('charge', 'vault_credits', 'vault_revenue')]), chart)]
  expect(rows).toEqual([
    ['U', 1, 'J5a', '2026-11-01', 'usage', 'Usage served', '2026-09', '11', 'Unbilled', 5n, null, null, null],
    [
      'U',
      1,
      'J5a',
      '2026-11-01',
      'usage',
      'Usage served',
      '2026-09',
      '4200',
      'Pay-per-use revenue',
      null,
      5n,
      null,
      null,
    ],
    ['Q', 1, 'J2', '2026-10-31', 'charge', '2 movements', null, 'vault_revenue', 'vault_revenue', null, null, 7n, null],
    ['Q', 1, 'J2', '2026-10-31', 'charge', '2 movements', null, 'vault_credits', 'vault_credits', null, null, null, 7n],
  ])
})

test('what stays inside a bucket is no entry, and what nobody did for the books has no journal', () => {
  const days = [move('transfer', 'circulating', 'circulating'), move('donation', 'circulating', 'donations')]
  expect(quantityEntries(days)).toEqual([{ ...move('donation', 'circulating', 'donations'), journal: null }])
})

test('a month of nothing has no journal', () => {
  expect([...journalTable([], [], chartWith())]).toEqual([])
})

test('the trial balance of both ledgers, each with its sum', () => {
  const row = (account: string, kind: string, closing: bigint) =>
    ({
      account,
      row: kind,
      opening: 1n,
      in: 4n,
      out: 1n,
      internalIn: 2n,
      internalOut: 0n,
      closing,
      chain: null,
      difference: null,
      check: 0n,
    }) as RollForwardRow
  const trial = [
    { account: '1200', opening: 1n, debit: 5n, credit: 0n, closing: 6n },
    { account: '4200', opening: -1n, debit: 0n, credit: 5n, closing: -6n },
  ] as const
  const rows = [
    ...trialTable(
      trial,
      [row('reserve', 'bucket', 6n), row('total_supply', 'total', 6n), row('max_supply', 'proof', 10n ** 27n)],
      chartWith(),
    ),
  ]
  expect(rows).toEqual([
    ['U', '1200', 'Unbilled usage', 1n, 5n, 0n, 6n, null, null, null, null],
    ['U', '4200', 'Pay-per-use revenue', -1n, 0n, 5n, -6n, null, null, null, null],
    ['U', 'total', '', 0n, 5n, 5n, 0n, null, null, null, null],
    ['Q', 'reserve', '', null, null, null, null, 1n, 6n, 1n, 6n],
    ['Q', 'total', '', null, null, null, null, 1n, 6n, 1n, 10n ** 27n],
  ])
})
