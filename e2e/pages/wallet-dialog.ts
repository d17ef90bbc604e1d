import type { Page } from '@playwright/test'

/** Connecting the injected wallet, as a person does it. */
export class WalletDialog {
  constructor(private readonly page: Page) {}

  async connect(): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Connect wallet' }).click()
    await this.page.getByRole('button', { name: 'Test Wallet' }).click()
    await this.page
      .getByRole('banner')
      .getByRole('button', { name: /^Wallet 0x/ })
      .waitFor()
  }

  async signIn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign in with your wallet' }).click()
  }
}
