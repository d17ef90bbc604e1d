import type { JournalBook } from './export/book'
import { beancount, hledger } from './export/plain-text'
import { netSuite, quickBooks, xero } from './export/tabular'
import type { MonthReport } from './month-report'

/** What a client's books call things that we have no name for. */
const NAMES = { subsidiary: 'Cxmpute', currency: 'USD', taxRate: 'Tax Exempt' }

export async function journalBookOf(report: MonthReport): Promise<JournalBook> {
  const { month, chainId, books } = report
  const { posted, trial } = await books.ledger()
  const supply = (await report.ledgerSupply()).filter(({ row }) => row === 'bucket' || row === 'burned')
  const genesis = (at: 'opening' | 'closing') => -supply.reduce((sum, row) => sum + row[at], 0n)
  return {
    ...{ month, chainId, start: books.start, end: books.end, chart: books.chart, posted, trial },
    quantities: await books.quantities(),
    supply: [
      ...supply.map(({ account, opening, closing }) => ({ bucket: account, opening, closing })),
      { bucket: 'genesis', opening: genesis('opening'), closing: genesis('closing') },
    ],
  }
}

/** The journals of a month for every program we know, as files. */
export async function journalFiles(report: MonthReport): Promise<{ name: string; text: string }[]> {
  const book = await journalBookOf(report)
  const parts = xero(book, NAMES.taxRate)
  return [
    { name: 'journals.beancount', text: beancount(book) },
    { name: 'journals.hledger', text: hledger(book) },
    { name: 'journals-netsuite.csv', text: netSuite(book, NAMES) },
    { name: 'journals-quickbooks.csv', text: quickBooks(book) },
    ...parts.map((text, i) => ({ name: `journals-xero-${String(i + 1).padStart(3, '0')}.csv`, text })),
  ]
}
