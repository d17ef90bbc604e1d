import type { Page } from '@playwright/test'
import { vaultAbi } from '../../contracts-abi'
import type { Keyboard } from '../fixtures/keyboard'
import { expect, test } from '../fixtures/test'
import type { WalletDialog } from '../pages/wallet-dialog'

const CXPT = 10n ** 18n
/** Seconds; contracts/config/local.json. */
const PARAMS_DELAY = 15n

/** Leaves the list of wallets once, to see that the focus comes back; ends on the account in the header. */
async function connect(page: Page, { opener, list, choice, account }: WalletDialog, keyboard: Keyboard) {
  await keyboard.press(opener)
  await keyboard.expectTrappedIn(list)
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(opener).toBeFocused()
  await keyboard.press(opener)
  await keyboard.press(choice)
  await expect(account).toBeFocused()
  await keyboard.expectSeen()
}

test.describe('by keyboard alone', () => {
  test('an admin changes the split through the delay', async ({
    chain,
    wallet,
    walletDialog,
    adminPage,
    keyboard,
    page,
  }) => {
    await chain.freshPrice()
    await wallet(['admin'])
    const split = () =>
      chain.client.readContract({ address: chain.address('Vault'), abi: vaultAbi, functionName: 'split' })
    const before = await split()
    const [burn, protocol] = [before.burn - 50, before.protocol + 50]
    await adminPage.goto('/split')
    await connect(page, walletDialog, keyboard)
    await keyboard.press(walletDialog.signInButton)

    await keyboard.type(adminPage.share('Burn'), String(burn))
    await keyboard.type(adminPage.share('Protocol'), String(protocol))
    await keyboard.type(adminPage.reason, 'Decided without a mouse.')
    await keyboard.press(adminPage.scheduleButton)
    await keyboard.expectTrappedIn(adminPage.sheet)
    await keyboard.press(adminPage.signButton)
    await expect(adminPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(adminPage.sheet).toHaveCount(0)
    await keyboard.expectSeen()

    await adminPage.goto()
    const operation = adminPage.operation('Revenue split')
    await expect(operation).toContainText('Decided without a mouse.')
    await chain.wait(PARAMS_DELAY)
    await page.reload()
    await keyboard.press(operation.getByRole('button', { name: 'Execute' }))
    await keyboard.press(adminPage.signButton)
    await expect(adminPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    expect(await split()).toEqual({ ...before, burn, protocol })
  })

  test('a user buys a plan with his wallet', async ({ chain, wallet, walletDialog, plansPage, keyboard, page }) => {
    const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
    await wallet([buyer])
    await plansPage.goto()
    await connect(page, walletDialog, keyboard)
    const buy = plansPage.buyLink('Starter')
    await keyboard.press(buy)
    await plansPage.sheet.waitFor()
    await keyboard.expectTrappedIn(plansPage.sheet)
    await page.keyboard.press('Escape')
    await expect(plansPage.sheet).toHaveCount(0)
    await expect(buy).toBeFocused()
    await keyboard.expectSeen()

    await page.keyboard.press('Enter')
    await keyboard.tabTo(plansPage.consent)
    await page.keyboard.press('Space')
    await expect(plansPage.consent).toBeChecked()
    await expect(plansPage.act).toBeEnabled()
    await keyboard.press(plansPage.act)
    await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    await keyboard.press(plansPage.closeButton)
    await expect(buy).toBeFocused()
    await keyboard.expectSeen()
  })

  test('a wallet is connected from the sheet of a plan, above it', async ({
    chain,
    wallet,
    walletDialog,
    plansPage,
    keyboard,
  }) => {
    await wallet([await chain.freshAccount({ cxpt: 5_000n * CXPT })])
    await plansPage.goto('?plan=1')
    await keyboard.press(plansPage.sheet.getByRole('button', { name: 'Connect wallet' }))
    await keyboard.press(walletDialog.choice)
    await expect(plansPage.consent).toBeVisible()
    await keyboard.expectSeen()
    await keyboard.tabTo(plansPage.consent)
  })

  test('finance exports a month', async ({ wallet, walletDialog, keyboard, page }) => {
    await wallet(['preparer'])
    await page.goto('/finance')
    await connect(page, walletDialog, keyboard)
    await keyboard.press(walletDialog.signInButton)
    await keyboard.press(page.getByRole('main').getByRole('link', { name: 'October 2026' }).first())
    await expect(page.getByRole('heading', { level: 1 })).toContainText('October 2026')
    const download = page.waitForEvent('download')
    await keyboard.press(page.getByRole('main').getByRole('link', { name: /CSV/ }).first())
    expect((await download).suggestedFilename()).toContain('supply-roll-forward')
  })
})
