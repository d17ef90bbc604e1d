import type { Locator, Page } from '@playwright/test'

/** Pages on which rewards are claimed: the provider's, and those of referral and loyalty. */
export class ProviderPage {
  readonly sheet: Locator
  readonly receipt: Locator
  readonly whatIf: Locator
  readonly uptime: Locator
  readonly dispute: Locator
  readonly epochs: Locator

  constructor(private readonly page: Page) {
    this.sheet = page.getByRole('dialog')
    this.receipt = page.locator('#receipt')
    this.whatIf = page.locator('#what-if')
    this.uptime = page.locator('#uptime')
    this.dispute = page.locator('#dispute')
    this.epochs = page.getByRole('table', { name: 'Epochs' })
  }

  async goto(address: string, more: Record<string, string> = {}): Promise<void> {
    await this.page.goto(`/provider?${new URLSearchParams({ as: address, ...more })}`)
  }

  /** One of the four numbers at the head. */
  number(name: 'Claimable' | 'Pending' | 'Held' | 'Claimed'): Locator {
    return this.page.locator('.stat', { has: this.page.getByText(name, { exact: true }) })
  }

  async openClaim(): Promise<void> {
    await this.page
      .getByRole('main')
      .getByRole('link', { name: /^Claim/ })
      .first()
      .click()
    await this.sheet.waitFor()
  }
}
