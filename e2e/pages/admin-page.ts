import { expect, type Locator, type Page } from '@playwright/test'
import type { TestChain } from '../fixtures/chain'
import { WalletDialog } from './wallet-dialog'

type Part =
  | ''
  | '/split'
  | '/emission'
  | `/pause${string}`
  | '/roles'
  | '/auditors'
  | '/gateways'
  | '/providers'
  | '/requests'
  | '/disputes'
  | '/rewards'
  | '/prices'
  | '/risk'
  | '/safe'
  | `/activity${string}`
  | `/parameters${string}`

export class AdminPage {
  readonly sheet: Locator
  private readonly walletDialog: WalletDialog

  constructor(private readonly page: Page) {
    this.sheet = page.getByRole('dialog')
    this.walletDialog = new WalletDialog(page)
  }

  async goto(part: Part = ''): Promise<void> {
    await this.page.goto(`/admin${part}`)
  }

  /** Opens a page of the console for the first time: connects, signs in and waits until the console knows who it is. */
  async enter(part: Part = ''): Promise<void> {
    await this.goto(part)
    await this.walletDialog.connect()
    await this.walletDialog.signIn()
    await expect(this.page.getByText('Administration asks who you are')).toHaveCount(0)
    await this.walletDialog.account.waitFor()
  }

  /**
   * Opens another page after `enter`, to type into it. What is typed before the browser's code runs is not kept: the account's chip comes with
   * that code.
   */
  async open(part: Part): Promise<void> {
    await this.goto(part)
    await this.walletDialog.account.waitFor()
  }

  /** Opens the queue when the delay of what was scheduled is over and the ledger knows it. */
  async queueAfter(chain: TestChain, delay: bigint): Promise<void> {
    await chain.wait(delay)
    await chain.ledgerHolds()
    await this.open('')
  }

  share(name: 'Burn' | 'Protocol' | 'Operations' | 'Providers'): Locator {
    return this.page.getByLabel(`${name}, new share in bps`)
  }

  /** An operation of the queue by its title, the newest of them; with the reason given for it, that one. */
  operation(title: string, reason?: string): Locator {
    const all = this.page.getByRole('main').getByRole('article', { name: title, exact: reason !== undefined })
    return reason === undefined ? all.first() : all.filter({ hasText: reason })
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

  /** Executes what is ready in the queue that is open, and waits until the queue has let go of it. */
  async execute(operation: Locator): Promise<void> {
    await operation.getByRole('button', { name: 'Execute' }).click()
    await this.sign()
    await expect(operation).toHaveCount(0)
  }

  /** Presses the one button of the sheet and waits for the ledger. */
  async sign(): Promise<void> {
    await this.signButton.click()
    await this.sheet.getByText(/^Done, in block/).waitFor()
    await this.sheet.getByRole('button', { name: 'Close' }).last().click()
  }
}
