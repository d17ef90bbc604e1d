import { shortHex } from '../../components/ui/address'
import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import { vaultAbi } from '../../contracts-abi'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n
const PROFESSIONAL_USD = 79_000_000n
const DAY = 86_400n

test.describe('buying a plan', () => {
  test('with a permit: one signature, one transaction, and the ledger holds it', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
    accountPage,
    page,
  }) => {
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
    const { log } = await wallet([buyer])
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Professional')
    await plansPage.agree()
    await expect(plansPage.sheet).toContainText('Permit + one call: 1 signature, 1 transaction')
    await expect(plansPage.checks).toContainText('succeeds')
    await plansPage.act.click()
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()

    expect(log.filter(({ method }) => method === 'eth_signTypedData_v4')).toHaveLength(1)
    expect(log.filter(({ method }) => method === 'eth_sendTransaction')).toHaveLength(1)
    await accountPage.goto(buyer.address)
    await expect(accountPage.plan).toContainText('Professional')
    await expect(accountPage.history).toContainText('Subscribed to Professional')
    await expect(page.getByText('Active', { exact: true })).toBeVisible()
  })

  test('from credits: one transaction, nothing leaves the wallet', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
  }) => {
    const buyer = await chain.freshAccount({ cxpt: 3_000n * CXPT })
    await chain.loadCredits(buyer, 3_000n * CXPT)
    const { log } = await wallet([buyer])
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Starter')
    await plansPage.agree()
    await expect(plansPage.sheet).toContainText('Credits suffice: 1 transaction')
    await expect(plansPage.act).toHaveAccessibleName(/^Pay [\d,.]+ CXPT of credits$/)
    await plansPage.act.click()
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    expect(log.filter(({ method }) => method === 'eth_sendTransaction')).toHaveLength(1)
    expect(await chain.walletOf(buyer.address)).toBe(0n)
  })

  test('with a wallet that cannot sign permits: exact approval, then the call', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
  }) => {
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
    const testWallet = await wallet([buyer])
    testWallet.failNext('eth_signTypedData_v4', 4200, 'The requested method is not supported by this wallet.')
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Starter')
    await plansPage.agree()
    await plansPage.act.click()
    await expect(plansPage.sheet).toContainText('Exact approval + call: 2 transactions')
    await plansPage.act.click()
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    expect(testWallet.log.filter(({ method }) => method === 'eth_sendTransaction')).toHaveLength(2)
  })

  test('a declined request says that nothing was sent, and can be made again', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
  }) => {
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
    const testWallet = await wallet([buyer])
    testWallet.rejectNext('eth_signTypedData_v4')
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Starter')
    await plansPage.agree()
    await plansPage.act.click()
    await expect(plansPage.sheet).toContainText('You declined the request in your wallet. Nothing was sent.')
    await plansPage.act.click()
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
  })

  test('too little CXPT is said before the wallet opens', async ({ chain, wallet, walletDialog, plansPage }) => {
    const buyer = await chain.freshAccount({ cxpt: 100n * CXPT })
    const { log } = await wallet([buyer])
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Professional')
    await plansPage.agree()
    await expect(plansPage.checks).toContainText(/100(\.0+)? CXPT/)
    await expect(plansPage.act).toBeDisabled()
    expect(log.some(({ method }) => method === 'eth_signTypedData_v4')).toBe(false)
  })

  test('no ETH for gas is said before the wallet opens', async ({ chain, wallet, walletDialog, plansPage }) => {
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT, ether: '0' })
    await wallet([buyer])
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Starter')
    await plansPage.agree()
    await expect(plansPage.checks).toContainText('too little ETH to pay for gas')
    await expect(plansPage.act).toBeDisabled()
  })

  test('the sheet of a plan connects a wallet, whose list stands above it', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
  }) => {
    await wallet([await chain.freshAccount({ cxpt: 5_000n * CXPT })])
    await plansPage.goto('?plan=1')
    await plansPage.sheet.getByRole('button', { name: 'Connect wallet' }).click()
    await walletDialog.choice.click()
    await plansPage.agree()
    await expect(plansPage.act).toBeEnabled()
  })

  test('another network offers to switch, and goes on after it', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
    page,
  }) => {
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
    const testWallet = await wallet([buyer])
    await plansPage.goto()
    await walletDialog.connect()
    testWallet.switchChain(1)
    await expect(page.getByText('Your wallet is on another network.').first()).toBeVisible()
    await plansPage.choose('Starter')
    await plansPage.agree()
    await plansPage.sheet.getByRole('button', { name: 'Switch to Local chain' }).click()
    await expect(plansPage.act).toBeEnabled()
  })

  test('another account in the wallet shows that account', async ({ chain, wallet, walletDialog, plansPage, page }) => {
    const [rich, poor] = [await chain.freshAccount({ cxpt: 5_000n * CXPT }), await chain.freshAccount()]
    const testWallet = await wallet([rich, poor])
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Starter')
    await plansPage.agree()
    await expect(plansPage.act).toBeEnabled()
    testWallet.switchAccount(1)
    await expect(plansPage.act).toBeDisabled()
    await expect(
      page.getByRole('button', { name: `Wallet ${shortHex(poor.address)}`, includeHidden: true }),
    ).toHaveCount(1)
  })

  test('a pause of spending is said with its end, and buying waits', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
    page,
  }) => {
    const guardian = demoSigner(demoAccount('guardian').index)
    const vault = chain.address('Vault')
    const SPEND = 1
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
    await wallet([buyer])
    await chain.send(guardian, vault, vaultAbi, 'pause', [SPEND])
    try {
      await plansPage.goto()
      await walletDialog.connect()
      await plansPage.choose('Starter')
      await plansPage.agree()
      await expect(plansPage.checks).toContainText(/paused/i)
      await expect(plansPage.act).toBeDisabled()
      await expect(page.getByText(/^Spending is paused$|^Paused:.*spending/i)).toBeAttached()
    } finally {
      // Pauses end by themselves: the clock goes on past it.
      await chain.wait(7n * DAY)
      await chain.freshPrice()
    }
  })

  test('a stale price means no quote, never a 0', async ({ chain, wallet, walletDialog, plansPage, page }) => {
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
    await wallet([buyer])
    await plansPage.goto()
    await walletDialog.connect()
    await chain.wait(2n * DAY)
    try {
      await plansPage.goto()
      await expect(page.getByText('No price for 2 d, so no quote.')).toBeVisible()
      await plansPage.choose('Starter')
      await plansPage.agree()
      await expect(plansPage.sheet).toContainText('Without a price there is no quote')
      await expect(plansPage.sheet.getByRole('button', { name: 'Buy', exact: true })).toBeDisabled()
    } finally {
      await chain.freshPrice()
    }
  })

  test('an upgrade is paid from credits for the rest of the period', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
    accountPage,
  }) => {
    const buyer = await chain.freshAccount({ cxpt: 20_000n * CXPT })
    await chain.loadCredits(buyer, 20_000n * CXPT)
    await wallet([buyer])
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Starter')
    await plansPage.agree()
    await plansPage.act.click()
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    await plansPage.close()
    await plansPage.choose('Professional')
    await expect(plansPage.sheet).toContainText('Upgrade to Professional')
    await plansPage.act.click()
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    await accountPage.goto(buyer.address)
    await expect(accountPage.history).toContainText('Upgraded from Starter to Professional')
  })

  test('a downgrade waits for the end of the period, and is undone until then', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
    accountPage,
    page,
  }) => {
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
    await chain.loadCredits(buyer, 5_000n * CXPT)
    await wallet([buyer])
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Professional')
    await plansPage.agree()
    await plansPage.act.click()
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    await plansPage.close()
    const paid = await chain.creditsOf(buyer.address)

    await plansPage.choose('Starter')
    await expect(plansPage.sheet).toContainText('nothing but gas')
    await plansPage.sheet.getByRole('button', { name: 'Change at the end of the period' }).click()
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    await accountPage.goto(buyer.address)
    await expect(accountPage.plan.getByRole('heading', { name: 'Professional' })).toBeVisible()
    await expect(accountPage.plan.getByText('From the next period')).toBeVisible()
    // The owner's buttons come with his wallet, and push down what is under the pointer.
    await expect(page.getByRole('link', { name: 'Renewal' })).toBeVisible()
    await accountPage.plan.getByRole('link', { name: /undo/i }).click()
    await expect(plansPage.sheet).toContainText('Stay with Professional')
    await plansPage.sheet.getByRole('button', { name: 'Undo the change' }).click()
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    await accountPage.goto(buyer.address)
    await expect(accountPage.plan.getByText('Renews')).toBeVisible()
    await expect(accountPage.plan.getByText('From the next period')).toHaveCount(0)
    expect(await chain.creditsOf(buyer.address)).toBe(paid)
  })
})

test('the plans cost what the contract charges', async ({ chain, plansPage, page }) => {
  await chain.freshPrice()
  await plansPage.goto()
  const cost = await chain.quote(PROFESSIONAL_USD)
  // Shown with four decimals, rounded up: what is paid.
  const shown = (cost + 10n ** 14n - 1n) / 10n ** 14n
  const text = `${(shown / 10_000n).toLocaleString('en-US')}.${String(shown % 10_000n).padStart(4, '0')}`
  await expect(page.getByRole('table', { name: 'Plans side by side' })).toContainText(text)
})

test.describe('terms, estimates and requests', () => {
  test('the first purchase asks for the terms, and what was agreed to is not asked again', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
    page,
  }) => {
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
    const testWallet = await wallet([buyer])
    await plansPage.goto()
    await walletDialog.connect()
    await plansPage.choose('Starter')
    await expect(plansPage.sheet.getByText('Agree to the terms below first.')).toBeVisible()
    await expect(plansPage.sheet.getByRole('button', { name: /^(Sign and send|Buy)/ })).toBeDisabled()
    await plansPage.agree()
    testWallet.rejectNext('eth_signTypedData_v4')
    await plansPage.act.click()
    await expect(plansPage.sheet.getByText('You declined the request in your wallet.')).toBeVisible()
    await page.reload()
    await expect(plansPage.act).toBeEnabled()
    await expect(plansPage.sheet.getByRole('checkbox', { name: /I have read the terms/ })).toHaveCount(0)
  })

  test('a pasted workload is estimated beside pay-per-use, and each bad line is named', async ({ plansPage, page }) => {
    await plansPage.goto()
    await page
      .getByLabel('Your workload, a kind of request a line')
      .fill('gpt-9, 10\ntide-pool, 1e6\ntide-pool, 800, 300, 20000')
    await expect(page.getByText('Line 1: begins with no service of ours.')).toBeVisible()
    await expect(page.getByText(/^Line 2: has whole units only/)).toBeVisible()
    await expect(page.getByText('22,000,000 tokens that an allowance covers.')).toBeVisible()
    const table = page.getByRole('table', { name: 'What this workload costs in 30 days' })
    await expect(table.getByRole('row', { name: /^Pay-per-use/ })).toContainText('$')
    await expect(table.getByText('cheapest').first()).toBeVisible()
    await expect(table.getByRole('row', { name: /^Starter/ })).toContainText('9%')
  })

  test('an Enterprise request is checked as one types, stored, and answered by whoever makes plans', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
    page,
    browser,
  }) => {
    await wallet([await chain.freshAccount()])
    await plansPage.goto()
    await walletDialog.connect()
    await page.locator('#enterprise').getByRole('button', { name: 'Sign in with your wallet' }).click()
    await page.getByLabel('Company').fill('Deep Water Ltd')
    await page.getByLabel('E-mail for the answer').fill('ops@deep')
    await expect(page.getByText(/An e-mail address, like/)).toBeVisible()
    await page.getByLabel('E-mail for the answer').fill('ops@deep.example')
    await page.getByLabel('Tokens in 30 days').fill('5,000')
    await expect(page.getByText(/A whole number from 200,000,000/)).toBeVisible()
    await page.getByLabel('Tokens in 30 days').fill('300,000,000')
    await page.getByLabel('What you need').fill('Nights only.')
    await page.getByRole('button', { name: 'Send the request' }).click()
    await expect(page.getByText('Your request is stored.')).toBeVisible()
    await expect(page.getByRole('table', { name: 'Your requests' })).toContainText('300,000,000')
    const stranger = await browser.newContext()
    const other = await stranger.newPage()
    await other.goto(new URL('/admin/requests', page.url()).href)
    await expect(other.getByText('Requests are read by whoever sets parameters')).toBeVisible()
    await expect(other.getByText('Deep Water Ltd')).toHaveCount(0)
    await stranger.close()
  })
})
