import type { Locator, Page } from '@playwright/test'

export class PaymentPage {
  readonly shares: Locator
  readonly title: Locator

  constructor(private readonly page: Page) {
    this.shares = page.getByRole('table', { name: 'Where this payment went, to the wei' })
    this.title = page.getByRole('heading', { level: 1 })
  }

  async goto(tx: string): Promise<void> {
    await this.page.goto(`/payments/${tx}`)
  }

  /** The exact figure of a row: every decimal, as a number of wei. */
  async weiOf(row: string): Promise<bigint> {
    const text = await this.shares
      .getByRole('row', { name: new RegExp(`^${row}`) })
      .getByRole('cell')
      .first()
      .textContent()
    const [whole = '0', fraction = ''] = (text ?? '').replaceAll(',', '').split('.')
    return BigInt(whole) * 10n ** 18n + BigInt(fraction.padEnd(18, '0'))
  }
}
