import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { toEventSelector } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fault, startFaultyRpc } from '../../scripts/testing/faulty-rpc'
import type { LedgerChain } from '../../scripts/testing/ledger-chain'
import { APRIL, MARCH, MAY, type ReportStage, startReportStage } from '../../scripts/testing/report-stage'
import { createClient } from '../chain/clients'
import { chartWith } from '../domain/chart'
import { sha256Digest } from '../domain/sha256'
import type { ChainSource } from '../reports/chain-reading'
import { treeHash } from '../reports/data-root'
import { MANIFEST, REPORT_JSON } from '../reports/format'
import { NODE_TREE_HASH, nodeDigest } from '../reports/node-hash'
import { isProven } from '../reports/row-proof'
import type { ColumnKind } from '../reports/table'
import type { ReportFiles } from '../reports/verify/files'
import { filesInFolder } from '../reports/verify/folder'
import { readManifest } from '../reports/verify/manifest'
import { chainBooks } from './books'
import { type ChainMonth, readMonth } from './chain-month'
import type { Expected } from './expected'
import { expectedSheets } from './expected-sheets'
import { type ForgedReport, forge, forgeJson, readTables } from './testing/forge'
import { compareSheets, type SheetResult, verifyReport } from './verify'

const HASHING = { digest: nodeDigest, tree: NODE_TREE_HASH }

let stage: ReportStage
let chain: LedgerChain
let month: ChainMonth

const sourceAt = (url: string): ChainSource => ({ client: createClient(31_337, url), deployment: chain.deployment })
const at = (name: string) => stage.at(name)

beforeAll(async () => {
  stage = await startReportStage()
  chain = stage.chain
  month = await readMonth(chain, await readManifest(filesInFolder(at(APRIL))))
})
afterAll(() => stage?.stop())

const verify = (name: string, ...urls: [string, ...string[]]) =>
  verifyReport({
    files: filesInFolder(at(name)),
    sources: urls.map(sourceAt) as [ChainSource, ...ChainSource[]],
    hashing: HASHING,
    chart: chartWith(),
  })

/** The command, where neither the database nor the platform's node is. */
function command(args: readonly string[], more: Record<string, string> = {}) {
  const away = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', RPC_URL: 'http://127.0.0.1:1' }
  const all = ['--import', 'tsx', 'scripts/verify-report.ts', ...args, '--deployments', chain.folder]
  return spawnSync(process.execPath, all, { env: { ...process.env, ...away, ...more }, encoding: 'utf8' })
}

const redOf = (sheets: readonly SheetResult[]) =>
  sheets.filter(({ state }) => state === 'red').map(({ sheet, difference }) => [sheet, difference])

describe('a report as it was written', () => {
  test.each([MARCH, APRIL, MAY])(
    '%s: every sheet that the chain knows is green, the others are attested',
    async (name) => {
      const { sheets, isGood, files, anchor } = await verify(name, chain.anvil.url)
      expect(files.findings).toEqual([])
      expect(redOf(sheets)).toEqual([])
      expect(sheets.filter(({ state }) => state === 'attested').map(({ sheet }) => sheet)).toEqual([
        'rollover-ageing',
        'revenue',
        'exceptions',
      ])
      expect(sheets).toHaveLength(22)
      expect(anchor.say).toContain('Nothing is anchored')
      expect(isGood).toBe(true)
    },
  )

  test('nothing of usage, leaves or reasons is called green', async () => {
    const { sheets } = await verify(APRIL, chain.anvil.url)
    const notes = Object.fromEntries(sheets.map(({ sheet, note, attested }) => [sheet, { note, attested }]))
    expect(notes['customer-balances']?.attested).toBeGreaterThan(0)
    expect(notes.journals?.note).toContain('usage')
    expect(notes['provider-rewards']?.attested).toBeGreaterThan(0)
    expect(notes['parameter-changes']?.note).toContain('reasons')
  })

  test('a month in which nothing happened has sheets of nothing, and is green', () => {
    const { data } = readTables(at(MAY))
    expect(data.movements?.rows.filter(([line]) => line === 'movement')).toEqual([])
    expect(data.burns?.rows).toEqual([])
    expect(data.payments?.rows.map(([line]) => line)).toEqual(['total'])
  })

  test('clocks that change say nothing: a month is of UTC', () => {
    const moved = readTables(at(MARCH)).data.movements?.rows.find((row) => row[4] === '2026-03-29T01:30:00Z')
    expect(moved?.[6]).toBe('transfer')
    const result = command([at(MARCH), '--rpc', chain.anvil.url], { TZ: 'Europe/Berlin' })
    expect([result.stderr, result.status]).toEqual(['', 0])
  })

  test('a row has a proof that needs no node', () => {
    const result = command([at(APRIL), '--row', 'burns:1'])
    const { dataRoot, ...proof } = JSON.parse(result.stdout)
    expect(result.status).toBe(0)
    expect(JSON.parse(proof.text)).toEqual(readTables(at(APRIL)).data.burns?.rows[0])
    expect(isProven(proof, dataRoot, treeHash())).toBe(true)
    expect(command([at(APRIL), '--row', 'burns:99999'])).toMatchObject({ status: 1, stdout: '' })
    expect(command([at(APRIL), '--row', 'movements:1']).stderr).toContain('not under the root')
  })

  test.each([[[]], [['x', 'y']], [['x', '--row', 'burns']], [['x', '--more']]])('%j makes no sense', (args) => {
    expect(command(args)).toMatchObject({ status: 2, stdout: '' })
  })

  test('the command says so with the node alone, and exits with 0', () => {
    const result = command([at(APRIL), '--rpc', chain.anvil.url])
    expect(result.stderr).toBe('')
    expect(result.stdout).toContain('green     movements')
    expect(result.stdout).toContain('Everything that can be verified is.')
    expect(result.status).toBe(0)
  })

  test('a browser comes to the same, with no code of Node', async () => {
    const hashing = { digest: sha256Digest, tree: treeHash() }
    const files = filesInFolder(at(MARCH))
    const verified = await verifyReport({ files, sources: [chain], hashing, chart: chartWith() })
    expect(verified.isGood).toBe(true)
  })
})

/** The next value of a kind: never the same, always one that can be written. */
function other(cell: string | null, kind: ColumnKind): string {
  if (kind === 'text') return `${cell ?? ''}x`
  if (kind === 'time')
    return new Date(Date.parse(cell ?? '2026-04-01T00:00:00Z') + 1_000).toISOString().replace('.000', '')
  if (kind === 'decimal') return `${cell ?? ''}1`
  return (BigInt(cell ?? 0) + 1n).toString()
}

const expectedOf = (dataRoot: string): Expected[] =>
  expectedSheets(
    month,
    chainBooks(month, () => null),
    { dataRoot, commit: 'unknown', chart: chartWith() },
  )
const namedRow = ({ columns }: Expected, cells: readonly (string | null)[]) =>
  Object.fromEntries(columns.map(({ name }, i) => [name, cells[i] ?? null]))
const tableOf = (tables: ForgedReport, sheet: string) => (sheet === 'cover' ? tables.front : tables.data[sheet])
const jsonAlone = (text: string): ReportFiles => ({
  list: async () => [REPORT_JSON],
  read: async function* () {
    yield Buffer.from(text)
  },
})
/** Columns that say whether a row is of the chain: changed, the row is another one. */
const DISCRIMINATORS = ['view', 'section', 'ledger', 'journal', 'unit', 'gate', 'line']

describe('one cell, changed by somebody who makes every hash anew', () => {
  test('is named by its row, in every sheet that the chain knows', async () => {
    const original = readTables(at(APRIL))
    const { dataRoot } = JSON.parse(readFileSync(join(at(APRIL), MANIFEST), 'utf8'))
    const sheets = expectedOf(dataRoot)
    const isEmpty = ({ sheet }: Expected) => tableOf(original, sheet)?.rows.length === 0
    expect(sheets.filter(isEmpty).map(({ sheet }) => sheet)).toEqual([])
    for (const expected of sheets) {
      const { sheet, columns, isOurs = () => true, attested = () => [] } = expected
      const rows = tableOf(original, sheet)?.rows ?? []
      const cells = rows.flatMap((row, i) => {
        const named = namedRow(expected, row)
        if (!isOurs(named)) return []
        return columns.flatMap(({ name }, c) => (attested(named).includes(name) ? [] : [{ row: i, column: c, name }]))
      })
      const isRoot = ({ row }: { row: number }) => rows[row]?.[1] === 'data root'
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...cells.filter((cell) => !isRoot(cell))), async ({ row, column, name }) => {
          const line = rows[row]
          const kind = columns[column]?.kind
          if (!line || !kind) throw new Error(sheet)
          const before = line[column] ?? null
          line[column] = other(before, kind)
          const { text, dataRoot: root } = forgeJson(original)
          line[column] = before
          const result = await compareSheets(jsonAlone(text), expectedOf(root))
          const [red, ...more] = redOf(result)
          expect(more).toEqual([])
          expect(red?.[0]).toBe(sheet)
          const difference = result.find(({ state }) => state === 'red')?.difference
          if (DISCRIMINATORS.includes(name)) expect(difference?.row).toBeGreaterThan(row)
          else expect([difference?.row, difference?.column || name]).toEqual([row + 1, name])
        }),
        { numRuns: 6 },
      )
    }
  })

  test('the whole check says which transaction it is of', async () => {
    const tables = readTables(at(APRIL))
    const burn = tables.data.burns?.rows[0]
    if (!burn) throw new Error('no burn')
    burn[9] = other(burn[9] ?? null, 'cxpt')
    forge(at(APRIL), at('burnt'), tables)
    const { isGood, sheets, files } = await verify('burnt', chain.anvil.url)
    expect(files.findings).toEqual([])
    expect(isGood).toBe(false)
    expect(redOf(sheets)).toEqual([['burns', expect.objectContaining({ row: 1, column: 'actual', tx: burn[3] })]])
  })

  test('a row that is left out or put in is named too', async () => {
    const without = readTables(at(APRIL))
    const gone = without.data.payments?.rows.splice(0, 1)[0]
    expect(gone?.[0]).toBe('payment')
    forge(at(APRIL), at('without'), without)
    expect(redOf((await verify('without', chain.anvil.url)).sheets)).toEqual([
      ['payments', expect.objectContaining({ row: 1, tx: gone?.[4] })],
    ])
    const more = readTables(at(APRIL))
    const rows = more.data['parameter-changes']?.rows
    rows?.push([...(rows.at(-1) ?? [])])
    forge(at(APRIL), at('more'), more)
    expect(redOf((await verify('more', chain.anvil.url)).sheets)).toEqual([
      [
        'parameter-changes',
        expect.objectContaining({ row: rows?.length, say: expect.stringContaining('no such row') }),
      ],
    ])
  })

  test('what one account earned cannot grow: the sum of the root is known', async () => {
    const tables = readTables(at(APRIL))
    const earned = tables.data['provider-rewards']?.rows.find(([line]) => line === 'earned')
    if (!earned) throw new Error('nothing was earned')
    earned[12] = other(earned[12] ?? null, 'cxpt')
    forge(at(APRIL), at('earned'), tables)
    expect(redOf((await verify('earned', chain.anvil.url)).sheets).map(([sheet]) => sheet)).toEqual([
      'provider-rewards',
    ])
  })
})

describe('is refused in a sentence', () => {
  const copy = (name: string) => {
    cpSync(at(APRIL), at(name), { recursive: true })
    return at(name)
  }
  const refusal = (name: string, ...urls: [string, ...string[]]) =>
    verify(name, ...urls).then(
      () => '',
      (error: unknown) =>
        error instanceof Error && error.name === 'Refused' ? error.message : `not refused: ${error}`,
    )

  test('what is no report', async () => {
    cpSync(at(APRIL), at('none'), { recursive: true, filter: (name) => !name.endsWith(MANIFEST) })
    expect(await refusal('none', chain.anvil.url)).toContain('not a report')
  })

  test('a flipped byte, a file too many, a file too few: each by its name', async () => {
    const dir = copy('spoiled')
    const text = readFileSync(join(dir, 'burns.csv'), 'utf8')
    writeFileSync(
      join(dir, 'burns.csv'),
      text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
    )
    writeFileSync(join(dir, 'more.csv'), '')
    rmSync(join(dir, 'report.pdf'))
    const say = await refusal('spoiled', chain.anvil.url)
    expect(say).toContain('burns.csv is not the file of the manifest')
    expect(say).toContain('not named in the manifest: more.csv')
    expect(say).toContain('not there: report.pdf')
  })

  test.each(['burns.csv', 'payments.csv', 'movements.csv', REPORT_JSON])(
    'one cell of %s, changed alone: by its row and transaction',
    async (name) => {
      const dir = copy(`cell-${name}`)
      const [, , tx = ''] = /(^|[\r\n,])(0x[0-9a-f]{64}),/.exec(readFileSync(join(dir, 'burns.csv'), 'utf8')) ?? []
      const path = join(dir, name)
      // The last digit of a file is in the last row of the last sheet; in the middle there is a row of some sheet.
      const text = readFileSync(path, 'utf8')
      const at = name === REPORT_JSON ? text.indexOf(tx) - 4 : text.lastIndexOf('1')
      const digit = /\d/.exec(text.slice(at))
      const where = at + (digit?.index ?? 0)
      writeFileSync(path, `${text.slice(0, where)}${(Number(text[where]) + 1) % 10}${text.slice(where + 1)}`)
      const say = await refusal(`cell-${name}`, chain.anvil.url)
      expect(say).toContain(`${name} is not the file of the manifest`)
      expect(say).toMatch(/\w+\.csv and report\.json differ in row [1-9]\d*\.( It is of transaction 0x[0-9a-f]{64}\.)?/)
      if (name.endsWith('.csv')) expect(say).toContain(`${name} and report.json differ in row`)
    },
  )

  test('a manifest in other bytes, of another format, or with a path in it', async () => {
    const manifest = JSON.parse(readFileSync(join(at(APRIL), MANIFEST), 'utf8'))
    const dir = copy('manifests')
    const write = (text: string) => writeFileSync(join(dir, MANIFEST), text)
    write(`${canonicalize(manifest)}\n`)
    expect(await refusal('manifests', chain.anvil.url)).toContain('canonical')
    write(canonicalize({ ...manifest, format: 'cxpt-report/9' }) ?? '')
    expect(await refusal('manifests', chain.anvil.url)).toContain('cxpt-report/9')
    write(canonicalize({ ...manifest, files: [{ ...manifest.files[0], name: '../x' }] }) ?? '')
    expect(await refusal('manifests', chain.anvil.url)).toContain('../x')
  })

  test('another chain, and blocks that are not on this one', async () => {
    const tables = readTables(at(APRIL))
    const manifest = JSON.parse(readFileSync(join(at(APRIL), MANIFEST), 'utf8'))
    forge(at(APRIL), at('chain'), tables, { chainId: 8_453 })
    expect(await refusal('chain', chain.anvil.url)).toContain('The node is on chain 31337, the report on chain 8453')
    const hash = `0x${'12'.repeat(32)}`
    forge(at(APRIL), at('hash'), tables, { closing: { ...manifest.closing, hash } })
    expect(await refusal('hash', chain.anvil.url)).toContain(`is ${hash} in the report`)
    forge(at(APRIL), at('cut'), tables, { closing: manifest.opening })
    expect(await refusal('cut', chain.anvil.url)).toContain('not the last one before the end of the month')
    forge(at(APRIL), at('high'), tables, { closing: { ...manifest.closing, block: '99999999' } })
    expect(await refusal('high', chain.anvil.url)).toContain('The node has no block 99999999')
  })

  const behind = async (fault: Fault, check: (url: string) => Promise<void>) => {
    const proxy = await startFaultyRpc(chain.anvil.url, fault)
    await check(proxy.url).finally(proxy.stop)
  }

  test('a node that keeps no old state', async () => {
    const fault: Fault = ({ method }, answer) =>
      method === 'eth_call' ? { id: answer.id, error: { code: -32_000, message: 'missing trie node 12ab' } } : answer
    await behind(fault, async (url) => expect(await refusal(APRIL, url)).toContain('archive node'))
  })

  const without = (topic: string): Fault => {
    return ({ method }, answer) => {
      if (method !== 'eth_getLogs' || !Array.isArray(answer.result)) return answer
      const logs = answer.result as { topics: string[] }[]
      return { ...answer, result: logs.filter(({ topics }) => topics[0] !== topic) }
    }
  }

  test('a node that leaves transfers out; where it leaves others out nothing turns green', async () => {
    const transfer = toEventSelector('event Transfer(address indexed from, address indexed to, uint256 value)')
    await behind(without(transfer), async (url) =>
      expect(await refusal(APRIL, url)).toContain('does not give the logs'),
    )
    const granted = toEventSelector('event RoleGranted(uint64 indexed, address indexed, uint32, uint48, bool)')
    await behind(without(granted), async (url) => {
      const { sheets, isGood } = await verify(APRIL, url)
      expect(isGood).toBe(false)
      expect(redOf(sheets).map(([sheet]) => sheet)).toContain('address-register')
    })
  })

  test('two nodes that tell different stories; two that agree pass', async () => {
    expect((await verify(APRIL, chain.anvil.url, chain.anvil.url)).isGood).toBe(true)
    const fault: Fault = ({ method }, answer) =>
      method === 'eth_getCode' ? { ...answer, result: `${answer.result}00` } : answer
    await behind(fault, async (url) => {
      expect(await refusal(APRIL, chain.anvil.url, url)).toContain('tell different stories: address-register, row 1')
    })
  })
})

test('files that disagree with report.json are named, with the row', async () => {
  const tables = readTables(at(APRIL))
  const csv = readFileSync(join(at(APRIL), 'burns.csv'), 'utf8')
  const xlsx = readFileSync(join(at(APRIL), 'report.xlsx'))
  tables.data.burns?.rows.splice(0, 1)
  forge(at(APRIL), at('mixed'), tables)
  writeFileSync(join(at('mixed'), 'burns.csv'), csv)
  writeFileSync(join(at('mixed'), 'report.xlsx'), xlsx)
  const manifest = JSON.parse(readFileSync(join(at('mixed'), MANIFEST), 'utf8'))
  const old = JSON.parse(readFileSync(join(at(APRIL), MANIFEST), 'utf8'))
  const files = manifest.files.map((file: { name: string }) =>
    ['burns.csv', 'report.xlsx'].includes(file.name)
      ? old.files.find(({ name }: typeof file) => name === file.name)
      : file,
  )
  writeFileSync(join(at('mixed'), MANIFEST), canonicalize({ ...manifest, files }) ?? '')
  const { files: checked, isGood } = await verify('mixed', chain.anvil.url)
  expect(checked.findings).toEqual([
    expect.stringMatching(/^burns\.csv and report\.json differ in row 1\. It is of transaction 0x[0-9a-f]{64}\.$/),
    expect.stringMatching(
      /^report\.xlsx and report\.json differ in row 1 of burns\. It is of transaction 0x[0-9a-f]{64}\.$/,
    ),
  ])
  expect(isGood).toBe(false)
})

describe('a workbook that was changed alone is refused, with the row', () => {
  /** The worksheet of the burns, changed in one row, in a workbook that is packed again. */
  function change(folder: string, row: number, of: (xml: string) => string): void {
    cpSync(at(APRIL), at(folder), { recursive: true })
    const written = Object.keys(readTables(at(APRIL)).data).filter((name) => name !== 'movements')
    const name = `xl/worksheets/sheet${written.indexOf('burns') + 1}.xml`
    const file = join(at(folder), 'report.xlsx')
    const parts = unzipSync(readFileSync(file))
    const xml = strFromU8(parts[name] ?? new Uint8Array())
    const start = xml.indexOf(`<row r="${row}"`)
    const end = xml.indexOf('</row>', start) + '</row>'.length
    const changed = of(xml.slice(start, end))
    expect(changed).not.toBe(xml.slice(start, end))
    writeFileSync(file, zipSync({ ...parts, [name]: strToU8(xml.slice(0, start) + changed + xml.slice(end)) }))
  }
  const rows = () => readTables(at(APRIL)).data.burns?.rows ?? []
  const other = (digit: string) => String((Number(digit) + 1) % 10)

  test.each<[string, number, (xml: string) => string, () => string]>([
    [
      'one digit',
      3,
      (xml) => xml.replace(/(\d)(?=<\/)/, other),
      () =>
        `differ in row 2 of burns. It is of transaction ${rows()[1]?.find((cell) => /^0x[0-9a-f]{64}$/.test(String(cell)))}.`,
    ],
    [
      'a text that is longer',
      2,
      (xml) => xml.replace('</t>', ' and more</t>'),
      () => 'differ in row 1 of burns. It is of',
    ],
    ['the header', 1, (xml) => xml.replace('</t>', '!</t>'), () => 'another header of burns than'],
    ['the last row is gone', 3, () => '', () => 'differ in row 2 of burns.'],
  ])('%s', async (name, row, of, where) => {
    change(name, row, of)
    await expect(verify(name, chain.anvil.url)).rejects.toThrow(where())
  })

  test('a row too many', async () => {
    const last = rows().length + 1
    change('more', last, (xml) => `${xml}${xml.replaceAll(String(last), String(last + 1))}`)
    await expect(verify('more', chain.anvil.url)).rejects.toThrow(`differ in row ${last} of burns.`)
  })
})
