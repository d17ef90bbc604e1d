import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import type { Connection } from '../db/connect'
import { findMonth } from '../db/report-rows'
import { movements } from '../db/schema'
import type { Month } from '../domain/month'
import { ensureMonths } from '../indexer/months'
import { runIndexer } from '../indexer/run'
import { gatesOfReport, openReport, type ReportSource } from './month-report'
import { hashReport } from './write'

/** Five days before clocks go back in Europe: on Sunday, 25 October 2026, 01:00 UTC. */
const GENESIS = Date.parse('2026-10-20T00:00:00Z') / 1_000
const [OCTOBER, NOVEMBER, DECEMBER] = ['2026-10', '2026-11', '2026-12'] as [Month, Month, Month]
const [USER, OTHER] = [20, 21]
/** Gates that wait for leaves, which nobody publishes here. */
const UNPUBLISHED: readonly string[] = ['sub_ledger', 'rewards']

let server: TestServer
let chain: LedgerChain
let ledger: Connection
let source: ReportSource

const secondsOf = (text: string): number => Date.parse(text) / 1_000

/** A transfer of so many wei in a block of exactly this time. */
async function transferAt(time: string, wei: bigint): Promise<void> {
  const { timestamp } = await chain.client.getBlock()
  await chain.send(USER, 'CXPT', 'transfer', [accountOf(OTHER), wei])
  await chain.mine(secondsOf(time) - Number(timestamp))
}

async function index(): Promise<void> {
  const { client, deployment } = chain
  await runIndexer({ db: ledger.db, client, deployment, once: true })
  await ensureMonths({ db: ledger.db, client, deployment })
}

const failedGates = async (month: Month) =>
  (await gatesOfReport(await openReport(source, month))).filter(
    ({ id, state }) => state !== 'passed' && !UNPUBLISHED.includes(id),
  )

/** Transfers of these amounts in a month, by its own report's blocks. */
async function foundIn(month: Month, amounts: readonly bigint[]): Promise<bigint[]> {
  const { span } = await openReport(source, month)
  const rows = await ledger.db
    .select({ amount: movements.amount })
    .from(movements)
    .where(sql`block_number > ${span.opening} and block_number <= ${span.closing} and kind = 'transfer'`)
    .orderBy(movements.amount)
  return rows.map(({ amount }) => amount).filter((amount) => amounts.includes(amount))
}

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain({ timestamp: GENESIS })
  ledger = await server.open('replays')
  source = { db: ledger.db, chain: { client: chain.client, deployment: chain.deployment } }
  const traffic = trafficOn(chain, 7)
  await traffic.begin()
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

describe('the weekend on which clocks go back', () => {
  test('has 25 hours somewhere and none of them twice: every transfer is in October once', async () => {
    // 01:30 comes twice in Berlin; in UTC the two are an hour apart.
    for (const [time, wei] of [
      ['2026-10-24T23:30:00Z', 101n],
      ['2026-10-25T00:30:00Z', 102n],
      ['2026-10-25T01:30:00Z', 103n],
      // Of 1 November in Berlin, of 31 October in UTC and in Lisbon.
      ['2026-10-31T23:30:00Z', 104n],
    ] as const)
      await transferAt(time, wei)
    await transferAt('2026-11-01T00:00:00Z', 105n)
    await index()
    expect(await foundIn(OCTOBER, [101n, 102n, 103n, 104n, 105n])).toEqual([101n, 102n, 103n, 104n])
    const report = await openReport(source, OCTOBER)
    const days = (await report.emissions()).filter(({ row }) => row !== 'opening')
    expect(days).toHaveLength(31)
    expect(days.every(({ until }, i) => i === 0 || until - (days[i - 1]?.until ?? 0n) === 86_400n)).toBe(true)
    expect(await failedGates(OCTOBER)).toEqual([])
  })
})

describe('a chain that takes the end of a month back', () => {
  const replaced = [201n, 202n, 203n]

  test('closes the month with the block that took the place of its closing block', async () => {
    await transferAt('2026-11-30T23:59:58Z', 201n)
    await transferAt('2026-12-01T00:00:10Z', 203n)
    await index()
    const before = await openReport(source, NOVEMBER)
    expect(await foundIn(NOVEMBER, replaced)).toEqual([201n])
    const hashes = await hashReport(before)
    expect(before.row.closingTime.toISOString()).toBe('2026-11-30T23:59:58.000Z')

    // The closing block and the one that ended the month are replaced: 202 wei in the last second, and 203 in December again.
    await chain.rpc('anvil_reorg', [2, []])
    await chain.rpc('anvil_rollback', [2])
    await transferAt('2026-11-30T23:59:59Z', 202n)
    await transferAt('2026-12-01T00:00:05Z', 203n)
    await index()
    const after = await openReport(source, NOVEMBER)
    expect(after.row.closingHash).not.toBe(before.row.closingHash)
    expect(after.row.closingTime.toISOString()).toBe('2026-11-30T23:59:59.000Z')
    expect(await foundIn(NOVEMBER, replaced)).toEqual([202n])
    expect(await failedGates(NOVEMBER)).toEqual([])
    const again = await hashReport(after)
    expect(again.dataRoot).not.toBe(hashes.dataRoot)
    expect((await hashReport(await openReport(source, NOVEMBER))).manifest.sha256).toBe(again.manifest.sha256)
  })

  test('opens the next month where this one now closes', async () => {
    await transferAt('2027-01-01T00:00:00Z', 301n)
    await index()
    const [november, december] = [
      await findMonth(ledger.db, 31_337, NOVEMBER),
      await findMonth(ledger.db, 31_337, DECEMBER),
    ]
    expect(december?.openingHash).toBe(november?.closingHash)
    expect(await foundIn(DECEMBER, [...replaced, 301n])).toEqual([203n])
    expect(await failedGates(DECEMBER)).toEqual([])
  })

  test('takes back a month that nothing ends any more: it is open again', async () => {
    await chain.rpc('anvil_rollback', [1])
    const { timestamp } = await chain.client.getBlock()
    await chain.mine(secondsOf('2026-12-31T00:00:00Z') - Number(timestamp))
    await index()
    await expect(openReport(source, DECEMBER)).rejects.toMatchObject({ code: 'MONTH_NOT_CLOSED' })
  })
})

describe('a month in which nothing moved', () => {
  test('has a report of no rows that passes and comes out the same twice', async () => {
    const { timestamp } = await chain.client.getBlock()
    await chain.mine(secondsOf('2027-02-01T00:00:00Z') - Number(timestamp))
    await index()
    const january = '2027-01' as Month
    const { files, manifest } = await hashReport(await openReport(source, january))
    const rows = (name: string) => files.find((file) => file.name === name)?.rows
    // Fifteen accounts open and close; nothing is between.
    expect(rows('movements.csv')).toBe(30)
    expect([rows('burns.csv'), rows('split.csv')]).toEqual([0, 0])
    expect(rows('payments.csv')).toBe(1)
    expect(await failedGates(january)).toEqual([])
    expect((await hashReport(await openReport(source, january))).manifest.sha256).toBe(manifest.sha256)
  })
})
