import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { vaultAbi } from '../../contracts-abi'
import { expect, test } from '../fixtures/test'
import { PaymentPage } from '../pages/payment-page'

const CXPT = 10n ** 18n

test('the receipt after buying leads to the payment, which adds up to the wei and works logged out', async ({
  chain,
  wallet,
  walletDialog,
  plansPage,
  page,
  browser,
}) => {
  const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
  await wallet([buyer])
  await plansPage.goto()
  await walletDialog.connect()
  await plansPage.choose('Starter')
  await plansPage.agree()
  await plansPage.act.click()
  await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
  await plansPage.sheet.getByRole('link', { name: 'Open the receipt' }).click()
  await expect(page).toHaveURL(/\/payments\/0x[0-9a-f]{64}$/)

  const context = await browser.newContext()
  const stranger = await context.newPage()
  await stranger.goto(page.url())
  const payment = new PaymentPage(stranger)
  await expect(payment.title).toContainText('Payment')
  await expect(stranger.getByText('It waits in the Vault for the next distribution')).toBeVisible()
  const all = await payment.weiOf('The payment')
  expect(all).toBeGreaterThan(100n * CXPT)
  expect(await payment.weiOf('Not yet distributed')).toBe(all)

  await chain.send(await chain.freshAccount(), chain.address('Vault'), vaultAbi, 'distribute', [])
  await expect(stranger.getByText('Distributed to the last wei.')).toBeVisible()
  const legs = await Promise.all(['Burned', 'Protocol', 'Operations', 'Providers'].map((leg) => payment.weiOf(leg)))
  expect(legs.reduce((sum, leg) => sum + leg, 0n)).toBe(all)
  await context.close()
})

test('a payment of the history leads to its page', async ({ accountPage, page }) => {
  await accountPage.goto(demoAccount('customer').address)
  await accountPage.history
    .getByRole('row', { name: /settled/ })
    .first()
    .getByRole('link')
    .click()
  await expect(page.getByRole('table', { name: 'Where this payment went, to the wei' })).toBeVisible()
})

test('what is no hash is a page that says so, and one nobody knows says what that means', async ({ page, request }) => {
  const answer = await request.get('/payments/0x12')
  expect(answer.status()).toBe(404)
  await page.goto('/payments/0x12')
  await expect(page.getByRole('heading', { name: 'This is not a transaction' })).toBeVisible()
  await page.goto(`/payments/0x${'1'.repeat(64)}`)
  await expect(page.getByRole('heading', { name: 'The chain does not know this transaction' })).toBeVisible()
})

test('a reverted transaction is never green', async ({ chain, page }) => {
  const account = await chain.freshAccount()
  const hash = await chain.sendReverting(account, chain.address('Vault'), vaultAbi, 'withdraw', [account.address])
  const payment = new PaymentPage(page)
  await payment.goto(hash)
  await expect(payment.title).toHaveText('Reverted: nothing was paid')
  await expect(page.getByText('reverted', { exact: true })).toBeAttached()
  await expect(page.getByText('confirmed', { exact: true })).toHaveCount(0)
})
