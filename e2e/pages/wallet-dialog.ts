import type { Locator, Page } from '@playwright/test'

/** Connecting the injected wallet, as a person does it. */
export class WalletDialog {
  readonly list: Locator
  readonly opener: Locator
  readonly choice: Locator
  readonly account: Locator
  readonly signInButton: Locator

  constructor(page: Page) {
    const banner = page.getByRole('banner')
    this.list = page.getByRole('dialog')
    this.opener = banner.getByRole('button', { name: 'Connect wallet' })
    this.choice = page.getByRole('button', { name: 'Test Wallet' })
    this.account = banner.getByRole('button', { name: /^Wallet 0x/ })
    this.signInButton = page.getByRole('button', { name: 'Sign in with your wallet' })
  }

  async connect(): Promise<void> {
    await this.opener.click()
    await this.choice.click()
    await this.account.waitFor()
  }

  async signIn(): Promise<void> {
    await this.signInButton.click()
  }
}
