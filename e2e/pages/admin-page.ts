import type { Locator, Page } from '@playwright/test'

export class AdminPage {
  readonly sheet: Locator

  constructor(private readonly page: Page) {
    this.sheet = page.getByRole('dialog')
  }

  async goto(
    part:
      | ''
      | '/split'
      | '/emission'
      | '/pause'
      | '/roles'
      | '/auditors'
      | '/prices'
      | '/risk'
      | '/safe'
      | `/parameters${string}` = '',
  ): Promise<void> {
    await this.page.goto(`/admin${part}`)
  }

  share(name: 'Burn' | 'Protocol' | 'Operations' | 'Providers'): Locator {
    return this.page.getByLabel(`${name}, new share in bps`)
  }

  /** An operation of the queue by its title, the newest of them. */
  operation(title: string): Locator {
    return this.page.getByRole('main').getByRole('article', { name: title }).first()
  }

  get reason(): Locator {
    return this.page.getByRole('textbox', { name: 'Reason' })
  }

  get scheduleButton(): Locator {
    return this.page.getByRole('button', { name: 'Simulate and schedule' })
  }

  get signButton(): Locator {
    return this.sheet.getByRole('button', { name: /^Sign and / })
  }

  async giveReason(text: string): Promise<void> {
    await this.reason.fill(text)
  }

  async schedule(): Promise<void> {
    await this.scheduleButton.click()
    await this.sheet.waitFor()
    await this.sign()
  }

  /** Presses the one button of the sheet and waits for the ledger. */
  async sign(): Promise<void> {
    await this.signButton.click()
    await this.sheet.getByText(/^Done, in block/).waitFor()
    await this.sheet.getByRole('button', { name: 'Close' }).last().click()
  }
}
