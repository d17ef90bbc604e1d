import { createHash } from 'node:crypto'
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { hasJudge, judge } from '../../scripts/testing/judge'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import type { Connection } from '../db/connect'
import { chartWith } from '../domain/chart'
import type { Month } from '../domain/month'
import { ensureMonths } from '../indexer/months'
import { runIndexer } from '../indexer/run'
import type { ChainMemory } from './chain-memory'
import { sameBytes } from './command'
import { MANIFEST } from './format'
import { gatesOfReport, openReport, type ReportSource } from './month-report'
import { readSuperseded } from './restate'
import { SHEET_INDEX } from './sheet-names'
import { hashReport, type WrittenReport, writeReport } from './write'

const DAY = 86_400
/** Gates that need the leaves of reward roots: nobody publishes them here. */
const UNPUBLISHED: readonly string[] = ['sub_ledger', 'rewards']
const [MARCH, APRIL] = ['2026-03', '2026-04'] as [Month, Month]

let server: TestServer
let chain: LedgerChain
let ledger: Connection
let folder: string

const sourceOf = (connection: Connection, memory?: ChainMemory): ReportSource => ({
  db: connection.db,
  chain: { client: chain.client, deployment: chain.deployment },
  ...(memory ? { memory } : {}),
})

/** Deployed in the last days of March; everything that can move tokens happens in April, and then a month goes by. */
beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  ledger = await server.open('ledger')
  folder = mkdtempSync(join(tmpdir(), 'cxpt-report-'))
  const traffic = trafficOn(chain, 3)
  await traffic.begin()
  await chain.mine(2 * DAY)
  await traffic.everything()
  for (let i = 0; i < 6; i += 1) await traffic.round()
  await chain.mine(30 * DAY)
  const { client, deployment } = chain
  await runIndexer({ db: ledger.db, client, deployment, once: true })
  await ensureMonths({ db: ledger.db, client, deployment })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await chain?.stop()
  await server?.stop()
})

const write = async (month: Month, name: string): Promise<WrittenReport> =>
  writeReport(await openReport(sourceOf(ledger), month), join(folder, name))

/** Columns of a sheet by name; none of its text needs quotes. */
function read(name: string, sheet: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(folder, name, `${sheet}.csv`), 'utf8')
    .trimEnd()
    .split('\r\n')
  const names = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])))
}

describe('real months of a real chain', () => {
  test.each([MARCH, APRIL])(
    '%s passes every gate; where leaves of roots were never published two wait',
    async (month) => {
      const { gates } = await write(month, month)
      const waiting = gates.filter(({ state, detail }) => state === 'waiting' && detail.includes('not known here'))
      expect(gates.filter(({ state, detail }) => state === 'passed' && detail === '')).toHaveLength(16 - waiting.length)
      expect(waiting.map(({ id }) => id).filter((id) => !UNPUBLISHED.includes(id))).toEqual([])
      expect(gates).toHaveLength(16)
    },
  )

  test('closing rows and what was burned are 10^27 wei, and the total is what the token says', async () => {
    const rows = read(APRIL, 'supply-roll-forward')
    const counted = rows.filter(({ row }) => row === 'bucket' || row === 'burned')
    expect(counted.reduce((sum, row) => sum + BigInt(row.closing_wei ?? ''), 0n)).toBe(10n ** 27n)
    const { row: month } = await openReport(sourceOf(ledger), APRIL)
    const supply = await chain.client.request({
      method: 'eth_call',
      // totalSupply()
      params: [{ to: chain.addressOf('CXPT'), data: '0x18160ddd' }, `0x${month.closingBlock.toString(16)}`],
    })
    expect(rows.find(({ bucket }) => bucket === 'total_supply')?.closing_wei).toBe(BigInt(supply).toString())
  })

  test('what is rare was there: donations, dead tokens, burns of own tokens, money returned to the pool', () => {
    const closing = new Map(
      read(APRIL, 'supply-roll-forward').map((row) => [row.bucket, BigInt(row.closing_wei ?? '')]),
    )
    expect(closing.get('donations')).toBeGreaterThan(0n)
    expect(closing.get('dead')).toBeGreaterThan(0n)
    expect(read(APRIL, 'burns').some(({ from_bucket }) => from_bucket === 'circulating')).toBe(true)
    expect(read(APRIL, 'movements').some(({ kind }) => kind === 'deallocate')).toBe(true)
  })

  test('April opens where March closed, in every row', () => {
    const march = read(MARCH, 'supply-roll-forward').map(({ bucket, closing_wei }) => [bucket, closing_wei])
    const april = read(APRIL, 'supply-roll-forward').map(({ bucket, opening_wei }) => [bucket, opening_wei])
    expect(april).toEqual(march)
  })

  test('the movements of the file make the closing of every bucket', () => {
    const balances = new Map<string, bigint>()
    const add = (bucket = '', wei: bigint) => balances.set(bucket, (balances.get(bucket) ?? 0n) + wei)
    for (const line of read(APRIL, 'movements')) {
      if (line.line === 'opening') add(line.to_bucket, BigInt(line.amount_wei ?? ''))
      if (line.line !== 'movement') continue
      add(line.from_bucket, -BigInt(line.amount_wei ?? ''))
      add(line.to_bucket, BigInt(line.amount_wei ?? ''))
    }
    for (const row of read(APRIL, 'supply-roll-forward')) {
      if (row.row !== 'bucket' && row.row !== 'burned') continue
      expect([row.bucket, balances.get(row.bucket ?? '')]).toEqual([row.bucket, BigInt(row.closing_wei ?? '')])
    }
  })

  test('the journals of the month are sound to hledger', { skip: !hasJudge('hledger') }, () => {
    expect(
      judge('hledger', ['-f', join(folder, APRIL, 'journals.hledger'), 'check', '--strict', 'ordereddates']),
    ).toEqual({
      ...{ code: 0, say: '' },
    })
  })

  test('and to beancount', { skip: !hasJudge('bean-check') }, () => {
    expect(judge('bean-check', [join(folder, APRIL, 'journals.beancount')])).toEqual({ code: 0, say: '' })
  })

  test('the JSON is canonical and has the rows of the sheets, the root of the data is that of the cover', () => {
    const text = readFileSync(join(folder, APRIL, 'report.json'), 'utf8')
    const report: { data: Record<string, { rows: unknown[] }>; front: { rows: string[][] } } = JSON.parse(text)
    expect(canonicalize(report)).toBe(text)
    expect(Object.keys(report.data)).toHaveLength(SHEET_INDEX.length - 1)
    expect(report.data.burns?.rows).toHaveLength(read(APRIL, 'burns').length)
    const manifest: { dataRoot: string } = JSON.parse(readFileSync(join(folder, APRIL, 'manifest.json'), 'utf8'))
    expect(report.front.rows).toContainEqual(['report', 'data root', manifest.dataRoot])
  })

  test('a second run writes the same bytes, and the manifest names them', async () => {
    const first = await write(APRIL, APRIL)
    const second = await write(APRIL, 'again')
    expect(sameBytes(first, second)).toEqual({ title: 'Two generations, same bytes', state: 'passed', detail: '' })
    const manifest: { files: { name: string; sha256: string }[] } = JSON.parse(
      readFileSync(join(folder, 'again', 'manifest.json'), 'utf8'),
    )
    expect(readdirSync(join(folder, 'again')).sort()).toEqual(
      [...manifest.files.map(({ name }) => name), 'manifest.json'].sort(),
    )
    for (const { name, sha256 } of manifest.files) {
      const bytes = readFileSync(join(folder, APRIL, name))
      expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual([name, sha256])
    }
  })
})

describe('a restatement', () => {
  const renamed = () => ({ ...sourceOf(ledger), chart: chartWith({ '2300': { code: '2301', name: 'Owed' } }) })
  const at = (name: string) => join(folder, name)
  const manifestOf = (name: string) => JSON.parse(readFileSync(join(at(name), MANIFEST), 'utf8'))

  test('is a new version beside the old one, with the rows that differ, and the same bytes twice', async () => {
    const old = await write(APRIL, 'old')
    const report = await openReport(renamed(), APRIL)
    const superseded = await readSuperseded({ dir: at('old'), reason: 'another chart', out: at('new') }, report)
    const written = await writeReport(report, at('new'), superseded)
    expect(manifestOf('new')).toMatchObject({ version: 2, supersedes: old.manifest.sha256, reason: 'another chart' })
    expect(written.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['restatement.csv', 'restatement.json']),
    )
    const { changes } = JSON.parse(readFileSync(join(at('new'), 'restatement.json'), 'utf8'))
    expect(changes.length).toBeGreaterThan(2)
    for (const { sheet, cells } of changes) {
      expect(['cover', 'journals', 'trial-balance']).toContain(sheet)
      expect(JSON.stringify(cells)).toMatch(/230[01]|data root/)
    }
    const again = await hashReport(await openReport(renamed(), APRIL), written.restated)
    expect(sameBytes(written, again)).toMatchObject({ state: 'passed' })
    expect(manifestOf('old').version).toBeUndefined()
  })

  test('needs an old report that is whole, of the same month, and elsewhere', async () => {
    const report = await openReport(renamed(), APRIL)
    const read = (dir: string, out: string) =>
      readSuperseded({ dir: at(dir), reason: 'x', out: at(out) }, report).then(
        () => '',
        (error: Error) => error.message,
      )
    await write(MARCH, 'march')
    expect(await read('old', 'old')).toContain('stays')
    expect(await read('march', 'x')).toContain('holds the report of 2026-03')
    cpSync(at('old'), at('spoiled'), { recursive: true })
    appendFileSync(join(at('spoiled'), 'burns.csv'), ' ')
    expect(await read('spoiled', 'x')).toContain('burns.csv is not the file of the manifest')
  })

  test('a report that was signed is never overwritten', async () => {
    await write(APRIL, 'signed')
    writeFileSync(join(at('signed'), 'attestation.json'), '{}')
    await expect(write(APRIL, 'signed')).rejects.toThrow('was signed')
    expect(manifestOf('signed').month).toBe(APRIL)
  })
})

describe('a ledger that is wrong by a wei', () => {
  test('is named by its account, also when the chain was asked before', async () => {
    const memory: ChainMemory = new Map()
    const healthy = await gatesOfReport(await openReport(sourceOf(ledger, memory), APRIL))
    expect(healthy.every(({ id, state }) => state === 'passed' || UNPUBLISHED.includes(id))).toBe(true)
    expect(memory.size).toBe(1)
    const [deposit] = (
      await ledger.db.execute<{ to_owner: string; block_number: string; log_index: number }>(
        sql`select to_owner, block_number, log_index from movements where kind = 'deposit' and block_time >= '2026-04-01' limit 1`,
      )
    ).rows
    const where = sql`block_number = ${deposit?.block_number} and log_index = ${deposit?.log_index}`
    await ledger.db.execute(sql`update movements set amount = amount + 1 where ${where}`)
    try {
      const gates = await gatesOfReport(await openReport(sourceOf(ledger, memory), APRIL))
      expect(gates.filter(({ state }) => state === 'failed').map(({ id, detail }) => [id, detail])).toEqual([
        ['chain', 'vault_credits differs by -1 wei'],
      ])
    } finally {
      await ledger.db.execute(sql`update movements set amount = amount - 1 where ${where}`)
    }
  })

  test('a closing block the chain no longer has fails its gate and is not kept', async () => {
    const memory: ChainMemory = new Map()
    const report = await openReport(sourceOf(ledger, memory), APRIL)
    report.row.closingHash = `0x${'12'.repeat(32)}`
    const gates = await gatesOfReport(report)
    expect(gates.filter(({ state }) => state === 'failed').map(({ id }) => id)).toEqual(['closing_block'])
    expect(memory.size).toBe(0)
  })
})
