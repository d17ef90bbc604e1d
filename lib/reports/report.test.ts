import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { localChain } from '../chain/chains'
import type { Connection } from '../db/connect'
import { flows } from '../db/report-rows'
import { checkpoints, movements } from '../db/schema'
import { type Month, parseMonth } from '../domain/month'
import { AppError } from '../errors/app-error'
import { csvPieces } from './csv'
import { gatesOfReport, openReport, type ReportSource } from './month-report'
import { intoNothing } from './output'
import type { SheetName } from './sheet-names'
import { tableOf } from './sheets'
import { writeTables } from './tables'
import { CHAIN_ID, entry, HOLDER, insertSmallLedger, USER } from './testing/small-ledger'
import { writeReport } from './write'

const month = (text: string): Month => {
  const parsed = parseMonth(text)
  if (!parsed) throw new Error(text)
  return parsed
}
const OCTOBER = month('2026-10')
/** Transactions of the small ledger are named by their block. */
const tx = (block: number) => `0x${block.toString(16).padStart(64, '0')}`

let server: TestServer
let open: Connection
let source: ReportSource

/** A client of a port where nothing listens: what is asked of the chain stays unanswered. */
const awayChain = () => ({
  client: createPublicClient({ chain: localChain, transport: http('http://127.0.0.1:9', { retryCount: 0 }) }),
  deployment: {
    chainId: CHAIN_ID,
    startBlock: 1,
    contracts: Object.fromEntries(
      ['CXPT', 'Treasury', 'Rewards', 'Vault'].map((name, i) => [
        name,
        { address: `0x${String(i + 1).repeat(40)}`, bytecodeHash: '0x' },
      ]),
    ),
  },
})

beforeAll(async () => {
  server = await startTestServer()
  open = await server.open('report')
  await insertSmallLedger(open.db)
  source = { db: open.db, chain: awayChain() as ReportSource['chain'] }
})
afterAll(() => server.stop())

async function csvOf(name: SheetName, of: Month = OCTOBER): Promise<string[]> {
  const report = await openReport(source, of)
  let text = ''
  for await (const piece of csvPieces(await tableOf(name, report))) text += piece.text
  return text.split('\r\n').slice(0, -1)
}

describe('October of a small ledger', () => {
  test('the roll-forward opens at September, closes to the wei, and leaves November out', async () => {
    const report = await openReport(source, OCTOBER)
    const rows = await report.ledgerSupply()
    const closing = Object.fromEntries(rows.map(({ account, closing }) => [account, closing]))
    expect(closing).toEqual({
      reserve: 300_000_000_000_000_000_000_000_000n,
      operations: 150_000_000_000_000_000_000_000_015n,
      liquidity: 69_999_000_000_000_000_000_000_000n,
      protocol: 20n,
      treasury_external: 0n,
      vault_credits: 398_999_999_999_999_999_899n,
      vault_revenue: 0n,
      rewards_emission: 479_999_999_999_999_999_999_999_961n,
      rewards_pool: 0n,
      rewards_allocated: 30n,
      donations: 0n,
      dead: 0n,
      circulating: 601_000_000_000_000_000_070n,
      unclassified: 0n,
      total_supply: 999_999_999_999_999_999_999_999_995n,
      burned: 5n,
      max_supply: 1_000_000_000_000_000_000_000_000_000n,
    })
    expect(rows.find(({ account }) => account === 'circulating')?.opening).toBe(1_000n * 10n ** 18n)
    expect(rows.every(({ check }) => check === 0n)).toBe(true)
  })

  test('all movements: opening and entries make the closing of every bucket', async () => {
    const lines = await csvOf('movements')
    const kinds = lines.slice(1).map((line) => line.split(',')[0])
    expect(kinds.filter((kind) => kind === 'opening')).toHaveLength(15)
    expect(kinds.filter((kind) => kind === 'movement')).toHaveLength(11)
    const closing = lines.slice(-15)
    expect(closing.every((line) => line.startsWith('closing,') && line.endsWith(',0,0'))).toBe(true)
    expect(lines[16]).toBe(
      `movement,720,0,0,2026-10-01T00:00:00Z,${tx(720)},transfer,circulating,${HOLDER},circulating,${USER},500,500000000000000000000,1000,1000000000000000000000,1000,1000000000000000000000,,`,
    )
    expect(lines.find((line) => line.includes(',1464,'))).toBeUndefined()
  })

  test.each<[SheetName, string[]]>([
    [
      'burns',
      [
        '750,0,2026-10-02T06:00:00Z,' +
          tx(750) +
          ',vault_revenue,,0.000000000000000101,101,500,0.000000000000000005,5,0.000000000000000005,5,0,0',
      ],
    ],
    [
      'split',
      [
        '750,0,2026-10-02T06:00:00Z,' +
          tx(750) +
          ',1,0.000000000000000101,101,500,2000,1500,6000,0.000000000000000005,5,0.00000000000000002,20,0.000000000000000015,15,0.000000000000000061,61,0.000000000000000001,1,0,0',
      ],
    ],
    [
      'payments',
      [
        'payment,740,1,2026-10-01T20:00:00Z,' +
          tx(740) +
          `,charged,${USER},2,1,79,79000000,0.000000000000000101,101,0.05,50000000000000000,0.000000000000000101,101`,
        'total,,,,,,,,,79,79000000,0.000000000000000101,101,,,0.000000000000000101,101',
      ],
    ],
    [
      'prices',
      [
        `2,0,2026-09-01T02:00:00Z,${tx(2)},posted,0.05,50000000000000000,2638800`,
        `735,0,2026-10-01T15:00:00Z,${tx(735)},posted,0.05,50000000000000000,954000`,
        `1000,0,2026-10-12T16:00:00Z,${tx(1000)},reset,0.06,60000000000000000,1670400`,
      ],
    ],
    ['parameter-changes', [`900,4,2026-10-08T12:00:00Z,${tx(900)},Vault,SplitSet,"{""split"":{""burn"":500}}",,`]],
  ])('%s', async (name, rows) => {
    expect((await csvOf(name)).slice(1)).toEqual(rows)
  })

  test('writing faster changed no byte: these are the hashes of before', async () => {
    const names = ['address-register', 'customer-balances', 'journals', 'movements', 'payments', 'split']
    const isWanted = (name: string) => names.includes(name)
    const { files } = await writeTables(await openReport(source, OCTOBER), intoNothing, {
      isWanted,
      hasWorkbook: false,
    })
    const hashes = Object.fromEntries(files.map(({ name, sha256, rows }) => [name, `${rows} ${sha256.slice(0, 32)}`]))
    expect(hashes).toMatchInlineSnapshot(`
      {
        "address-register.csv": "5 bf3bc13a087a2334b5f91212736b0457",
        "customer-balances.csv": "20 25c639250b4dfff0d3115b9e74aa9ed4",
        "journals.csv": "36 5b5aa1465c5425a63321efc94bd5f4d1",
        "movements.csv": "41 6a9be9d167f6d73b4a5ff131663f0118",
        "payments.csv": "2 1d46e9c6541c610a4a30db3a15cfd380",
        "report.json": "0 521398dfe73d5230cb9fec262950ff8c",
        "report.xlsx": "0 e3b0c44298fc1c149afbf4c8996fb924",
        "split.csv": "1 b9a04bfacd5397138820847c8b4009cc",
      }
    `)
  })

  test('emissions: 39 wei used on the day of the root, vested by the schedule', async () => {
    const lines = await csvOf('emissions')
    expect(lines).toHaveLength(33)
    expect(lines[1]).toMatch(/^2026-10-01T00:00:00Z,opening,0\.0000000000000029,2900,0,0,0,0,/)
    expect(lines.at(-1)).toMatch(/^2026-11-01T00:00:00Z,closing,0\.000000000000006,6000,[0-9.]+,39,[0-9.]+,70,/)
    expect(lines.find((line) => line.startsWith('2026-10-05T00:00:00Z,'))).toMatch(/,100,0\.000000000000000039,39,/)
  })
})

test('September, the month of genesis, opens at nothing', async () => {
  const rows = await (await openReport(source, month('2026-09'))).ledgerSupply()
  expect(rows.find(({ account }) => account === 'max_supply')).toMatchObject({ opening: 0n, closing: 10n ** 27n })
})

describe('gates while the chain does not answer', () => {
  test('those of the ledger pass, those of the chain wait and say why', async () => {
    const gates = await gatesOfReport(await openReport(source, OCTOBER))
    expect(gates.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'foots passed',
      'unclassified passed',
      'opening passed',
      'chain waiting',
      'closing_block waiting',
      'emission waiting',
      'burns passed',
      'split passed',
      'payments passed',
      'ledger_u passed',
      'ledger_q passed',
      'ledger_opening passed',
      'sub_ledger passed',
      'revenue passed',
      'rewards passed',
      'stale_price passed',
    ])
    expect(gates[3]?.detail).toContain('The chain does not answer')
  })

  test('a sheet that needs the chain is refused before its first byte', async () => {
    const report = await openReport(source, OCTOBER)
    await expect(tableOf('supply-roll-forward', report)).rejects.toMatchObject({ code: 'RPC_AWAY' })
  })

  test('a report is refused, and leaves no manifest behind', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'cxpt-report-'))
    await expect(writeReport(await openReport(source, OCTOBER), dir)).rejects.toMatchObject({ code: 'RPC_AWAY' })
    expect(readdirSync(dir)).not.toContain('manifest.json')
    rmSync(dir, { recursive: true })
  })
})

describe('months that cannot be reported', () => {
  test.each([
    ['before genesis', '2026-08', 'MONTH_NOT_FOUND', 404],
    ['not over', '2026-11', 'MONTH_NOT_CLOSED', 409],
    ['in the future', '2031-01', 'MONTH_NOT_CLOSED', 409],
  ])('%s', async (_, text, code, status) => {
    const error: unknown = await openReport(source, month(text)).catch((refused: unknown) => refused)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code, status })
  })

  test('a ledger that is behind the chain says how far', async () => {
    const behind = await server.open('behind')
    await insertSmallLedger(behind.db)
    await behind.db.update(checkpoints).set({ blockNumber: 1_400n, blockTime: new Date('2026-10-29T08:00:00Z') })
    await expect(openReport({ ...source, db: behind.db }, OCTOBER)).rejects.toMatchObject({
      code: 'LEDGER_BEHIND',
      values: { indexed: '1400', block: '1500' },
    })
  })

  test('an empty ledger', async () => {
    const empty = await server.open('empty')
    await expect(openReport({ ...source, db: empty.db }, OCTOBER)).rejects.toMatchObject({ code: 'LEDGER_EMPTY' })
  })
})

test('one wei that nobody can name turns its gates red, and the gate names the flow', async () => {
  const spoiled = await server.open('spoiled')
  await insertSmallLedger(spoiled.db)
  await spoiled.db.insert(movements).values(entry(900n, 0, 'unexplained', ['unclassified', 'vault'], 'burned', 1n))
  const gates = await gatesOfReport(await openReport({ ...source, db: spoiled.db }, OCTOBER))
  const failed = gates.filter(({ state }) => state === 'failed')
  expect(failed.map(({ id }) => id)).toEqual(['foots', 'unclassified', 'burns'])
  expect(failed[0]?.detail).toBe('unclassified closes below zero at -1 wei')
  expect(failed[1]?.detail).toBe('1 wei went from unclassified to burned without an explanation')
})

test('pages of a streamed sheet fit together beyond the size of one page', async () => {
  const large = await server.open('large')
  await insertSmallLedger(large.db)
  const rows = Array.from({ length: 12_003 }, (_, i) =>
    entry(900n + BigInt(i % 7), 10 + i, 'transfer', ['circulating', HOLDER], ['circulating', USER], 1n),
  )
  for (let i = 0; i < rows.length; i += 2_000) await large.db.insert(movements).values(rows.slice(i, i + 2_000))
  const report = await openReport({ ...source, db: large.db }, OCTOBER)
  const seen = new Set<string>()
  let last = ''
  for await (const row of (await tableOf('movements', report)).rows) {
    if (row[0] !== 'movement') continue
    const place = `${String(row[1]).padStart(9, '0')}:${String(row[2]).padStart(9, '0')}:${row[3]}`
    expect(place > last).toBe(true)
    last = place
    seen.add(place)
  }
  expect(seen.size).toBe(12_014)
  expect(
    (await flows(large.db, report.span)).find(({ from, to }) => from === 'circulating' && to === 'circulating'),
  ).toMatchObject({
    during: 500n * 10n ** 18n + 12_003n,
  })
})

test('a folder with another month, or none that can be written, is refused in a sentence', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'cxpt-report-'))
  const report = await openReport(source, OCTOBER)
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ month: '2026-09', chainId: CHAIN_ID }))
  await expect(writeReport(report, dir)).rejects.toThrow(`${dir} holds the report of 2026-09 on chain 31337`)
  expect(readFileSync(join(dir, 'manifest.json'), 'utf8')).toContain('2026-09')
  await expect(writeReport(report, join(dir, 'manifest.json'))).rejects.toThrow('it is a file')
  await expect(writeReport(report, join(dir, 'manifest.json', 'deeper'))).rejects.toThrow(
    'a part of the path is a file',
  )
  if (existsSync('/proc/self')) await expect(writeReport(report, '/proc/none/such')).rejects.toThrow('Cannot write to')
  rmSync(dir, { recursive: true })
})
