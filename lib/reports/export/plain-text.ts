import { formatMonth } from '../../domain/month'
import { dayOf } from '../sheet/journals'
import { accountPath, bucketPath, cxpt, type JournalBook, money, numbered, textOf, usedAccounts } from './book'

type Posting = readonly [account: string, amount: string]
type Transaction = { day: string; text: string; postings: readonly Posting[] }
type Assertion = { account: string; amount: string }

/** The same transactions for both programs: dollars and CXPT apart, without a price between them. */
function transactionsOf(book: JournalBook): { before: Transaction[]; during: Transaction[] } {
  const { trial, chart, supply } = book
  const day = dayOf(book.start - 1n)
  const dollars = trial.filter(({ opening }) => opening !== 0n)
  const tokens = supply.filter(({ opening }) => opening !== 0n)
  const before = [
    {
      ...{ day, text: 'Opening balances, USD' },
      postings: dollars.map(({ account, opening }): Posting => [accountPath(account, chart), `${money(opening)} USD`]),
    },
    {
      ...{ day, text: 'Opening balances, CXPT' },
      postings: tokens.map(({ bucket, opening }): Posting => [bucketPath(bucket), `${cxpt(opening)} CXPT`]),
    },
  ].filter(({ postings }) => postings.length > 0)
  const entries = numbered(book).map((entry) => ({
    ...{ day: entry.day, text: `${entry.number} ${textOf(entry)}` },
    postings: entry.postings.map(({ account, side, cents }): Posting => {
      const amount = money(side === 'debit' ? cents : -cents)
      return [accountPath(account, chart), `${amount} USD`]
    }),
  }))
  const moves = book.quantities.map(({ day: on, journal, kind, from, to, wei, count }) => ({
    ...{ day: on, text: `${journal ?? '-'} ${kind}, ${count} movements` },
    postings: [[bucketPath(to), `${cxpt(wei)} CXPT`] as const, [bucketPath(from), `${cxpt(-wei)} CXPT`] as const],
  }))
  // A sort that is stable: dollars before tokens on every day.
  return { before, during: [...entries, ...moves].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)) }
}

function assertionsOf({ trial, chart, supply }: JournalBook, at: 'opening' | 'closing'): Assertion[] {
  return [
    ...trial.map((line) => ({ account: accountPath(line.account, chart), amount: `${money(line[at])} USD` })),
    ...supply.map((line) => ({ account: bucketPath(line.bucket), amount: `${cxpt(line[at])} CXPT` })),
  ]
}

const accountsOf = (book: JournalBook): { path: string; unit: 'USD' | 'CXPT' }[] => [
  ...usedAccounts(book).map((account) => ({ path: accountPath(account, book.chart), unit: 'USD' as const })),
  ...book.supply.map(({ bucket }) => ({ path: bucketPath(bucket), unit: 'CXPT' as const })),
]

const titleOf = ({ month, chainId }: JournalBook): string => `CXPT Console, ${formatMonth(month)}, chain ${chainId}`

/** Nothing that ends a line, begins a comment, or parts payee from note. */
const plain = (text: string): string => text.replaceAll(/[\r\n\t;|]+/g, ' ').trim()

/** hledger: every account and commodity declared, balances asserted after the opening and at the end of the month. */
export function hledger(book: JournalBook): string {
  const { before, during } = transactionsOf(book)
  const write = ({ day, text, postings }: Transaction) =>
    `${day} * ${plain(text)}\n${postings.map(([account, amount]) => `    ${account}  ${amount}\n`).join('')}\n`
  const check = (day: string, at: 'opening' | 'closing') => {
    const lines = assertionsOf(book, at).map(({ account, amount }) => {
      const unit = amount.slice(amount.indexOf(' ') + 1)
      return `    ${account}  0 ${unit} = ${amount}\n`
    })
    return lines.length === 0 ? '' : `${day} * Balances at the ${at}\n${lines.join('')}\n`
  }
  return [
    `; ${titleOf(book)}\n\n`,
    'commodity 1000.00 USD\ncommodity 1000.000000000000000000 CXPT\n\n',
    ...accountsOf(book).map(({ path }) => `account ${path}\n`),
    '\n',
    ...before.map(write),
    check(dayOf(book.start - 1n), 'opening'),
    ...during.map(write),
    check(dayOf(book.end - 1n), 'closing'),
  ].join('')
}

const quoted = (text: string): string => `"${plain(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/** beancount: balances are those at the start of a day, so the closing ones are asserted on the first of the next month. */
export function beancount(book: JournalBook): string {
  const { before, during } = transactionsOf(book)
  const write = ({ day, text, postings }: Transaction) =>
    `${day} * ${quoted(text)}\n${postings.map(([account, amount]) => `  ${account}  ${amount}\n`).join('')}\n`
  const check = (day: string, at: 'opening' | 'closing') =>
    assertionsOf(book, at).map(({ account, amount }) => `${day} balance ${account}  ${amount.replace(' ', ' ~ 0 ')}\n`)
  return [
    `; ${titleOf(book)}\n\n`,
    `option "title" ${quoted(titleOf(book))}\noption "operating_currency" "USD"\n\n`,
    ...accountsOf(book).map(({ path, unit }) => `${dayOf(book.start - 1n)} open ${path} ${unit}\n`),
    '\n',
    ...before.map(write),
    ...check(dayOf(book.start), 'opening'),
    '\n',
    ...during.map(write),
    ...check(dayOf(book.end), 'closing'),
  ].join('')
}
