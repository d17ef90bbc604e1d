import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../../scripts/testing/ledger-chain'
import { sell } from '../../../scripts/testing/report-stage'
import { trafficOn } from '../../../scripts/testing/traffic'
import { localChain } from '../../chain/chains'
import type { Connection } from '../../db/connect'
import type { Month } from '../../domain/month'
import { parseQuarter, type Quarter } from '../../domain/quarter'
import { AppError } from '../../errors/app-error'
import { ensureMonths } from '../../indexer/months'
import { runIndexer } from '../../indexer/run'
import { openReport, type ReportSource } from '../month-report'
import { keepVersion, signAs } from '../testing/kept-version'
import { writeReport } from '../write'
import { openReview } from './annual-review'
import type { WrittenBundle } from './bundle'
import { withWorkFolder, writeBundleInto } from './bundle-folder'
import { openPack } from './quarterly-pack'
import { SECTIONS } from './sections'

const DAY = 86_400
const quarter = (text: string): Quarter => {
  const parsed = parseQuarter(text)
  if (!parsed) throw new Error(text)
  return parsed
}
const APRIL = '2026-04' as Month
const [Q1, Q2, Q3] = [quarter('2026-Q1'), quarter('2026-Q2'), quarter('2026-Q3')]

let server: TestServer
let chain: LedgerChain
let ledger: Connection
let source: ReportSource
let folder: string

/** Contracts in the last days of March, everything in April, nothing until July. */
beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  ledger = await server.open('pack')
  folder = mkdtempSync(join(tmpdir(), 'cxpt-pack-test-'))
  const traffic = trafficOn(chain, 3)
  await traffic.begin()
  await chain.mine(2 * DAY)
  await traffic.everything()
  for (let i = 0; i < 6; i += 1) await traffic.round()
  await sell(chain)
  await chain.mine(95 * DAY)
  const { client, deployment } = chain
  await runIndexer({ db: ledger.db, client, deployment, once: true })
  await ensureMonths({ db: ledger.db, client, deployment })
  source = { db: ledger.db, chain: { client, deployment } }
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await chain?.stop()
  await server?.stop()
})

const write = (of: Quarter, name: string, from: ReportSource = source): Promise<WrittenBundle> =>
  withWorkFolder(async (work) => writeBundleInto(join(folder, name), await openPack({ ...from, work }, of)))

/** Files of a written pack by name. */
const filesIn = (name: string, { fileName }: WrittenBundle): Record<string, Uint8Array> =>
  unzipSync(readFileSync(join(folder, name, fileName)))
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString()

/** Rows of a table by column, quotes taken off. */
function rowsOf(csv: string): Record<string, string>[] {
  const [header = '', ...lines] = csv.trimEnd().split('\r\n')
  const cellsOf = (line: string) =>
    [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) =>
      cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'),
    )
  const names = cellsOf(header)
  return lines.map((line) => Object.fromEntries(cellsOf(line).map((cell, i) => [names[i] ?? '', cell])))
}

describe('the pack of a quarter', () => {
  let written: WrittenBundle
  let files: Record<string, Uint8Array>
  beforeAll(async () => {
    written = await write(Q2, 'one')
    files = filesIn('one', written)
  })

  test('is one zip whose index names every file with its SHA-256, under every heading', () => {
    const index = JSON.parse(text(files['index.json']))
    expect(index.quarter).toBe('2026-Q2')
    expect(index.months.map(({ month }: { month: string }) => month)).toEqual(['2026-04', '2026-05', '2026-06'])
    const named = index.files as { name: string; sha256: string; bytes: number; section: string }[]
    expect(named.map(({ name }) => name).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'index.json')
        .sort(),
    )
    for (const { name, sha256, bytes } of named) {
      expect(
        createHash('sha256')
          .update(files[name] ?? '')
          .digest('hex'),
        name,
      ).toBe(sha256)
      expect(files[name]?.length).toBe(bytes)
    }
    expect([...new Set(named.map(({ section }) => section))]).toEqual(SECTIONS.map(({ id }) => id))
  })

  test('a second one has the same bytes', async () => {
    expect((await write(Q2, 'two')).sha256).toBe(written.sha256)
    expect(
      createHash('sha256')
        .update(readFileSync(join(folder, 'one', written.fileName)))
        .digest('hex'),
    ).toBe(written.sha256)
  })

  test('holds three whole reports', () => {
    for (const month of ['2026-04', '2026-05', '2026-06']) {
      const manifest = JSON.parse(text(files[`reports/${month}-draft/manifest.json`]))
      for (const { name, sha256 } of manifest.files as { name: string; sha256: string }[])
        expect(
          createHash('sha256')
            .update(files[`reports/${month}-draft/${name}`] ?? '')
            .digest('hex'),
        ).toBe(sha256)
    }
  })

  test('rolls forward to the wei and the cent, and the chain confirms every bucket', () => {
    const supply = rowsOf(text(files['balances/supply-roll-forward.csv']))
    expect(supply.filter(({ period }) => period === '2026-Q2')).toHaveLength(17)
    expect(supply.every(({ check_wei }) => check_wei === '0')).toBe(true)
    const proof = supply.find(({ period, account }) => period === '2026-Q2' && account === 'max_supply')
    expect(proof?.closing_wei).toBe((10n ** 27n).toString())
    const trial = rowsOf(text(files['balances/trial-balance.csv']))
    const sum = (column: string) => trial.reduce((all, row) => all + BigInt(row[column] ?? 0), 0n)
    expect(sum('closing_cents')).toBe(0n)
    expect(sum('debit_cents')).toBe(sum('credit_cents'))
    expect(sum('debit_cents')).toBeGreaterThan(0n)
    const confirmed = rowsOf(text(files['chain/confirmations.csv']))
    expect(confirmed).toHaveLength(3 * 17)
    expect(confirmed.every((row) => row.difference_wei === '0' && row.hash_in_ledger === row.hash_on_chain)).toBe(true)
  })

  test('contracts are the code that was deployed; wallets with a role say what they signed', () => {
    const contracts = rowsOf(text(files['chain/contracts.csv']))
    expect(contracts.map(({ contract }) => contract)).toContain('Vault')
    expect(contracts.every(({ code_hash_on_chain }) => /^0x[0-9a-f]{64}$/.test(code_hash_on_chain ?? ''))).toBe(true)
    const wallets = rowsOf(text(files['chain/wallet-control.csv']))
    expect(wallets.some(({ evidence }) => evidence === 'operation scheduled')).toBe(true)
    const holders = rowsOf(text(files['access/role-holders.csv']))
    expect(holders.map(({ role }) => role)).toContain('ADMIN')
  })

  test('traces payments from payment to burn', () => {
    const steps = rowsOf(text(files['sample/traced-payments.csv']))
    const items = new Set(steps.map(({ item }) => item))
    expect(items.size).toBe(3)
    for (const item of items) {
      const own = steps.filter((row) => row.item === item).map(({ step }) => step)
      expect(own.slice(0, 6)).toEqual(['payment', 'quote', 'transaction', 'liability', 'usage', 'revenue'])
      expect(own).toContain('split')
      expect(own).toContain('reward')
    }
    expect(
      steps
        .filter(({ step }) => step === 'transaction')
        .every(({ detail }) => detail?.includes('success in this block')),
    ).toBe(true)
  })

  test('recomputed rewards, risk and changes are there', () => {
    const roots = rowsOf(text(files['rewards/recomputation.csv']))
    expect(roots.length).toBeGreaterThan(0)
    expect(roots.every(({ verdict }) => verdict === 'leaves not known here')).toBe(true)
    const register = rowsOf(text(files['risk/register.csv']))
    expect(register).toHaveLength(16)
    expect(register.every(({ why_not_known, state }) => why_not_known === 'never read' && state === 'unknown')).toBe(
      true,
    )
    expect(text(files['changes/parameter-changes.csv']).split('\r\n').length).toBeGreaterThan(3)
  })

  test('the quarter in which the chain began has the months from then on', async () => {
    const index = JSON.parse(text(filesIn('first', await write(Q1, 'first'))['index.json']))
    expect(index.months.map(({ month }: { month: string }) => month)).toEqual(['2026-03'])
  })
})

describe('a month that was signed', () => {
  test('comes as it was signed, with its attestation, whatever the code would write now; what nobody signed is a draft', async () => {
    const dir = join(folder, 'signed')
    const { manifest } = await writeReport(await openReport({ ...source, commit: 'of then' }, APRIL), dir)
    const version = await keepVersion(ledger.db, dir, { month: APRIL, manifest })
    const seen = async (name: string) => {
      const files = filesIn(name, await write(Q2, name, { ...source, commit: 'of now' }))
      return { files, months: JSON.parse(text(files['index.json'])).months as Record<string, unknown>[] }
    }
    // Put up, and signed by two: not yet.
    await signAs(ledger.db, version, ['preparer', 'reviewer'])
    expect((await seen('two-signed')).months[0]).toMatchObject({ month: APRIL, state: 'draft' })
    await signAs(ledger.db, version, ['approver'])
    const { files, months } = await seen('three-signed')
    expect(months[0]).toMatchObject({ month: APRIL, state: 'signed', version: 1, manifestHash: `0x${manifest.sha256}` })
    expect(months[1]).toMatchObject({ month: '2026-05', state: 'draft' })
    for (const name of readdirSync(dir)) {
      expect(text(files[`reports/${APRIL}/${name}`]) === readFileSync(join(dir, name)).toString(), name).toBe(true)
    }
    const attestation = JSON.parse(text(files[`reports/${APRIL}/attestation.json`]))
    expect(attestation).toMatchObject({ manifestHash: `0x${manifest.sha256}`, anchor: null, supersedes: null })
    expect(attestation.signatures).toHaveLength(3)
    expect(JSON.parse(text(files['reports/2026-05-draft/manifest.json'])).commit).toBe('of now')
    expect(Object.keys(files).some((name) => name.startsWith(`reports/${APRIL}-draft/`))).toBe(false)
  })
})

describe('the review of a year', () => {
  let written: WrittenBundle
  let files: Record<string, Uint8Array>
  beforeAll(async () => {
    written = await writeBundleInto(join(folder, 'review'), await openReview(source, 2026))
    files = filesIn('review', written)
  })

  test('is of the months that are over, says that the year is not, and comes out the same twice', async () => {
    const index = JSON.parse(text(files['index.json']))
    expect(index).toMatchObject({ year: '2026', isWhole: false, months: ['2026-03', '2026-04', '2026-05', '2026-06'] })
    const again = await writeBundleInto(join(folder, 'again'), await openReview(source, 2026))
    expect(again.sha256).toBe(written.sha256)
  })

  test('what was allocated is there, month by month and as a whole', () => {
    const rows = rowsOf(text(files['allocation/allocation.csv']))
    const of = (bucket: string) => rows.find((row) => row.bucket === bucket)
    expect(of('rewards_emission')?.allocated_wei).toBe((480_000_000n * 10n ** 18n).toString())
    expect(rows.reduce((sum, row) => sum + BigInt(row.allocated_wei ?? 0), 0n)).toBe(10n ** 27n)
    for (const row of rows) {
      const big = (name: string) => BigInt(row[name] ?? 0)
      const moved = big('came_in_wei') - big('to_own_buckets_wei') - big('released_wei')
      expect(big('opening_wei') + moved).toBe(big('closing_wei'))
    }
    const supply = rowsOf(text(files['roll-forward/supply.csv']))
    expect(supply).toHaveLength(5 * 17)
    expect(supply.every(({ check_wei }) => check_wei === '0')).toBe(true)
  })

  test('emission of twelve months under five scenarios, concentration and pricing', () => {
    const scenarios = rowsOf(text(files['emission/scenarios.csv']))
    expect(scenarios).toHaveLength(5 * 12)
    expect(scenarios[0]).toMatchObject({ scenario: 'base', month: '2026-07' })
    expect(scenarios.at(-1)).toMatchObject({ scenario: 'top_provider_leaves', month: '2027-06' })
    expect(rowsOf(text(files['concentration/concentration.csv']))).toHaveLength(4 * 2)
    const json = JSON.parse(text(files['review/review.json']))
    expect(json.data['emission/scenarios'].rows).toHaveLength(60)
    expect(text(files['review/review.pdf']).startsWith('%PDF-')).toBe(true)
  })

  test.each([
    ['a year before genesis', 2025, 'MONTH_NOT_FOUND'],
    ['a year of which no month is over', 2027, 'YEAR_NOT_CLOSED'],
  ])('%s is refused', async (_, year, code) => {
    await expect(openReview(source, year)).rejects.toMatchObject({ code })
  })
})

describe('a pack is refused', () => {
  test.each([
    ['an open quarter', Q3, 'QUARTER_NOT_CLOSED'],
    ['a quarter before genesis', quarter('2025-Q4'), 'MONTH_NOT_FOUND'],
  ])('%s', async (name, of, code) => {
    await expect(write(of, name)).rejects.toMatchObject({ code })
    expect(() => readdirSync(join(folder, name))).toThrow()
  })

  test('without a node, and leaves no zip behind', async () => {
    const client = createPublicClient({ chain: localChain, transport: http('http://127.0.0.1:9', { retryCount: 0 }) })
    const away = { ...source, chain: { ...source.chain, client } } as ReportSource
    await expect(write(Q2, 'away', away)).rejects.toMatchObject({ code: 'RPC_AWAY' })
  })

  test('an empty ledger', async () => {
    const empty = await server.open('empty')
    await expect(write(Q2, 'empty', { ...source, db: empty.db })).rejects.toBeInstanceOf(AppError)
  })
})
