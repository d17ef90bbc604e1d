import type { Page } from '@playwright/test'
import { create } from 'qrcode'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n
const SOMEBODY = demoAccount('provider').address

/** The matrix of a drawn code: every module of its path, the quiet zone taken off. */
async function matrixOf(page: Page, name: string): Promise<{ size: number; dark: Set<string> }> {
  const code = page.getByRole('img', { name })
  const [, , size = ''] = ((await code.getAttribute('viewBox')) ?? '').split(' ')
  const path = (await code.locator('path').getAttribute('d')) ?? ''
  const dark = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${Number(x) - 4} ${Number(y) - 4}`)
  return { size: Number(size) - 8, dark: new Set(dark) }
}

test('the link names the address with its checksum, and the code is the code of that link', async ({
  page,
  baseURL,
}) => {
  await page.goto(`/rewards?as=${SOMEBODY.toLowerCase()}`)
  const link = `${baseURL}/plans?ref=${SOMEBODY}`
  await expect(page.getByRole('button', { name: 'Copy the link' })).toContainText(link)
  const { size, dark } = await matrixOf(page, `QR code of ${link}`)
  const { modules } = create(link, { errorCorrectionLevel: 'M' })
  expect(size).toBe(modules.size)
  const wanted = [...modules.data].flatMap((bit, i) => (bit ? [`${i % size} ${Math.floor(i / size)}`] : []))
  expect(dark).toEqual(new Set(wanted))
})

test('a referral link is remembered while its visitor looks around, and a wrong checksum is not', async ({ page }) => {
  const wrong = SOMEBODY.replace('FABB', 'fABB')
  await page.goto(`/plans?ref=${wrong}`)
  await expect(page.getByText('The referrer in this link is not an address')).toBeVisible()
  await page.goto('/plans')
  expect(new URL(page.url()).searchParams.get('ref')).toBeNull()

  await page.goto(`/plans?ref=${SOMEBODY}`)
  await page.goto('/status')
  await page.goto('/plans')
  expect(new URL(page.url()).searchParams.get('ref')).toBe(SOMEBODY)
})

test('one’s own link is dropped and not remembered, and the page says so; another’s counts again after it', async ({
  chain,
  wallet,
  walletDialog,
  page,
  context,
}) => {
  const owner = await chain.freshAccount()
  const kept = async () => (await context.cookies()).find(({ name }) => name === 'ref')?.value
  await wallet([owner])
  await page.goto(`/plans?ref=${owner.address}&plan=2`)
  await expect(page.getByText('This is your own referral link')).toHaveCount(0)
  await page.goto(`/plans?ref=${owner.address}`)
  expect(await kept(), 'whose it is tells only the wallet').toBe(owner.address)
  await walletDialog.connect()
  await expect(page.getByText(/This is your own referral link. Nobody can refer himself/)).toBeVisible()
  await expect.poll(kept).toBeUndefined()
  await page.locator('a[href*="plan=2"]').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByRole('dialog').getByText('Referred by')).toHaveCount(0)

  await page.goto('/status')
  await page.goto('/plans')
  expect(new URL(page.url()).searchParams.get('ref')).toBeNull()
  await page.goto(`/plans?ref=${SOMEBODY}&plan=2`)
  await expect(page.getByRole('dialog').getByText('Referred by')).toBeVisible()
  await expect(page.getByText('This is your own referral link')).toHaveCount(0)
  expect(await kept()).toBe(SOMEBODY)
})

test('both kinds of rewards stand with what is held, until when, and the way to the next tier', async ({ page }) => {
  await page.goto(`/rewards?as=${SOMEBODY}`)
  for (const id of ['referral', 'loyalty']) {
    const section = page.locator(`#${id}`)
    await expect(section).toContainText('Claimable')
    await expect(section).toContainText('Held')
    await expect(section).toContainText(/more for \d+\.\d\d%/)
  }
  await expect(page.locator('#liability')).toContainText('CXPT are earned and in no accepted root yet')
  await expect(page.locator('#points')).toContainText('points are counted on test networks only')
})

test('a loyalty reward is claimed with its proof checked', async ({ chain, roots, wallet, walletDialog, page }) => {
  const owner = await chain.freshAccount()
  await roots.give('loyalty', owner.address, 2n * CXPT, 'a test of loyalty')
  await wallet([owner])
  await page.goto(`/rewards?as=${owner.address}`)
  await walletDialog.connect()
  await page.locator('#loyalty').getByRole('link', { name: 'Claim', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toContainText('The proof was checked in this browser')
  await sheet.getByRole('button', { name: 'Claim 2.0000 CXPT' }).click()
  await expect(sheet.getByText(/^Done, in block/)).toBeVisible()
  expect(await chain.walletOf(owner.address)).toBe(2n * CXPT)
})

test('the file of referral and loyalty is whole, and a wrong address is said', async ({ request }) => {
  const answer = await request.get(`/rewards/rewards.csv?as=${SOMEBODY}`)
  expect((await answer.text()).split('\r\n')[0]).toMatch(/^category,period,amount_wei,amount_cxpt,accrued_at/)
  expect((await request.get('/rewards/rewards.csv')).status()).toBe(400)
})
