import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountAt, addPrice, NOW, openMarket, receipt } from '../metering/testing/small-market'
import { UsageWriter } from '../metering/writer'
import type { Connection } from './connect'
import {
  endPlanRequest,
  findConsent,
  findCustomer,
  insertConsent,
  insertPlanRequest,
  listPlanRequests,
  listPlanRequestsOf,
  saveCustomer,
  sumPayPerUse,
} from './customer-rows'

const CHAIN = 31_337
const ME = accountAt(1)
const STAFF = '0x00000000000000000000000000000000000000f1'
let server: TestServer
let c: Connection

beforeAll(async () => {
  process.env.KEY_PEPPER ??= 'a pepper of this test that is long enough'
  server = await startTestServer()
  c = await server.open('customers')
  await openMarket(c.pool, CHAIN)
})
afterAll(() => server?.stop())

test('a consent counts for its version and account, and its first time stays', async () => {
  const row = { chainId: CHAIN, account: ME, version: '2026-11-01', hash: 'aa', agreedAt: NOW }
  expect(await findConsent(c.db, CHAIN, ME, '2026-11-01')).toBeNull()
  await insertConsent(c.db, row)
  await insertConsent(c.db, { ...row, hash: 'bb', agreedAt: new Date(NOW.getTime() + 1_000) })
  expect(await findConsent(c.db, CHAIN, ME, '2026-11-01')).toEqual(NOW)
  expect(await findConsent(c.db, CHAIN, ME, '2027-01-01')).toBeNull()
  expect(await findConsent(c.db, CHAIN, accountAt(2), '2026-11-01')).toBeNull()
})

test('requests wait until one is answered, once', async () => {
  const ask = (id: string, minutes: number) =>
    insertPlanRequest(c.db, {
      ...{ chainId: CHAIN, id, account: ME, company: 'Deep Water Ltd', email: 'a@b.example', tokens: 300_000_000n },
      ...{ say: 'Nights only.', askedAt: new Date(NOW.getTime() + minutes * 60_000) },
    })
  await ask('one', 0)
  await ask('two', 1)
  const end = { endedAt: NOW, endedBy: STAFF, answer: 'Plan 9 is yours.' } as const
  expect(await endPlanRequest(c.db, CHAIN, 'one', end)).toBe(true)
  expect(await endPlanRequest(c.db, CHAIN, 'one', { ...end, answer: 'again' })).toBe(false)
  expect((await listPlanRequests(c.db, CHAIN, 9)).map(({ id, answer }) => [id, answer])).toEqual([
    ['two', null],
    ['one', 'Plan 9 is yours.'],
  ])
  expect((await listPlanRequestsOf(c.db, CHAIN, ME, 9)).map(({ id }) => id)).toEqual(['two', 'one'])
  expect(await listPlanRequestsOf(c.db, CHAIN, accountAt(2), 9)).toEqual([])
})

test('pay-per-use is what every receipt would have cost without an allowance, each side rounded up', async () => {
  await addPrice(c.pool, CHAIN, 'speech', new Date('2026-10-01T00:00:00Z'), 100n, 0n)
  const writer = new UsageWriter(c.db, CHAIN)
  const inputs = [
    receipt('a', { inputUnits: 1_001n, outputUnits: 1n }),
    receipt('b', { service: 'speech', inputUnits: 7n, outputUnits: 0n }),
    receipt('theirs', { account: accountAt(2) }),
  ]
  await writer.write(
    inputs.map((input) => ({ gateway: 'gw', input })),
    NOW,
  )
  const span = { from: new Date('2026-10-10T00:00:00Z'), until: new Date('2026-10-11T00:00:00Z') }
  const sums = await sumPayPerUse(c.db, CHAIN, ME, span)
  // 1,001 at 2,000 per 1,000 is 2,002; 1 at 4,000 is 4; 7 at 100 is 0.7, which is 1.
  expect(sums.toSorted((x, y) => (x.service < y.service ? -1 : 1))).toEqual([
    { service: 'speech', units: 7n, nano: 1n },
    { service: 'tide-pool', units: 1_002n, nano: 2_006n },
  ])
  const before = { from: new Date('2026-10-09T00:00:00Z'), until: new Date('2026-10-10T00:00:00Z') }
  expect(await sumPayPerUse(c.db, CHAIN, ME, before)).toEqual([])
})

test('what stands on invoices is saved over and over', async () => {
  const row = {
    ...{ chainId: CHAIN, account: ME, name: 'Deep Water Ltd', taxId: 'GB1', address: 'Quay 1', country: 'GB' },
    ...{ lowCredits: null, updatedAt: NOW },
  }
  expect(await findCustomer(c.db, CHAIN, ME)).toBeNull()
  await saveCustomer(c.db, row)
  await saveCustomer(c.db, { ...row, name: 'Deep Water plc', lowCredits: 5n })
  expect(await findCustomer(c.db, CHAIN, ME)).toMatchObject({ name: 'Deep Water plc', lowCredits: 5n })
})
