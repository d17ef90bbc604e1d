import type { Locator, Page } from '@playwright/test'

export class PlansPage {
  readonly sheet: Locator
  readonly checks: Locator
  readonly stages: Locator

  constructor(private readonly page: Page) {
    this.sheet = page.getByRole('dialog')
    this.checks = this.sheet.getByRole('list', { name: 'Checks' })
    this.stages = this.sheet.getByRole('list', { name: 'Stages' })
  }

  async goto(query = ''): Promise<void> {
    await this.page.goto(`/plans${query}`)
  }

  async choose(plan: string): Promise<void> {
    await this.buyLink(plan).click()
    await this.sheet.waitFor()
  }

  buyLink(plan: string): Locator {
    return this.page.getByRole('link', { name: `Buy ${plan}` }).first()
  }

  get consent(): Locator {
    return this.sheet.getByRole('checkbox', { name: /I have read the terms/ })
  }

  /** Asked once for an address, at its first purchase. */
  async agree(): Promise<void> {
    await this.consent.check()
  }

  /** The one button that signs; its name carries the amount. */
  get act(): Locator {
    return this.sheet.getByRole('button', { name: /^(Sign and send|Pay) / })
  }

  async fillExtra(amount: string): Promise<void> {
    await this.sheet.getByLabel('Into your credits, on top').fill(amount)
  }

  get closeButton(): Locator {
    return this.sheet.getByRole('button', { name: 'Close' }).last()
  }

  async close(): Promise<void> {
    await this.closeButton.click()
  }
}
