import { expect, test } from 'vitest'
import type { MovementRow } from '../../db/report-rows'
import { BUCKETS } from '../../domain/buckets'
import { csvLine } from '../csv'
import { type Balances, MOVEMENT_COLUMNS, movementLines } from './movements'

const NOTHING = Object.fromEntries([...BUCKETS, 'burned'].map((bucket) => [bucket, 0n])) as Balances
const entry = (logIndex: number, change: Partial<MovementRow>): MovementRow => ({
  chainId: 31_337,
  blockNumber: 10n,
  logIndex,
  seq: 0,
  blockTime: new Date('2026-10-05T08:00:00Z'),
  txHash: '0xaa',
  kind: 'deposit',
  fromBucket: 'circulating',
  fromOwner: '0x01',
  toBucket: 'vault_credits',
  toOwner: '0x01',
  amount: 5n,
  ...change,
})

async function lines(entries: MovementRow[], opening: Balances, closing: Balances) {
  const all = []
  for await (const line of movementLines(entries, opening, closing)) all.push(line)
  return all
}

const OPENING = { ...NOTHING, circulating: 100n, vault_credits: 7n }
const ENTRIES = [
  entry(0, {}),
  entry(1, { kind: 'settlement', fromBucket: 'vault_credits', toBucket: 'vault_revenue', toOwner: '', amount: 9n }),
  entry(2, { kind: 'transfer', toBucket: 'circulating', toOwner: '0x02', amount: 50n }),
  entry(3, { kind: 'burn', fromBucket: 'vault_revenue', fromOwner: '', toBucket: 'burned', toOwner: '', amount: 1n }),
]
const CLOSING = { ...NOTHING, circulating: 95n, vault_credits: 3n, vault_revenue: 8n, burned: 1n }

test('each entry carries both balances after it, and the closing lines agree with the roll-forward', async () => {
  const all = await lines(ENTRIES, OPENING, CLOSING)
  expect(all.map((line) => line[0])).toEqual([
    ...Array.from({ length: 15 }, () => 'opening'),
    ...Array.from({ length: 4 }, () => 'movement'),
    ...Array.from({ length: 15 }, () => 'closing'),
  ])
  expect(all.slice(15, 19).map((line) => [line[6], line[12], line[13]])).toEqual([
    ['deposit', 95n, 12n],
    ['settlement', 3n, 9n],
    ['transfer', 95n, 95n],
    ['burn', 8n, 1n],
  ])
  expect(all.slice(19).every((line) => line[14] === 0n)).toBe(true)
})

test('an entry that is missing shows in the closing lines of both its buckets, to the wei', async () => {
  const all = await lines(ENTRIES.slice(1), OPENING, CLOSING)
  const off = all.slice(-15).filter((line) => line[14] !== 0n)
  expect(off.map((line) => [line[9], line[14]])).toEqual([
    ['vault_credits', -5n],
    ['circulating', 5n],
  ])
})

test('genesis gives without ever having had', async () => {
  const all = await lines(
    [entry(0, { kind: 'genesis', fromBucket: 'genesis', fromOwner: '', toBucket: 'reserve', toOwner: '', amount: 3n })],
    NOTHING,
    { ...NOTHING, reserve: 3n },
  )
  expect(all[15]?.slice(12, 14)).toEqual([null, 3n])
})

test('a month without entries opens and closes', async () => {
  const all = await lines([], OPENING, OPENING)
  expect(all).toHaveLength(30)
  expect(csvLine(MOVEMENT_COLUMNS, all[5] ?? [])).toBe(
    'opening,,,,,,,,,vault_credits,,0.000000000000000007,7,,,0.000000000000000007,7,,\r\n',
  )
})
