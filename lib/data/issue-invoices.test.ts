import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { findInvoice, listBillable, listInvoicesOf } from '../db/invoice-rows'
import { payments } from '../db/schema'
import type { Seller } from '../domain/invoice'
import { creditReceipt } from '../metering/credit-note'
import { accountAt, NOW, openMarket, receipt } from '../metering/testing/small-market'
import { UsageWriter } from '../metering/writer'
import { issueInvoices } from './issue-invoices'

const CHAIN = 31_337
const ME = accountAt(1)
const E18 = 10n ** 18n
const SELLER: Seller = {
  ...{ name: 'Cxmpute GmbH', taxId: 'DE1', address: 'Kai 1, Hamburg', country: 'DE', prefix: 'CX', taxBps: 1_900 },
}
let server: TestServer
let c: Connection

beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('invoices')
  await openMarket(c.pool, CHAIN)
})
afterAll(() => server?.stop())
beforeEach(async () => {
  await c.pool.query('truncate payments, invoices, invoice_series, receipts, meters')
})

let block = 0n
async function pay(kind: 'charged' | 'settled', at: string, usd: bigint, amount: bigint, account = ME) {
  block += 1n
  await c.db.insert(payments).values({
    ...{ chainId: CHAIN, blockNumber: block, logIndex: 0, blockTime: new Date(at), kind, account, usd, amount },
    txHash: `0x${block.toString(16).padStart(64, '0')}`,
    price: (usd * 10n ** 30n) / amount,
    plan: kind === 'charged' ? 2 : null,
    periodIndex: kind === 'charged' ? 1 : null,
  })
}
const customerOf = (account = ME) => ({
  ...{ chainId: CHAIN, account, name: 'Deep Water Ltd', taxId: 'GB1', address: 'Quay 1', country: 'GB' },
  ...{ lowCredits: null, updatedAt: NOW },
})
const issue = (account = ME, now = NOW) =>
  issueInvoices(c.db, { chainId: CHAIN, seller: SELLER, customer: customerOf(account), now })
const numbers = async (account = ME) =>
  (await listInvoicesOf(c.db, CHAIN, account, 99)).map(({ series, number }) => `${series}${number}`).sort()

test('a charge is an invoice with its tax, its rate and its transaction', async () => {
  await pay('charged', '2026-10-01T10:00:00Z', 119_000_000n, 2_380n * E18)
  expect(await issue()).toBe(1)
  const [row] = await listInvoicesOf(c.db, CHAIN, ME, 9)
  expect(row).toMatchObject({
    ...{ series: 'CX-2026-', number: 1, kind: 'invoice' },
    ...{ netUsd: 100_000_000n, taxBps: 1_900, taxUsd: 19_000_000n, grossUsd: 119_000_000n },
    ...{ amount: 2_380n * E18, price: 5n * 10n ** 16n },
    seller: { name: 'Cxmpute GmbH', taxId: 'DE1' },
    buyer: { name: 'Deep Water Ltd', taxId: 'GB1' },
    line: 'Professional: access to compute for 30 days, or the rest of them',
  })
})

test('asked again nothing is written again', async () => {
  await pay('charged', '2026-10-01T10:00:00Z', 19_000_000n, 380n * E18)
  expect([await issue(), await issue()]).toEqual([1, 0])
  expect(await numbers()).toEqual(['CX-2026-1'])
})

test('metered use is one invoice a month, after the month', async () => {
  await pay('settled', '2026-09-02T00:00:00Z', 1_000_000n, 20n * E18)
  await pay('settled', '2026-09-30T23:59:59Z', 2_000_000n, 40n * E18)
  await pay('settled', '2026-10-01T00:00:00Z', 4_000_000n, 80n * E18)
  expect(await issue()).toBe(1)
  const [row] = await listInvoicesOf(c.db, CHAIN, ME, 9)
  expect(row).toMatchObject({ grossUsd: 3_000_000n, amount: 60n * E18, price: 5n * 10n ** 16n, txHash: null })
  expect(row?.line).toBe('Metered compute in 2026-09, as settled')
  expect(await issue(ME, new Date('2026-11-01T00:00:00Z'))).toBe(1)
})

test('a credit note has a series of its own and names the request', async () => {
  const writer = new UsageWriter(c.db, CHAIN)
  await writer.write([{ gateway: 'gw', input: receipt('a', { inputUnits: 1_000_000n }) }], NOW)
  const client = await c.pool.connect()
  await creditReceipt(client, CHAIN, { gateway: 'gw', requestId: 'a', amountNano: undefined, reason: 'cut off' }, NOW)
  client.release()
  expect(await issue()).toBe(1)
  const [row] = await listInvoicesOf(c.db, CHAIN, ME, 9)
  expect(row).toMatchObject({ series: 'CX-CN-2026-', number: 1, kind: 'credit_note', refersTo: 'a', amount: 0n })
  expect(row?.grossUsd).toBe(2_002n)
})

test('twenty at once leave no number out and take none twice', async () => {
  const accounts = Array.from({ length: 20 }, (_, index) => accountAt(index + 1))
  for (const account of accounts) await pay('charged', '2026-10-01T10:00:00Z', 19_000_000n, 380n * E18, account)
  await Promise.all([...accounts, ...accounts].map((account) => issue(account)))
  const { rows } = await c.pool.query<{ number: number }>('select number from invoices order by number')
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
})

test('what fails in between gives its numbers back', async () => {
  await pay('charged', '2026-10-01T10:00:00Z', 19_000_000n, 380n * E18)
  await c.pool.query('alter table invoices add constraint no_more check (number > 99) not valid')
  await expect(issue()).rejects.toThrow()
  await c.pool.query('alter table invoices drop constraint no_more')
  expect(await issue()).toBe(1)
  expect(await numbers()).toEqual(['CX-2026-1'])
})

test('a new year begins at 1', async () => {
  await pay('charged', '2026-12-31T10:00:00Z', 19_000_000n, 380n * E18)
  await issue(ME, new Date('2026-12-31T23:59:59Z'))
  await pay('charged', '2027-01-01T00:00:00Z', 19_000_000n, 380n * E18)
  await issue(ME, new Date('2027-01-01T00:00:01Z'))
  expect(await numbers()).toEqual(['CX-2026-1', 'CX-2027-1'])
})

test('somebody else’s document is not there', async () => {
  await pay('charged', '2026-10-01T10:00:00Z', 19_000_000n, 380n * E18)
  await issue()
  const number = { series: 'CX-2026-', number: 1 }
  expect(await findInvoice(c.db, CHAIN, accountAt(2), number)).toBeNull()
  expect(await findInvoice(c.db, CHAIN, ME, number)).toMatchObject({ account: ME })
  expect(await listBillable(c.db, CHAIN, ME, '2026-10')).toEqual([])
})
