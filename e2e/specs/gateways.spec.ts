import { randomUUID } from 'node:crypto'
import { connect } from '../../lib/db/connect'
import { insertPlanRequest } from '../../lib/db/customer-rows'
import { expect, test } from '../fixtures/test'

const shownKey = /^cxg_[a-z2-9]{8}[0-9a-f]{64}$/

test('a gateway is named, given a key that works and is shown once, rotated, revoked and ended', async ({
  chain,
  wallet,
  adminPage,
  page,
  request,
}) => {
  const id = `e2e-${Date.now()}`
  /** What the console says to whoever asks entitlements with a key. */
  const statusOf = async (key: string) => {
    const account = (await chain.freshAccount()).address
    const answer = await request.get(`${chain.platform.baseUrl}/api/v1/entitlements/${account}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    return answer.status()
  }
  await wallet(['admin'])
  await adminPage.enter('/gateways')
  await page.getByLabel('Id', { exact: true }).fill('Not An Id')
  await expect(page.getByText('Small letters, digits and hyphens only')).toBeVisible()
  await page.getByLabel('Id', { exact: true }).fill(id)
  await page.getByLabel('Name', { exact: true }).fill(`Gateway ${id}${'4'.repeat(20)}`)
  await page.getByRole('button', { name: 'Name the gateway' }).click()
  const section = page.locator('section', { has: page.getByRole('heading', { name: `Gateway ${id}` }) })
  await expect(section.getByText('No key yet: it can do nothing.')).toBeVisible()
  await page.getByLabel('Id', { exact: true }).fill(id)
  await page.getByLabel('Name', { exact: true }).fill('Once more')
  await page.getByRole('button', { name: 'Name the gateway' }).click()
  await expect(page.getByText(`There is a gateway ${id} already`)).toBeVisible()

  await section.getByRole('button', { name: 'Issue a key' }).click()
  await expect(page.getByText(shownKey)).toBeVisible()
  const first = (await page.getByText(shownKey).textContent()) ?? ''
  expect(await statusOf(first)).toBe(200)
  await page.reload()
  await expect(page.getByText(shownKey), 'shown once').toHaveCount(0)
  const row = (key: string) => section.getByRole('row', { name: new RegExp(key.slice(0, 12)) })
  await expect(row(first)).toContainText('Works')
  await expect(row(first), 'its use is seen').not.toContainText('never')

  await row(first).getByRole('button', { name: 'Rotate' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Rotate' }).click()
  await expect(page.getByText(shownKey)).toBeVisible()
  const second = (await page.getByText(shownKey).textContent()) ?? ''
  await expect(row(first)).toContainText('Until')
  expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200])

  await row(first).getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('every request with this key, at once')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(row(first)).toContainText('Revoked')
  expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200])

  await section.getByRole('button', { name: 'End the gateway' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End the gateway' }).click()
  await expect(section.getByText(/^ended /)).toBeVisible()
  expect(await statusOf(second)).toBe(401)
  await page.setViewportSize({ width: 360, height: 740 })
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth),
    'the name is wider than a phone, the page is not',
  ).toBe(360)
  await page.goto('/admin/activity?kind=record')
  await expect(page.getByText('gateway key rotated').first()).toBeVisible()
})

test('a guardian ends keys and gives none', async ({ wallet, adminPage, page }) => {
  await wallet(['guardian'])
  await adminPage.enter('/gateways')
  await expect(page.getByText('KEYKEEPER gives keys; GUARDIAN ends them too.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Issue a key' })).toHaveCount(0)
})

test('the register shows who is registered and how he stands', async ({ wallet, adminPage, page }) => {
  await wallet(['admin'])
  await adminPage.enter('/providers')
  const table = page.getByRole('table', { name: 'Registered providers' })
  await expect(table.getByRole('row')).not.toHaveCount(1)
  await expect(table).toContainText(/Up|Maintenance|No answer|Not seen/)
  await expect(page.getByText('is not revoked by a hand', { exact: false })).toBeVisible()
})

test('a request for a plan becomes the plan of that customer, prefilled', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  // How a customer asks is a journey of plans.spec.ts.
  const { address } = await chain.freshAccount()
  const company = `Company ${Date.now()}`
  const { db, close } = connect(chain.platform.databaseUrl)
  await insertPlanRequest(db, {
    ...{ chainId: 31_337, id: randomUUID(), account: address.toLowerCase() as `0x${string}`, company },
    ...{ email: 'buyer@example.com', tokens: 500_000_000n, say: 'Half a billion a period.', askedAt: new Date() },
  })
  await close()
  await wallet(['admin'])
  await adminPage.enter('/requests')
  await page.getByRole('link', { name: `Make the plan for ${company}` }).click()
  await expect(page).toHaveURL(/\/admin\/parameters\/plan\?draft=/)
  await expect(page.getByLabel('Customer')).toHaveValue(address)
  await expect(page.getByLabel('Allowance')).toHaveValue('500000000')
  await expect(page.getByRole('button', { name: 'Simulate and schedule' })).toBeDisabled()
})
