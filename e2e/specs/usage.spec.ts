import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { expect, test } from '../fixtures/test'

const CUSTOMER = demoAccount('customer').address

test('usage is its owner’s alone: an address in the URL shows nobody’s', async ({ page, request }) => {
  await page.goto(`/account/usage?as=${CUSTOMER}`)
  await expect(page.getByText('are for their owner only')).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  const file = await request.get(`/account/usage/receipts.csv?as=${CUSTOMER}`)
  expect(file.status()).toBe(401)
  expect(await file.json()).toMatchObject({ code: 'SIGNED_OUT' })
})

test('from services and keys down to a receipt whose proof this browser checks, then a dispute and its answer', async ({
  wallet,
  walletDialog,
  page,
  browser,
  baseURL,
}) => {
  await wallet(['customer'])
  await page.goto('/account/usage?days=90')
  await walletDialog.connect()
  await walletDialog.signIn()
  const services = page.getByRole('table', { name: 'Usage by service' })
  await expect(services.getByRole('row', { name: /^All services/ })).toContainText('$')
  await expect(page.getByRole('table', { name: 'Usage by API key' })).toContainText('All requests')

  await services.getByRole('link').first().click()
  await expect(page).toHaveURL(/service=/)
  const receipts = page.getByRole('table', { name: 'Receipts' })
  await expect(receipts.getByRole('row')).toHaveCount(26)
  const newest = await receipts.getByRole('row').nth(1).getByRole('link').getAttribute('href')
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(receipts.getByRole('row').nth(1).getByRole('link')).not.toHaveAttribute('href', newest ?? '')
  await page.getByRole('link', { name: 'Newest' }).click()
  await expect(receipts.getByRole('row').nth(1).getByRole('link')).toHaveAttribute('href', newest ?? '')

  await page.getByLabel('One UTC day').fill('2026-10-30')
  await page.getByRole('button', { name: 'Show the day' }).click()
  await expect(page).toHaveURL(/day=2026-10-30/)
  await expect(receipts.getByRole('row').nth(1)).toContainText('30 Oct')
  await expect(receipts.getByRole('row').last()).toContainText('30 Oct')

  const file = await page.request.get(new URL('/account/usage/receipts.csv?days=90', baseURL).href)
  expect((await file.text()).split('\r\n').length).toBeGreaterThan(60)

  await receipts.getByRole('row').filter({ hasText: 'On chain' }).first().getByRole('link').click()
  await expect(page.getByText(/^Proven: the root of this receipt is in the Vault’s settlement of block/)).toBeVisible()

  const stranger = await browser.newContext()
  const other = await stranger.newPage()
  await other.goto(page.url())
  await expect(other.getByText('are for their owner only')).toBeVisible()
  await expect(other.getByRole('main').getByText('Provider', { exact: true })).toHaveCount(0)
  await stranger.close()

  await expect(page.getByRole('button', { name: 'Open the dispute' })).toBeDisabled()
  await page.getByLabel('What is wrong').fill('The answer was cut off in the middle.')
  await page.getByRole('button', { name: 'Open the dispute' }).click()
  const own = page.getByRole('table', { name: 'Your disputes' })
  await expect(own).toContainText('Open')
  await expect(own).toContainText('decided by')
  await expect(page.getByLabel('What is wrong')).toHaveCount(0)

  const desk = await browser.newContext()
  const staff = await desk.newPage()
  await staff.goto(new URL('/admin/disputes', baseURL).href)
  await expect(staff.getByText('Disputes are decided by FINANCE')).toBeVisible()
  await desk.close()
})

test('FINANCE accepts a dispute with a part given back, and the account reads it', async ({
  wallet,
  adminPage,
  page,
}) => {
  await wallet(['preparer'])
  await adminPage.enter('/disputes')
  const waiting = page.getByRole('table', { name: 'Disputes that wait for a decision' })
  await waiting
    .getByRole('row')
    .filter({ hasText: 'cut off in the middle' })
    .getByRole('button', { name: /^Decide/ })
    .click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Give back').fill('1000000')
  await expect(dialog.getByText(/no more was charged/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Accept, write the credit note' })).toBeDisabled()
  await dialog.getByLabel('Give back').fill('')
  await dialog.getByLabel('Reason').fill('The provider’s log shows the same.')
  await dialog.getByRole('button', { name: 'Accept, write the credit note' }).click()
  const decided = page.getByRole('table', { name: 'Disputes that were decided' })
  await expect(decided.getByRole('row').filter({ hasText: 'cut off in the middle' })).toContainText('Accepted')
  await expect(decided).toContainText('The provider’s log shows the same.')
})
