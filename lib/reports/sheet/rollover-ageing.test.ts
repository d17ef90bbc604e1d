import { expect, test } from 'vitest'
import { DAY } from '../../domain/time'
import type { DeferredAccount } from '../deferred'
import { ageingLines, ageingTable } from './rollover-ageing'

const M = 1_000_000n
const period = (index: bigint, isRenewal: boolean) => ({
  ...{ start: index * 30n * DAY, end: (index + 1n) * 30n * DAY, isRenewal, bps: 5_000n },
  sales: [{ at: index * 30n * DAY, usd: 8n * M, tokens: 8n * M }],
  uses: [],
})
const account = (name: string, periods: DeferredAccount['periods']): DeferredAccount => ({
  account: name,
  periods,
  plans: [{ from: 0n, plan: 1 }],
})
const RENEWED = account('0xa1', [period(0n, false), period(1n, true)])
const WAITING = account('0xb0', [period(0n, false)])
const iso = (days: number) => new Date(days * 86_400_000)

test('carried tokens expire with the period they were carried into, waiting ones at the close', () => {
  const rows = [...ageingTable(ageingLines([RENEWED, WAITING], 32n * DAY))]
  expect(rows).toEqual([
    ['0-7 days', 'all', null, 4n * M, 4_000_000_000n, null, null],
    ['0-7 days', '0xb0', 1, 4n * M, 4_000_000_000n, iso(30), iso(33)],
    ['8-14 days', 'all', null, 0n, 0n, null, null],
    ['15-30 days', 'all', null, 4n * M, 4_000_000_000n, null, null],
    ['15-30 days', '0xa1', 1, 4n * M, 4_000_000_000n, iso(30), iso(60)],
    ['over 30 days', 'all', null, 0n, 0n, null, null],
    ['total', 'all', null, 8n * M, 8_000_000_000n, null, null],
  ])
})

test('a bucket begins the day after the one before it ends', () => {
  const bucketAt = (days: bigint) => ageingLines([RENEWED], 60n * DAY - days * DAY).map(({ bucket }) => bucket)
  expect([7n, 8n, 14n, 15n].map(bucketAt)).toEqual([['0-7 days'], ['8-14 days'], ['8-14 days'], ['15-30 days']])
})

test('nothing carried: every bucket is 0', () => {
  expect([...ageingTable(ageingLines([WAITING], 10n * DAY))].every((row) => row[3] === 0n)).toBe(true)
  expect([...ageingTable([])]).toHaveLength(5)
})
