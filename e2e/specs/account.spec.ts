import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n
const DAY = 86_400n

test('any address can be looked at without a wallet', async ({ accountPage, page }) => {
  await accountPage.goto(demoAccount('customer').address)
  await expect(page.getByText('read-only view')).toBeVisible()
  await expect(accountPage.plan).toContainText('Professional')
  await expect(accountPage.history).toContainText('Credits loaded')
  await expect(page.getByRole('main').getByRole('link', { name: 'Load credits' })).toHaveCount(0)
})

test('the history as a file is the whole history', async ({ request }) => {
  const answer = await request.get(`/account/history.csv?as=${demoAccount('customer').address}`)
  expect(answer.status()).toBe(200)
  const lines = (await answer.text()).trim().split('\r\n')
  expect(lines[0]).toBe('time,block,log_index,event,what,change_wei,change_cxpt,transaction')
  expect(lines.length).toBeGreaterThan(26)
})

test('a wrong address is said with what an address is', async ({ page, request }) => {
  await page.goto('/account?as=0x1234')
  await expect(page.getByText(/“0x1234” is not an address/)).toBeVisible()
  const answer = await request.get('/account/history.csv?as=0x1234')
  expect(answer.status()).toBe(400)
  expect(await answer.json()).toMatchObject({ code: 'BAD_ADDRESS' })
})

test('an address nobody used has an empty state with one action', async ({ chain, accountPage, page }) => {
  const { address } = await chain.freshAccount()
  await accountPage.goto(address)
  await expect(page.getByText('This address has not used CXPT credits or plans yet.')).toBeVisible()
})

test('credits are loaded, asked back, and withdrawn after the notice', async ({
  chain,
  wallet,
  walletDialog,
  accountPage,
  page,
}) => {
  const owner = await chain.freshAccount({ cxpt: 1_000n * CXPT })
  await wallet([owner])
  await accountPage.goto()
  await walletDialog.connect()
  await expect(page).toHaveURL(new RegExp(`as=${owner.address}`))

  await accountPage.open('Load credits')
  await accountPage.sheet.getByLabel('Load into credits').fill('400')
  await accountPage.sheet.getByRole('button', { name: /^Sign and send 400/ }).click()
  await expect(accountPage.sheet.getByText(/^Done, in block/)).toBeVisible()
  await accountPage.sheet.getByRole('button', { name: 'Close' }).last().click()
  await expect(accountPage.credits).toContainText('400.0000')
  expect(await chain.creditsOf(owner.address)).toBe(400n * CXPT)

  await accountPage.open('Withdraw')
  await accountPage.sheet.getByLabel('Withdraw', { exact: true }).fill('150')
  await accountPage.sheet.getByRole('button', { name: /^Ask for 150/ }).click()
  await expect(accountPage.sheet.getByText(/^Done, in block/)).toBeVisible()
  await accountPage.sheet.getByRole('button', { name: 'Close' }).last().click()
  await expect(accountPage.credits).toContainText('Withdrawal asked')
  await expect(page.getByRole('link', { name: 'Cancel withdrawal' })).toBeVisible()

  await chain.wait(DAY)
  await chain.freshPrice()
  await page.reload()
  await accountPage.open('Withdraw now')
  await accountPage.sheet.getByRole('button', { name: /^Withdraw 150/ }).click()
  await expect(accountPage.sheet.getByText(/^Done, in block/)).toBeVisible()
  await accountPage.sheet.getByRole('button', { name: 'Close' }).last().click()
  await expect(accountPage.history).toContainText('Credits withdrawn')
  expect(await chain.walletOf(owner.address)).toBe(750n * CXPT)
})

test('a reload while the block is awaited loses nothing', async ({
  chain,
  wallet,
  walletDialog,
  accountPage,
  page,
}) => {
  const owner = await chain.freshAccount({ cxpt: 1_000n * CXPT })
  await wallet([owner], { isConnected: false })
  await accountPage.goto()
  await walletDialog.connect()
  await expect(page).toHaveURL(/as=0x/)
  await chain.client.setAutomine(false)
  try {
    await accountPage.open('Load credits')
    await accountPage.sheet.getByLabel('Load into credits').fill('10')
    await accountPage.sheet.getByRole('button', { name: /^Sign and send 10/ }).click()
    await expect(accountPage.sheet.getByText(/^Sent\. Waiting for its block/)).toBeVisible()
    await page.reload()
  } finally {
    await chain.client.setAutomine(true)
    await chain.client.mine({ blocks: 1 })
  }
  // The sheet is part of the address, so it is open again, and goes on with what was sent.
  await expect(accountPage.sheet.getByText(/^Done, in block/)).toBeVisible()
  expect(await chain.creditsOf(owner.address)).toBe(10n * CXPT)
  await accountPage.sheet.getByRole('button', { name: 'Close' }).last().click()
  await expect(accountPage.history).toContainText('Credits loaded')
})

test('API keys: made, shown once, replaced, revoked; credits pay when the allowance is used up', async ({
  chain,
  wallet,
  walletDialog,
  page,
  request,
}) => {
  await wallet([await chain.freshAccount()])
  await page.goto('/account/keys')
  await walletDialog.connect()
  await walletDialog.signIn()
  await page.getByLabel('Name').fill('nightly job')
  await page.getByLabel('Budget a day').fill('2.5000001')
  await expect(page.getByText(/at most six decimals/)).toBeVisible()
  await page.getByLabel('Budget a day').fill('2.50')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const shown = page.getByText(/^cxk_[a-z2-9]{8}[0-9a-f]{64}$/)
  await expect(shown).toBeVisible()
  const key = (await shown.textContent()) ?? ''
  const row = page.getByRole('row', { name: /nightly job/ }).filter({ hasText: key.slice(0, 12) })
  await expect(row).toContainText('$2.50')
  await expect(row).toContainText('Works')

  await page.reload()
  await expect(row).toBeVisible()
  await expect(shown).toHaveCount(0)

  await row.getByRole('button', { name: 'Replace' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Replace' }).click()
  await expect(shown).toBeVisible()
  await expect(row).toContainText('Until')
  await row.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(row).toContainText(/Revoked|Replaced/)
  await expect(row.getByRole('button')).toHaveCount(0)

  const overage = page.getByRole('switch', { name: 'Credits pay when the allowance is used up' })
  await expect(overage).not.toBeChecked()
  await overage.click()
  await expect(page.getByText(/above your allowance are charged/)).toBeVisible()
  await page.reload()
  await expect(overage).toBeChecked()

  const stranger = await request.get('/account/keys')
  expect(await stranger.text()).not.toContain('nightly job')
})

test('its owner sees tokens by period, what will carry, notices and the burn of its payments; nobody else does', async ({
  wallet,
  walletDialog,
  accountPage,
  page,
}) => {
  const { address } = demoAccount('customer')
  await accountPage.goto(address)
  await expect(accountPage.history).toBeVisible()
  for (const name of ['Allowance', 'Rollover ledger', 'Notices']) {
    await expect(page.getByRole('heading', { name })).toHaveCount(0)
  }
  await wallet(['customer'])
  await page.goto('/account/usage')
  await walletDialog.connect()
  await walletDialog.signIn()
  await expect(page.getByRole('table', { name: 'Usage by service' })).toBeVisible()
  await accountPage.goto(address)
  await expect(page.getByText(/unused tokens will carry into the next period/)).toBeVisible()
  const ledger = page.getByRole('table', { name: 'Tokens of each paid period' })
  await expect(ledger.getByRole('row', { name: /^#4/ })).toContainText('Running')
  await expect(ledger.getByRole('row', { name: /^#3/ })).toContainText('Renewed')
  await expect(page.getByRole('heading', { name: 'Your share of the burn' })).toBeVisible()

  const limit = page.getByLabel('Tell me when credits fall below')
  await limit.fill('0')
  await expect(page.getByText('More than 0; leave it empty to be told nothing.')).toBeVisible()
  await limit.fill('5,000')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(page.getByText('Kept.', { exact: true })).toBeVisible()
})

test('plans are compared with the last 30 days of whoever is signed in, beside pay-per-use', async ({
  wallet,
  walletDialog,
  plansPage,
  page,
}) => {
  await wallet(['customer'])
  await plansPage.goto()
  await walletDialog.connect()
  await page.locator('#enterprise').getByRole('button', { name: 'Sign in with your wallet' }).click()
  await expect(
    page.getByText(/would have covered \d+% of your last 30 days\. Pay-per-use would have cost \$/),
  ).toBeVisible()
  const table = page.getByRole('table', { name: 'What your last 30 days would have cost' })
  await expect(table.getByText('cheapest')).toHaveCount(1)
})
