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
    await this.page
      .getByRole('link', { name: `Buy ${plan}` })
      .first()
      .click()
    await this.sheet.waitFor()
  }

  /** Asked once for an address, at its first purchase. */
  async agree(): Promise<void> {
    await this.sheet.getByRole('checkbox', { name: /I have read the terms/ }).check()
  }

  /** The one button that signs; its name carries the amount. */
  get act(): Locator {
    return this.sheet.getByRole('button', { name: /^(Sign and send|Pay) / })
  }

  async fillExtra(amount: string): Promise<void> {
    await this.sheet.getByLabel('Into your credits, on top').fill(amount)
  }

  async close(): Promise<void> {
    await this.sheet.getByRole('button', { name: 'Close' }).last().click()
  }
}
