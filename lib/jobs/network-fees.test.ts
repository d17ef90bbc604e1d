import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import type { Connection } from '../db/connect'
import { findFeeMark, listFeeDays, saveFeePrice } from '../db/fee-rows'
import { networkFees } from '../db/fee-schema'
import { sentTransactions } from '../db/work-schema'
import type { Month } from '../domain/month'
import { SILENT } from '../indexer/log'
import { ensureMonths } from '../indexer/months'
import { rollbackTo } from '../indexer/rollback'
import { runIndexer } from '../indexer/run'
import { gatesOfReport, openReport } from '../reports/month-report'
import type { JobContext } from './context'
import { recordFees } from './network-fees'

const DAY = 86_400
const [MARCH, APRIL] = ['2026-03', '2026-04'] as [Month, Month]
/** Whoever deployed made contracts too, whose creation is no event of ours. */
const DEPLOYER = 0
const ROLES = [1, 2, 3, 4, 5, 6]
const METER = 4

let server: TestServer
let chain: LedgerChain
let ledger: Connection

const context = (): JobContext => ({
  ...{ db: ledger.db, client: chain.client, deployment: chain.deployment },
  ...{ signers: {}, log: SILENT },
})
const open = (month: Month) =>
  openReport({ db: ledger.db, chain: { client: chain.client, deployment: chain.deployment } }, month)

async function index(): Promise<void> {
  const { client, deployment } = chain
  await runIndexer({ db: ledger.db, client, deployment, once: true })
  await ensureMonths({ db: ledger.db, client, deployment })
}

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  ledger = await server.open('fees')
  const traffic = trafficOn(chain, 3)
  await traffic.begin()
  await chain.mine(2 * DAY)
  for (let i = 0; i < 4; i += 1) await traffic.round()
  await chain.mine(30 * DAY)
  await index()
  await noteFailed()
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

/** A failed transaction leaves no event: it is known because a job of ours sent it. */
async function noteFailed(): Promise<void> {
  const { number: head } = await chain.client.getBlock()
  let nonce = 0
  for (let number = 0n; number <= head; number += 1n) {
    const { transactions } = await chain.client.getBlock({ blockNumber: number })
    for (const hash of transactions as Hex[]) {
      const { status, from, to } = await chain.client.getTransactionReceipt({ hash })
      if (status === 'success' || from.toLowerCase() !== accountOf(METER).toLowerCase()) continue
      nonce += 1
      await ledger.db.insert(sentTransactions).values({
        ...{
          chainId: 31_337,
          sender: from.toLowerCase() as Hex,
          nonce,
          purpose: `settlement ${nonce}`,
          to: to ?? '0x',
        },
        ...{ data: '0x', gas: 1n, attempts: [], state: 'reverted', createdAt: new Date(0) },
        ...{ minedHash: hash, minedBlock: number },
      })
    }
  }
  expect(nonce).toBeGreaterThan(0)
}

/** What accounts spent by every transaction of the chain, asked of the node alone. */
async function spentBy(who: readonly number[]): Promise<bigint> {
  const accounts = who.map((one) => accountOf(one).toLowerCase())
  const { number: head } = await chain.client.getBlock()
  let wei = 0n
  for (let number = 0n; number <= head; number += 1n) {
    const { transactions } = await chain.client.getBlock({ blockNumber: number })
    for (const hash of transactions as Hex[]) {
      const { from, gasUsed, effectiveGasPrice } = await chain.client.getTransactionReceipt({ hash })
      if (accounts.includes(from.toLowerCase())) wei += gasUsed * effectiveGasPrice
    }
  }
  return wei
}

describe('gas of our accounts', () => {
  test('before it is recorded the month says so, and books nothing', async () => {
    const exceptions = await (await open(APRIL)).books.exceptions()
    expect(exceptions.filter(({ ref }) => ref === 'J10').map(({ kind }) => kind)).toEqual(['not recorded'])
  })

  test('is what the node says of every transaction they sent, failed ones too, and of nobody else’s', async () => {
    await recordFees(context())
    const rows = await ledger.db.select().from(networkFees)
    const sent = rows.filter(({ sender }) => sender !== accountOf(DEPLOYER).toLowerCase())
    expect(sent.reduce((sum, { wei }) => sum + wei, 0n)).toBe(await spentBy(ROLES))
    expect(sent.length).toBeGreaterThan(10)
    expect(rows.some(({ sender }) => sender === accountOf(20).toLowerCase())).toBe(false)
  }, 60_000)

  test('is recorded once', async () => {
    const before = await listFeeDays(ledger.db, { chainId: 31_337, closing: 10n ** 9n })
    expect((await recordFees(context())).say).toMatch(/^0 transactions/)
    expect(await listFeeDays(ledger.db, { chainId: 31_337, closing: 10n ** 9n })).toEqual(before)
  })

  test('without a price is an exception with its wei, and no zero in the books', async () => {
    const { books } = await open(APRIL)
    const exceptions = (await books.exceptions()).filter(({ ref }) => ref === 'J10')
    expect(exceptions.map(({ kind }) => kind)).toEqual(['no price'])
    expect(exceptions[0]?.detail).toMatch(/^\d+ wei of gas in \d+ transactions/)
    expect((await books.ledger()).entries.filter(({ journal }) => journal === 'J10')).toEqual([])
  })

  test('with a price is in the books to the nano-USD, every gate still passes', async () => {
    const row = { chainId: 31_337, nano: 2_450_100_000_000n, source: 'test', setBy: 'test', setAt: new Date(0) }
    for (const month of [MARCH, APRIL]) await saveFeePrice(ledger.db, { ...row, month })
    const report = await open(APRIL)
    const days = await listFeeDays(ledger.db, report.span)
    const april = days.filter(({ day }) => day.startsWith('2026-04'))
    const expected = april.reduce((sum, { wei }) => sum + (wei * 2_450_100_000_000n) / 10n ** 18n, 0n)
    const { entries, exact } = await report.books.ledger()
    const booked = entries.filter(({ journal }) => journal === 'J10')
    expect(booked).toHaveLength(april.length)
    expect((exact.closing.get('6200') ?? 0n) - (exact.opening.get('6200') ?? 0n)).toBe(expected)
    expect(exact.closing.get('1300')).toBe(-(exact.closing.get('6200') ?? 0n))
    expect((await report.books.exceptions()).filter(({ ref }) => ref === 'J10')).toEqual([])
    expect((await gatesOfReport(report)).filter(({ state }) => state === 'failed')).toEqual([])
  })

  test('of blocks that the chain took back is forgotten, and recorded anew', async () => {
    const { number, hash, parentHash, timestamp } = await chain.client.getBlock({ blockNumber: 30n })
    await rollbackTo(ledger.db, 31_337, { number, hash, parentHash, timestamp })
    expect(await findFeeMark(ledger.db, 31_337)).toBeNull()
    expect((await ledger.db.select().from(networkFees)).every(({ blockNumber }) => blockNumber <= 30n)).toBe(true)
    await index()
    await recordFees(context())
    const rows = await ledger.db.select().from(networkFees)
    const sent = rows.filter(({ sender }) => sender !== accountOf(DEPLOYER).toLowerCase())
    expect(sent.reduce((sum, { wei }) => sum + wei, 0n)).toBe(await spentBy(ROLES))
  }, 60_000)
})
