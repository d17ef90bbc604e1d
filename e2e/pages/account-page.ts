import type { Locator, Page } from '@playwright/test'

export class AccountPage {
  readonly sheet: Locator
  readonly history: Locator
  readonly credits: Locator
  readonly plan: Locator

  constructor(private readonly page: Page) {
    this.sheet = page.getByRole('dialog')
    this.history = page.getByRole('table', { name: 'What happened to this account' })
    this.credits = page.locator('#credits')
    this.plan = page.locator('#plan')
  }

  async goto(address?: string): Promise<void> {
    await this.page.goto(address ? `/account?as=${address}` : '/account')
  }

  async open(act: string): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: act, exact: true }).click()
    await this.sheet.waitFor()
  }
}
