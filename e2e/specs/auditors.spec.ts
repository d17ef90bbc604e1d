import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { auditors } from '../../lib/db/auditor-schema'
import { connect } from '../../lib/db/connect'
import { expect, test } from '../fixtures/test'
import { installWallet } from '../fixtures/wallet'
import { WalletDialog } from '../pages/wallet-dialog'

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** What each page shows to who may read it. */
const READS = [
  ['/admin', 'Scheduled'],
  ['/admin/split', 'An auditor proposes nothing.'],
  ['/admin/emission', 'An auditor proposes nothing.'],
  ['/admin/prices', 'Prices'],
  ['/admin/parameters/rates', 'An auditor proposes nothing.'],
  ['/admin/rewards', 'Rewards'],
  ['/admin/roles', 'Members and delay'],
  ['/admin/activity', 'Activity'],
  ['/admin/gateways', 'KEYKEEPER gives keys'],
  ['/admin/providers', 'Register'],
  ['/admin/requests', 'Plan requests'],
  ['/admin/disputes', 'Disputes'],
  ['/admin/pause', 'An auditor pauses nothing.'],
  ['/finance', 'Months'],
] as const

/** Buttons that do something; signing out and looking are none. */
const ACTS =
  /Simulate and|Execute|^Cancel|Hold|Let it move|Accept|Veto|Revoke|Pause|Decide|Answer|Give access|End access|Issue a key|Name the gateway/

async function signInAs(page: Page, path: string, at: (path: string) => string) {
  await page.goto(at(path))
  const dialog = new WalletDialog(page)
  await dialog.connect()
  await dialog.signIn()
}

test('an admin gives access, the auditor reads every page and every file and acts nowhere, and it ends', async ({
  chain,
  wallet,
  adminPage,
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000)
  const account = await chain.freshAccount()
  const at = (path: string) => new URL(path, baseURL).href
  await wallet(['admin'])
  await adminPage.enter('/auditors')

  const theirs = await browser.newContext()
  const other = await theirs.newPage()
  await installWallet(other, { accounts: [account], rpcUrl: chain.rpcUrl })
  await signInAs(other, '/admin', at)
  await expect(other.getByText('That does not administer', { exact: false })).toBeVisible()

  await page.getByLabel('Address', { exact: true }).fill('0x1234')
  await expect(page.getByText('An address has 0x and 40 digits')).toBeVisible()
  await page.getByLabel('Address', { exact: true }).fill(account.address)
  await page.getByLabel('Name', { exact: true }).fill('Doe & Co., Jane Doe')
  await page.getByLabel('Reason', { exact: true }).fill('Audit of the third quarter.')
  await page.getByLabel('Last day').fill(dayIn(181))
  await expect(page.getByText('An access lasts 180 days at most')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Give access' })).toBeDisabled()
  await page.getByLabel('Last day').fill(dayIn(10))
  await page.getByRole('button', { name: 'Give access' }).click()
  const row = page.getByRole('row', { name: /Jane Doe/ })
  await expect(row).toContainText('Reads')
  await expect(row).toContainText(dayIn(10))

  for (const [path, text] of READS) {
    await other.goto(at(path))
    await expect(other.getByText(`You read as an auditor, until the end of ${dayIn(10)}.`)).toBeVisible()
    await expect(other.getByRole('main').getByText(text, { exact: false }).first(), path).toBeVisible()
    await expect(other.getByRole('main').getByRole('button', { name: ACTS }), path).toHaveCount(0)
  }
  for (const file of ['/admin/roles/roles.json', '/admin/activity/activity.csv']) {
    const answer = await theirs.request.get(at(file))
    expect(answer.status(), file).toBe(200)
  }
  await page.goto(at('/admin/activity?kind=export'))
  await expect(page.getByText('activity.csv').first()).toBeVisible()

  await adminPage.goto('/auditors')
  await row.getByRole('button', { name: /End the access/ }).click()
  await page.getByRole('alertdialog').getByLabel('Reason').fill('The audit is over.')
  await page.getByRole('alertdialog').getByRole('button', { name: 'End access' }).click()
  await expect(row).toContainText('Ended')
  await other.goto(at('/finance'))
  await expect(other.getByText('You read as an auditor', { exact: false })).toHaveCount(0)
  expect((await theirs.request.get(at('/admin/roles/roles.json'))).status()).toBe(403)
  await theirs.close()
})

test('an access whose day has passed reads nothing, and nobody had to end it', async ({ chain, wallet, page }) => {
  const account = await chain.freshAccount()
  const { db, close } = connect(chain.platform.databaseUrl)
  const lower = account.address.toLowerCase() as `0x${string}`
  const now = new Date()
  await db.insert(auditors).values({
    ...{ chainId: 31_337, id: `e2e-${lower}`, account: lower, name: 'Of the tests', reason: 'Ends soon.' },
    ...{ grantedBy: lower, grantedAt: now, until: new Date(now.getTime() + 60_000) },
  })
  await wallet([account])
  await signInAs(page, '/admin/auditors', (path) => path)
  await expect(page.getByText('You read as an auditor', { exact: false })).toBeVisible()
  await db.update(auditors).set({ until: new Date() }).where(eq(auditors.account, lower))
  await close()
  await page.reload()
  await expect(page.getByText('which holds no role', { exact: false })).toBeVisible()
})
