import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import type { DemoName } from '../../contracts/deploy/demo-accounts'
import { documented } from '../fixtures/documented'
import { expect, test } from '../fixtures/test'
import { installWallet } from '../fixtures/wallet'
import { WalletDialog } from '../pages/wallet-dialog'

const MONTH = '2026-09'
const TITLE = 'September 2026'

let folder = ''
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cxpt-close-page-'))
})
test.afterAll(() => rm(folder, { recursive: true, force: true }))

type Desk = { browser: Browser; baseURL: string; rpcUrl: string }

/** A browser of one of the finance accounts, signed in at a page. */
async function deskOf({ browser, baseURL, rpcUrl }: Desk, who: DemoName, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, acceptDownloads: true })
  const page = await context.newPage()
  await installWallet(page, { accounts: [who], rpcUrl })
  await page.goto(path)
  const dialog = new WalletDialog(page)
  await dialog.connect()
  await dialog.signIn()
  return page
}

const signOff = (page: Page) => page.getByRole('region', { name: 'Sign-off' })

/** Presses the button, then the one in the sheet. */
async function sign(page: Page, act: string, note = ''): Promise<void> {
  await signOff(page).getByRole('button', { name: act }).click()
  const sheet = page.getByRole('dialog')
  if (note) await sheet.getByLabel('Note').fill(note)
  await sheet.getByRole('button', { name: act }).click()
}

test('a month is adjusted, signed by three accounts, anchored, exported in every form, and verified', async ({
  browser,
  chain,
  baseURL,
}) => {
  test.setTimeout(600_000)
  const desk: Desk = { browser, baseURL: baseURL ?? '', rpcUrl: chain.rpcUrl }
  const preparer = await deskOf(desk, 'preparer', `/finance/adjustments?month=${MONTH}`)
  const reviewer = await deskOf(desk, 'reviewer', `/finance/adjustments?month=${MONTH}`)
  const approver = await deskOf(desk, 'approver', `/finance/${MONTH}`)

  await test.step('an adjustment with its evidence is approved by another account', async () => {
    await preparer.getByRole('button', { name: 'Enter an adjustment' }).click()
    const form = preparer.getByRole('dialog')
    await form.getByLabel('Amount').fill('42.175')
    await expect(form.getByText('Dollars and cents above 0', { exact: false })).toBeVisible()
    await form.getByLabel('Amount').fill('42.17')
    await form.getByLabel('What it is for').fill('Gas of our keys in September')
    await form.getByRole('button', { name: 'Enter', exact: true }).click()
    await expect(form.getByText('Give evidence', { exact: false })).toBeVisible()
    const file = { name: 'gas.txt', mimeType: 'text/plain', buffer: Buffer.from('42.17 USD of gas\n') }
    await form.getByLabel('Evidence', { exact: true }).setInputFiles(file)
    await form.getByRole('button', { name: 'Enter', exact: true }).click()
    const row = (page: Page) => page.getByRole('row', { name: /Gas of our keys/ })
    await expect(row(preparer)).toContainText('Another account decides.')
    await reviewer.reload()
    await row(reviewer)
      .getByRole('button', { name: /^Answer/ })
      .click()
    const box = reviewer.getByRole('alertdialog')
    await box.getByLabel('Reason').fill('Read from the explorer.')
    await box.getByRole('button', { name: 'Approve' }).click()
    await expect(row(reviewer)).toContainText('In the books')
  })

  await test.step('it is put up for signing, which closes its books', async () => {
    await preparer.goto(`/finance/${MONTH}`)
    await signOff(preparer).getByRole('button', { name: 'Put up for signing' }).click()
    await preparer.reload()
    await expect(signOff(preparer)).toContainText('version 1, being signed', { timeout: 120_000 })
    await reviewer.getByRole('button', { name: 'Enter an adjustment' }).click()
    const form = reviewer.getByRole('dialog')
    await form.getByLabel('Amount').fill('1')
    await form.getByLabel('What it is for').fill('Too late')
    await form.getByLabel('Or its SHA-256').fill('a'.repeat(64))
    await form.getByRole('button', { name: 'Enter', exact: true }).click()
    await expect(form.getByText('is final or being signed', { exact: false })).toBeVisible()
  })

  await test.step('three accounts sign in order, and nobody signs twice', async () => {
    await sign(preparer, 'Sign as preparer')
    await expect(signOff(preparer).getByRole('button', { name: 'Sign the review' })).toBeVisible()
    await sign(preparer, 'Sign the review')
    await expect(preparer.getByRole('dialog')).toContainText('You signed this version as preparer.')
    await reviewer.goto(`/finance/${MONTH}`)
    await sign(reviewer, 'Sign the review', 'Late items were looked at one by one.')
    await expect(signOff(reviewer)).toContainText('Late items were looked at one by one.')
    await approver.reload()
    await sign(approver, 'Sign the approval')
    await expect(signOff(approver)).toContainText('version 1, signed, not anchored')
  })

  await test.step('anchored it is final', async () => {
    await signOff(approver).getByRole('button', { name: 'Anchor on the chain' }).click()
    await approver.getByRole('dialog').getByRole('button', { name: 'Anchor on the chain' }).click()
    await expect(approver.getByRole('dialog').getByText(/^Done, in block/)).toBeVisible()
    // The page has read the block as well: the sheet stays, and goes when it is closed.
    await expect(approver.getByText('version 1 of the month in block')).toBeAttached()
    await expect(approver.getByRole('dialog')).toBeVisible()
    await approver.goto(`/finance/${MONTH}`)
    await expect(approver.getByRole('heading', { level: 1 })).toContainText('Final')
    await expect(signOff(approver)).toContainText('version 1 of the month in block')
    const answer = await approver.request.get(`/api/v1/reports/${MONTH}/attestation.json`)
    const { signatures, month } = (await answer.json()) as { signatures: { role: string }[]; month: string }
    expect([month, ...signatures.map(({ role }) => role)]).toEqual([MONTH, 'preparer', 'reviewer', 'approver'])
    const anyone = (await browser.newContext({ baseURL: desk.baseURL })).request
    expect((await anyone.get(`/api/v1/reports/${MONTH}/provider-rewards.csv`)).status()).toBe(200)
    expect((await anyone.get(`/api/v1/reports/${MONTH}/treasury.csv`)).status()).toBe(401)
    expect((await anyone.get('/api/v1/reports/2026-08/attestation.json')).status()).toBe(404)
    for (const file of ['manifest.json', 'attestation.json']) {
      const shape = await documented(anyone, `/api/v1/reports/{month}/${file}`)
      const read = shape.safeParse(await (await anyone.get(`/api/v1/reports/${MONTH}/${file}`)).json())
      expect(read.error?.issues ?? [], `${file} is as the document of the API says`).toEqual([])
    }
  })

  const files = approver.getByRole('region', { name: 'Files' })
  await test.step('every format is made by the worker, and survives a reload of the page', async () => {
    for (const name of [
      'Everything, zip',
      'Report.json',
      'Tables, zip',
      'Report.xlsx',
      'Report.pdf',
      'Journals, zip',
    ]) {
      await files.getByRole('button', { name: `Make ${name}` }).click()
      await approver.reload()
      const link = files.getByRole('link', { name })
      await expect(link).toBeVisible({ timeout: 60_000 })
      const [download] = await Promise.all([approver.waitForEvent('download'), link.click()])
      expect(download.suggestedFilename()).toMatch(/^cxpt-report-2026-09-01-to-2026-09-30-v1/)
      await download.saveAs(join(folder, name))
    }
    expect((await readFile(join(folder, 'Report.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
    const journals = Object.keys(unzipSync(await readFile(join(folder, 'Journals, zip'))))
    expect(journals).toContain('journals.beancount')
    const report = await readFile(join(folder, 'Report.json'), 'utf8')
    expect(report).toContain('Gas of our keys in September')
  })

  await test.step('a link is for one account, unchanged, and in time', async () => {
    const href = (await files.getByRole('link', { name: 'Report.pdf' }).getAttribute('href')) ?? ''
    const other = await reviewer.request.get(href)
    expect([other.status(), await other.text()]).toEqual([403, expect.stringContaining('made for another account')])
    const later = await approver.request.get(href.replace(/until=\d+/, 'until=9999999999'))
    expect(later.status()).toBe(403)
    const nobody = await (await browser.newContext({ baseURL: desk.baseURL })).request.get(href)
    expect(nobody.status()).toBe(401)
  })

  await test.step('anyone verifies it in the browser, and finds its anchor', async () => {
    const report = join(folder, 'report')
    await mkdir(report)
    for (const [name, bytes] of Object.entries(unzipSync(await readFile(join(folder, 'Everything, zip')))))
      await writeFile(join(report, name), bytes)
    const anyone = await (await browser.newContext({ baseURL: desk.baseURL })).newPage()
    await anyone.goto('/verify')
    await expect(anyone.getByRole('button', { name: 'Choose a folder' })).toBeEnabled()
    await anyone.getByTestId('folder').setInputFiles(report)
    await anyone.getByLabel('Your node (RPC)').fill(chain.rpcUrl)
    await anyone.getByRole('button', { name: 'Check', exact: true }).click()
    await expect(anyone.getByText('Everything that can be verified is.')).toBeVisible({ timeout: 120_000 })
    await expect(anyone.getByText('The manifest is anchored on the chain as version 1.')).toBeVisible()
    await expect(anyone.getByText('Each of them holds FINANCE now.', { exact: false })).toBeVisible()
  })
})

test('a version is sent back with a reason, and a month that is not locked is not put up', async ({
  browser,
  chain,
  baseURL,
}) => {
  test.setTimeout(300_000)
  const desk: Desk = { browser, baseURL: baseURL ?? '', rpcUrl: chain.rpcUrl }
  const page = await deskOf(desk, 'preparer', `/finance/${MONTH}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(TITLE)
  await signOff(page).getByRole('button', { name: 'Put up a new version' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('button', { name: 'Put up the new version' })).toBeDisabled()
  await sheet.getByLabel('Why it is replaced').fill('Receipts of a gateway came late.')
  await sheet.getByRole('button', { name: 'Put up the new version' }).click()
  await expect(signOff(page)).toContainText('version 2, being signed', { timeout: 120_000 })
  await expect(signOff(page)).toContainText('Replaces version 1: Receipts of a gateway came late.')
  await signOff(page).getByRole('button', { name: 'Send back with a reason' }).click()
  const box = page.getByRole('alertdialog')
  await box.getByLabel('Reason').fill('One receipt is missing.')
  await box.getByRole('button', { name: 'Send back', exact: true }).click()
  await expect(signOff(page)).toContainText('version 1, final')
  await expect(signOff(page)).toContainText('One receipt is missing.')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Final')
})

test('a payment is traced from its quote to the payout, and what is none is refused in words', async ({
  wallet,
  walletDialog,
  page,
}) => {
  await wallet(['preparer'])
  await page.goto('/finance/2026-09?sheet=payments')
  await walletDialog.connect()
  await walletDialog.signIn()
  const payments = page.getByRole('table', { name: 'Payments received' })
  await payments.getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trace')
  const choice = page.getByRole('table', { name: 'Payments of this transaction' })
  const steps = page.getByRole('table', { name: 'Steps of the payment' })
  await expect(choice.or(steps)).toBeVisible()
  if (await choice.isVisible()) await choice.getByRole('link').first().click()
  for (const step of ['Quote', 'Payment', 'Liability', 'Usage', 'Revenue', 'Split', 'Burn', 'Reward'])
    await expect(steps.getByRole('rowheader', { name: new RegExp(`^${step}`) }).first()).toBeVisible()
  await page.getByLabel('Transaction, payment or receipt').fill('=HYPERLINK("x")')
  await page.getByRole('button', { name: 'Trace', exact: true }).click()
  await expect(page.getByText('is no transaction, payment or receipt', { exact: false })).toBeVisible()
  await page.goto(`/finance/trace?q=0x${'1'.repeat(64)}`)
  await expect(page.getByText('The chain has no such transaction.')).toBeVisible()
  await page.goto('/finance/prices?month=2026-09')
  await expect(page.getByRole('table', { name: 'Prices of the oracle' })).toBeVisible()
})

test('rows of a sheet are found by any of their cells', async ({ wallet, walletDialog, page }) => {
  await wallet(['preparer'])
  await page.goto('/finance/2026-09?sheet=burns')
  await walletDialog.connect()
  await walletDialog.signIn()
  const burns = page.getByRole('table', { name: 'Burns' })
  const link = burns.getByRole('link').first()
  const hash = (await link.getAttribute('href'))?.split('q=')[1] ?? ''
  await page.getByLabel('Find in this sheet').fill(hash)
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(page).toHaveURL(/find=0x/)
  for (const found of await burns.getByRole('link').all()) expect(await found.getAttribute('href')).toContain(hash)
  await page.getByLabel('Find in this sheet').fill('nothing of the kind')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(page.getByText('No row of this sheet has “nothing of the kind”.')).toBeVisible()
})
