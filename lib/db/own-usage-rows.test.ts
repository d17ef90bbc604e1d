import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { issueUserKey } from '../metering/keys'
import { accountAt, NOW, openMarket, receipt } from '../metering/testing/small-market'
import { UsageWriter } from '../metering/writer'
import type { Connection } from './connect'
import { findOwnReceipt, findSettledSeq, listOwnReceipts, sumByKey } from './own-usage-rows'

const CHAIN = 31_337
const DAY = { from: '2026-10-10', until: '2026-10-11' }
let server: TestServer
let c: Connection
let prefix: string

beforeAll(async () => {
  process.env.KEY_PEPPER ??= 'a pepper of this test that is long enough'
  server = await startTestServer()
  c = await server.open('own_usage')
  await openMarket(c.pool, CHAIN)
  const issued = await issueUserKey(c.db, accountAt(1), { name: 'nightly', budgetUsd: null }, NOW)
  prefix = issued.prefix
  const writer = new UsageWriter(c.db, CHAIN)
  const mine = ['a', 'b', 'c', 'd'].map((id, index) =>
    receipt(id, {
      startedAt: new Date(NOW.getTime() - 4_000 + index * 1_000),
      service: id === 'd' ? 'speech' : 'tide-pool',
      apiKey: id === 'a' ? prefix : null,
    }),
  )
  const theirs = receipt('theirs', { account: accountAt(2) })
  await writer.write(
    [...mine, theirs].map((input) => ({ gateway: 'gw', input })),
    NOW,
  )
})
afterAll(() => server?.stop())

const list = async (filter = {}, limit = 9, before?: { startedAt: Date; seq: bigint }) =>
  (await listOwnReceipts(c.db, CHAIN, accountAt(1), { ...DAY, ...filter }, limit, before)).map((row) => row.requestId)

test('the newest first, of this account alone', async () => {
  expect(await list()).toEqual(['d', 'c', 'b', 'a'])
})

test('pages by cursor meet every receipt once', async () => {
  const first = await listOwnReceipts(c.db, CHAIN, accountAt(1), DAY, 3)
  const last = first.at(-1)
  if (!last) throw new Error('no receipts')
  expect(await list({}, 3, { startedAt: last.startedAt, seq: last.seq })).toEqual(['a'])
})

test('by service, by key, and without a key', async () => {
  expect(await list({ service: 'speech' })).toEqual(['d'])
  expect(await list({ key: prefix })).toEqual(['a'])
  expect(await list({ key: '' })).toEqual(['d', 'c', 'b'])
})

test('another day has none', async () => {
  expect(await list({ from: '2026-10-11', until: '2026-10-12' })).toEqual([])
})

test('what a key was used for', async () => {
  expect(await sumByKey(c.db, accountAt(1), DAY)).toEqual([
    { prefix, name: 'nightly', requests: 1n, chargeNano: 4_000n },
  ])
  expect(await sumByKey(c.db, accountAt(2), DAY)).toEqual([])
})

test('somebody else’s receipt is not there', async () => {
  expect(await findOwnReceipt(c.db, CHAIN, accountAt(1), { gateway: 'gw', requestId: 'theirs' })).toBeNull()
  expect(await findOwnReceipt(c.db, CHAIN, accountAt(1), { gateway: 'gw', requestId: 'a' })).toMatchObject({
    chargeNano: 4_000n,
    keyPrefix: prefix,
  })
})

test('before the first batch nothing is settled', async () => {
  expect(await findSettledSeq(c.db, CHAIN)).toBe(0n)
})
