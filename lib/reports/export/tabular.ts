import { textCell } from '../csv-cells'
import { type JournalBook, money, type NumberedEntry, numbered, textOf, ukDate, usDate } from './book'

const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`

/** Debit and credit columns of a posting; the other one stays empty. */
const sides = ({ side, cents }: NumberedEntry['postings'][number]): [string, string] =>
  side === 'debit' ? [money(cents), ''] : ['', money(cents)]

/** QuickBooks Online, "Import journal entries". */
export function quickBooks(book: JournalBook): string {
  const rows = numbered(book).flatMap((entry) =>
    entry.postings.map((posting) => {
      const [debit, credit] = sides(posting)
      const { name } = book.chart[posting.account]
      return line([entry.number, usDate(entry.day), textCell(name), debit, credit, textCell(textOf(entry))])
    }),
  )
  return line(['JournalNo', 'JournalDate', 'AccountName', 'Debits', 'Credits', 'Description']) + rows.join('')
}

export type NetSuiteNames = { subsidiary: string; currency: string }

/** NetSuite, "Import CSV records", journal entry. */
export function netSuite(book: JournalBook, { subsidiary, currency }: NetSuiteNames): string {
  const rows = numbered(book).flatMap((entry) =>
    entry.postings.map((posting) => {
      const head = [entry.number, usDate(entry.day), textCell(subsidiary), textCell(currency), textCell(textOf(entry))]
      return line([...head, textCell(book.chart[posting.account].code), ...sides(posting)])
    }),
  )
  const header = ['External ID', 'Date', 'Subsidiary', 'Currency', 'Memo', 'Account', 'Debit', 'Credit']
  return line(header) + rows.join('')
}

/** Lines of a file that Xero takes, header included. */
const XERO_LINES = 300

/** Xero, "Import manual journals": files of at most 300 lines, a journal never in two of them. A credit is below zero. */
export function xero(book: JournalBook, taxRate: string): string[] {
  const header = line(['Narration', 'Date', 'Description', 'AccountCode', 'TaxRate', 'Amount'])
  const files: { text: string; lines: number }[] = []
  for (const entry of numbered(book)) {
    const rows = entry.postings.map(({ account, side, cents }) => {
      const narration = textCell(`${entry.number} ${entry.journal}`)
      const amount = money(side === 'debit' ? cents : -cents)
      const code = textCell(book.chart[account].code)
      return line([narration, ukDate(entry.day), textCell(textOf(entry)), code, textCell(taxRate), amount])
    })
    if (rows.length >= XERO_LINES) throw new RangeError(`${entry.number} has ${rows.length} lines: Xero takes 299`)
    const last = files.at(-1)
    if (!last || last.lines + rows.length > XERO_LINES)
      files.push({ text: header + rows.join(''), lines: 1 + rows.length })
    else {
      last.text += rows.join('')
      last.lines += rows.length
    }
  }
  return files.length === 0 ? [header] : files.map(({ text }) => text)
}
