import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'

/** A public page of charts: one range for all of them, each with its table, its file and its rows by keyboard. */
export class ChartPage {
  readonly ranges: Locator
  readonly steps: Locator

  constructor(private readonly page: Page) {
    this.ranges = page.getByRole('navigation', { name: 'Range' })
    this.steps = page.getByRole('navigation', { name: 'Step' })
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(path)
    await this.ranges.waitFor()
  }

  chart(title: string): Chart {
    return new Chart(this.page, this.page.getByRole('region', { name: title, exact: true }))
  }

  /** Titles of all charts that have rows. */
  async titles(): Promise<string[]> {
    const sections = this.page
      .getByRole('main')
      .locator('section', { has: this.page.getByRole('button', { name: 'CSV' }) })
    return sections.getByRole('heading').allTextContents()
  }
}

export class Chart {
  readonly drawing: Locator
  readonly slider: Locator
  readonly tooltip: Locator
  readonly table: Locator

  constructor(
    private readonly page: Page,
    readonly section: Locator,
  ) {
    this.drawing = section.getByRole('img').first()
    this.slider = section.getByRole('slider')
    this.tooltip = section.getByRole('tooltip')
    this.table = section.getByRole('table')
  }

  async open(what: 'Table' | 'Definition' | 'Definitions'): Promise<void> {
    await this.section.getByRole('button', { name: what, exact: true }).click()
  }

  /** Figures of the table, row by row, as they are written. */
  async tableRows(): Promise<string[][]> {
    return this.table
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')))
  }

  /** The file behind the button: cells, row by row, without the first line. */
  async csvRows(): Promise<string[][]> {
    const downloading = this.page.waitForEvent('download')
    await this.section.getByRole('button', { name: 'CSV' }).click()
    const text = await readFile(await (await downloading).path(), 'utf8')
    return text
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','))
  }
}
