import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zipSync } from 'fflate'
import { forge, readTables } from '../../lib/verify/testing/forge'
import { expect, test } from '../fixtures/test'

const run = promisify(execFile)
const MONTH = '2026-08'
let folder = ''

test.beforeAll(async ({ platform }) => {
  folder = await mkdtemp(join(tmpdir(), 'cxpt-verify-page-'))
  const env = { ...process.env, DATABASE_URL: platform.databaseUrl, RPC_URL: platform.rpcUrl, CHAIN_ID: '31337' }
  // Exit code 1: a gate is red, as the three signatures are on every draft; the report is written all the same.
  await run(process.execPath, ['scripts/run.mjs', 'report', MONTH, '--out', join(folder, 'report')], { env }).catch(
    (error: { code?: number; stdout?: string }) => {
      if (error.code !== 1 || !error.stdout?.includes('Written to')) throw error
    },
  )
})
test.afterAll(() => rm(folder, { recursive: true, force: true }))

test('a report is checked in the browser with a node alone, and nothing is sent anywhere else', async ({
  chain,
  page,
  baseURL,
}) => {
  const { dataRoot } = JSON.parse(await readFile(join(folder, 'report', 'manifest.json'), 'utf8')) as {
    dataRoot: string
  }
  await page.goto(`/verify?period=${MONTH}&root=${dataRoot}`)
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeEnabled()
  await page.getByTestId('folder').setInputFiles(join(folder, 'report'))
  await expect(page.getByText(/^\d+ files, [\d.]+ MB$/)).toBeVisible()
  await page.getByLabel('Your node (RPC)').fill(chain.rpcUrl)
  const posted: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') posted.push(new URL(request.url()).origin)
  })
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByText('Everything that can be verified is.')).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText('These files have the root of the printed report.')).toBeVisible()
  const sheets = page.getByRole('table', { name: 'Sheets against the chain' })
  for (const sheet of ['Supply roll-forward', 'Burns', 'Payments received', 'Split'])
    await expect(sheets.getByRole('row', { name: new RegExp(`^${sheet}`) })).toContainText('As on the chain')
  await expect(sheets.getByRole('row', { name: /^Rollover ageing/ })).toContainText('Attested')
  expect(baseURL).not.toBe(chain.rpcUrl)
  expect([...new Set(posted)]).toEqual([new URL(chain.rpcUrl).origin])
})

test('one changed cell is named with its row and transaction, though every hash was made again', async ({
  chain,
  page,
}) => {
  const forged = join(folder, 'forged')
  const tables = readTables(join(folder, 'report'))
  const { rows, columns } = tables.data.burns ?? { rows: [], columns: [] }
  const row = rows.length
  const actual = columns.findIndex(({ name }) => name === 'actual')
  const last = rows.at(-1) ?? []
  last[actual] = (BigInt(last[actual] ?? '0') + 1n).toString()
  forge(join(folder, 'report'), forged, tables)
  await page.goto('/verify')
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeEnabled()
  await page.getByTestId('folder').setInputFiles(forged)
  await page.getByLabel('Your node (RPC)').fill(chain.rpcUrl)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByText('This report does not say what the chain says', { exact: false })).toBeVisible({
    timeout: 120_000,
  })
  const burns = page.getByRole('row', { name: /^Burns/ })
  await expect(burns).toContainText('Differs')
  await expect(burns).toContainText(`row ${row}: the report and the chain differ in actual`)
  await expect(burns.getByRole('link', { name: /^0x[0-9a-f]{64}$/ })).toBeVisible()
})

test('a flipped byte, a missing file, no report and a bad address are each refused in words', async ({
  chain,
  page,
}) => {
  const flipped = join(folder, 'flipped')
  await cp(join(folder, 'report'), flipped, { recursive: true })
  const bytes = await readFile(join(flipped, 'burns.csv'))
  bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1
  await writeFile(join(flipped, 'burns.csv'), bytes)
  const names = await readdir(flipped)
  const contents = await Promise.all(names.map((name) => readFile(join(flipped, name))))
  const zip = zipSync(Object.fromEntries(names.map((name, i) => [`report/${name}`, contents[i] ?? new Uint8Array()])))
  await writeFile(join(folder, 'flipped.zip'), zip)

  await page.goto('/verify')
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeEnabled()
  await page.getByLabel('Your node (RPC)').fill(chain.rpcUrl)
  const check = page.getByRole('button', { name: /^Check/ })
  await expect(check).toBeDisabled()
  const isChanged = page.getByText(/^burns\.csv is not the file of the manifest: its SHA-256 is [0-9a-f]{64}/)
  await page.getByTestId('folder').setInputFiles(flipped)
  await check.click()
  await expect(isChanged).toBeVisible()
  await page.getByTestId('files').setInputFiles(join(flipped, 'burns.csv'))
  await check.click()
  await expect(page.getByText('This is not a report', { exact: false })).toBeVisible()
  await page.getByTestId('files').setInputFiles(join(folder, 'flipped.zip'))
  await check.click()
  await expect(isChanged).toBeVisible()
  await page.getByTestId('files').setInputFiles([join(flipped, 'burns.csv'), join(flipped, 'manifest.json')])
  await check.click()
  await expect(page.getByText(/^Named in the manifest and not there: .*report\.json/)).toBeVisible()
  await page.getByLabel('Your node (RPC)').fill('http://node.example')
  await expect(page.getByText('An address that begins with https://', { exact: false })).toBeVisible()
})
