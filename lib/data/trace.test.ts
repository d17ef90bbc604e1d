import { getAddress, type Hex } from 'viem'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { plantReceipts } from '../../scripts/testing/receipts'
import { trafficOn } from '../../scripts/testing/traffic'
import type { Connection } from '../db/connect'
import { settlements } from '../db/metering-schema'
import { AppError } from '../errors/app-error'
import { runIndexer } from '../indexer/run'
import { buildSettlement } from '../metering/settlement/build'

const visitor = vi.hoisted(() => ({ isReader: true }))
vi.mock('./finance-source', () => ({
  requireReader: async () => {
    if (!visitor.isReader) throw new AppError('FORBIDDEN', { role: 'FINANCE' })
  },
}))
const { getTrace } = await import('./trace')

let chain: LedgerChain
let server: TestServer
let ledger: Connection
const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  process.env.RPC_URL = chain.anvil.url
  ledger = await server.open('trace')
  shared.cxptDatabase = ledger
  const traffic = trafficOn(chain, 11)
  await traffic.begin()
  await traffic.everything()
  for (let i = 0; i < 8; i += 1) await traffic.round()
  await runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true })
}, 240_000)
afterAll(async () => {
  delete shared.cxptDatabase
  await chain?.stop()
  await server?.stop()
})

type Paid = { tx: Hex; log: number; account: Hex; usd: string; wei: string; at: Date }
async function paid(where: string): Promise<Paid> {
  const { rows } = await ledger.pool.query<Paid>(
    `select tx_hash as tx, log_index as log, account, usd::text, amount::text as wei, block_time as at from payments p
     where ${where} order by block_number, log_index limit 1`,
  )
  if (!rows[0]) throw new Error(`the traffic has no payment where ${where}`)
  return rows[0]
}
const ALONE = '(select count(*) from payments o where o.tx_hash = p.tx_hash) = 1'

async function found(text: string) {
  const trace = await getTrace(text)
  if (trace.kind !== 'found') throw new Error(`${text} is ${trace.kind}`)
  return trace
}

test('a transaction is followed from quote to reward, and what became of it adds up to what was paid', async () => {
  const one = await paid(`kind = 'charged' and ${ALONE}`)
  const { receipt, payment } = await found(`  ${one.tx.toUpperCase().replace('0X', '0x')} `)
  expect(receipt).toBeNull()
  expect(payment).toMatchObject({
    ...{ id: `${one.tx}:${one.log}`, kind: 'charged', account: getAddress(one.account), usd: one.usd, wei: one.wei },
    ...{ quote: { wei: one.wei, off: '0' }, usage: null },
  })
  expect(payment?.plan?.plan).toBeGreaterThan(0)
  expect(payment?.parts.length).toBeGreaterThan(0)
  const whole = (payment?.parts ?? []).reduce(
    (sum, { amount }) => sum + BigInt(amount),
    BigInt(payment?.undistributed ?? 0),
  )
  expect(whole).toBe(BigInt(one.wei))
  for (const { amount, burn, protocol, operations, provider } of payment?.parts ?? []) {
    expect([burn, protocol, operations, provider].reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount))
  }
})

test('a transaction of several payments asks which; the id of one, and the address of its page, are that one', async () => {
  const one = await paid(`not ${ALONE}`)
  const choice = await getTrace(one.tx)
  if (choice.kind !== 'choice') throw new Error(choice.kind)
  expect(choice.payments.length).toBeGreaterThan(1)
  expect(choice.payments).toContainEqual({
    ...{ log: one.log, account: getAddress(one.account), usd: one.usd, wei: one.wei },
  })
  for (const text of [`${one.tx}:${one.log}`, `https://console.example/payments/${one.tx}?log=${one.log}`]) {
    expect((await found(text)).payment).toMatchObject({ id: `${one.tx}:${one.log}`, wei: one.wei })
  }
})

test('a receipt that waits has no payment; settled, it is followed to that of its account', async () => {
  const one = await paid(`kind = 'settled'`)
  const used = [
    { account: one.account, nano: 2_000n, requestId: 'r-1' },
    { account: one.account, nano: 3_000n, requestId: 'r-2' },
  ]
  await plantReceipts(ledger.db, one.at, used)
  expect(await getTrace('test/r-1')).toMatchObject({
    receipt: { requestId: 'r-1', account: getAddress(one.account), chargeNano: '2000', batch: null },
    payment: null,
  })
  const side = { room: async () => 0n, meters: async () => new Map() }
  await buildSettlement({ db: ledger.db, chainId: 31_337, chain: side, now: one.at })
  expect(await getTrace('test/r-1')).toMatchObject({ receipt: { batch: { tx: null } }, payment: null })
  await ledger.db.update(settlements).set({ state: 'settled', txHash: one.tx })
  const trace = await found('test r-1')
  expect(trace.receipt?.batch).toMatchObject({ tx: one.tx })
  expect(trace.payment).toMatchObject({ id: `${one.tx}:${one.log}`, usage: { receipts: 2, nano: '5000' } })
})

test('a transaction without a payment says why', async () => {
  const { rows } = await ledger.pool.query<{ tx: Hex }>(
    `select tx_hash as tx from events e where name = 'Deposited' and not exists (select from payments p where p.tx_hash = e.tx_hash) limit 1`,
  )
  const unpaid = await getTrace(rows[0]?.tx ?? '')
  expect(unpaid).toMatchObject({ kind: 'unpaid', say: 'unpaid', events: expect.arrayContaining(['Deposited']) })
  expect(await getTrace(`0x${'12'.repeat(32)}`)).toMatchObject({ kind: 'unpaid', say: 'unknown', events: [] })
})

test.each([
  ['half a hash', '0x1234', 'BAD_TRACE'],
  ['a hash with a sign too many', `0x${'a'.repeat(65)}`, 'BAD_TRACE'],
  ['a formula', '=HYPERLINK("https://evil.example")', 'BAD_TRACE'],
  ['a statement', `test/r-1'; drop table receipts`, 'BAD_TRACE'],
  ['a receipt that is not there', 'test/r-99', 'RECEIPT_NOT_FOUND'],
  ['a receipt of another gateway', 'other/r-1', 'RECEIPT_NOT_FOUND'],
])('%s is refused', async (_, text, code) => {
  await expect(getTrace(text)).rejects.toMatchObject({ code })
})

test('nothing pasted is nothing; whoever may not read learns not even that', async () => {
  expect(await getTrace('  ')).toEqual({ kind: 'none' })
  visitor.isReader = false
  await expect(getTrace('')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(getTrace('test/r-1')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  visitor.isReader = true
})
