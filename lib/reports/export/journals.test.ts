import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { hasJudge, judge } from '../../../scripts/testing/judge'
import { ACCOUNTS, chartWith } from '../../domain/chart'
import type { PostedEntry } from '../../domain/journal'
import { type Month, monthBounds } from '../../domain/month'
import type { JournalBook } from './book'
import { beancount, hledger } from './plain-text'
import { netSuite, quickBooks, xero } from './tabular'

const MONTH = '2028-02' as Month
const { start, end } = monthBounds(MONTH)
const entry = (day: bigint, more: Partial<PostedEntry> = {}): PostedEntry => ({
  ...{ journal: 'J2', at: start + day * 86_400n, ref: '0xabc', memo: '3 charges', originalPeriod: null },
  postings: [
    { account: '3900', side: 'debit', cents: 7_900n },
    { account: '2100', side: 'credit', cents: 7_900n },
  ],
  ...more,
})
const LATE = entry(28n, {
  ...{ journal: 'J5a', memo: '=HYPERLINK("x")', ref: '2028-02-29 usage', originalPeriod: '2028-01' },
  postings: [
    { account: '1200', side: 'debit', cents: 5n },
    { account: '4200', side: 'credit', cents: 5n },
  ],
})

const BOOK: JournalBook = {
  ...{ month: MONTH, chainId: 31_337, start, end, chart: chartWith() },
  posted: [entry(0n), LATE],
  trial: [
    { account: '1200', opening: 0n, debit: 5n, credit: 0n, closing: 5n },
    { account: '2100', opening: -100n, debit: 0n, credit: 7_900n, closing: -8_000n },
    { account: '3900', opening: 100n, debit: 7_900n, credit: 0n, closing: 8_000n },
    { account: '4200', opening: 0n, debit: 0n, credit: 5n, closing: -5n },
  ],
  quantities: [
    { day: '2028-02-01', kind: 'charge', from: 'vault_credits', to: 'vault_revenue', wei: 3n, count: 2, journal: 'J2' },
  ],
  supply: [
    { bucket: 'vault_credits', opening: 10n ** 27n, closing: 10n ** 27n - 3n },
    { bucket: 'vault_revenue', opening: 0n, closing: 3n },
    { bucket: 'genesis', opening: -(10n ** 27n), closing: -(10n ** 27n) },
  ],
}

test('QuickBooks Online', () => {
  expect(quickBooks(BOOK).split('\r\n')).toEqual([
    'JournalNo,JournalDate,AccountName,Debits,Credits,Description',
    '2028-02-0001,02/01/2028,"CXPT received, undistributed",79.00,,"J2, 3 charges, 0xabc"',
    '2028-02-0001,02/01/2028,"Contract liability, fresh",,79.00,"J2, 3 charges, 0xabc"',
    '2028-02-0002,02/29/2028,Unbilled usage,0.05,,"J5a, =HYPERLINK(""x""), 2028-02-29 usage, of 2028-01"',
    '2028-02-0002,02/29/2028,Pay-per-use revenue,,0.05,"J5a, =HYPERLINK(""x""), 2028-02-29 usage, of 2028-01"',
    '',
  ])
})

test('NetSuite, with a chart of the client and a name that is a formula', () => {
  const chart = chartWith({ '3900': { code: '=1+1', name: 'CXPT' }, '2100': { code: '20010', name: 'Deferred' } })
  expect(
    netSuite({ ...BOOK, chart }, { subsidiary: 'Parent', currency: 'USD' })
      .split('\r\n')
      .slice(0, 3),
  ).toEqual([
    'External ID,Date,Subsidiary,Currency,Memo,Account,Debit,Credit',
    '2028-02-0001,02/01/2028,Parent,USD,"J2, 3 charges, 0xabc",\'=1+1,79.00,',
    '2028-02-0001,02/01/2028,Parent,USD,"J2, 3 charges, 0xabc",20010,,79.00',
  ])
})

describe('Xero', () => {
  test('has credits below zero and days first', () => {
    expect(xero(BOOK, 'Tax Exempt')[0]?.split('\r\n').slice(0, 3)).toEqual([
      'Narration,Date,Description,AccountCode,TaxRate,Amount',
      '2028-02-0001 J2,01/02/2028,"J2, 3 charges, 0xabc",3900,Tax Exempt,79.00',
      '2028-02-0001 J2,01/02/2028,"J2, 3 charges, 0xabc",2100,Tax Exempt,-79.00',
    ])
  })

  test('files have at most 300 lines, no journal is in two of them, and none is lost', () => {
    const posted = Array.from({ length: 500 }, (_, i) => {
      const side = (cents: bigint) => ({ account: '3900' as const, side: 'debit' as const, cents })
      const parts = Array.from({ length: 1 + (i % 6) }, (_, k) => side(BigInt(k + 1)))
      return entry(1n, { postings: [...parts, { account: '2100', side: 'credit', cents: 1n }] })
    })
    const files = xero({ ...BOOK, posted }, 'Tax Exempt').map((text) => text.trimEnd().split('\r\n'))
    expect(files.every((lines) => lines.length <= 300 && lines[0]?.startsWith('Narration,'))).toBe(true)
    const numbers = files.map((lines) => new Set(lines.slice(1).map((line) => line.split(' ')[0])))
    expect(numbers.reduce((sum, set) => sum + set.size, 0)).toBe(500)
    expect(new Set(numbers.flatMap((set) => [...set])).size).toBe(500)
    expect(files.reduce((sum, lines) => sum + lines.length - 1, 0)).toBe(
      posted.reduce((sum, one) => sum + one.postings.length, 0),
    )
    expect(files.slice(0, -1).every((lines) => lines.length > 290)).toBe(true)
  })

  test('a month without journals is one file with a header', () => {
    expect(xero({ ...BOOK, posted: [] }, 'Tax Exempt')).toEqual([
      'Narration,Date,Description,AccountCode,TaxRate,Amount\r\n',
    ])
  })
})

describe('plain text', () => {
  const dir = mkdtempSync(join(tmpdir(), 'cxpt-journals-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const file = (name: string, text: string) => {
    writeFileSync(join(dir, name), text)
    return join(dir, name)
  }
  /** The worst a chart and a month can hold: quotes, comment signs, no entry at all. */
  const ODD = { ...BOOK, chart: chartWith({ '3900': { code: '39', name: 'A "b"; c|d\\e' } }) }
  const EMPTY = { ...BOOK, posted: [], quantities: [], trial: [], supply: [] }
  const wrongBy = (cents: bigint): JournalBook => ({
    ...BOOK,
    trial: BOOK.trial.map((line) => (line.account === '1200' ? { ...line, closing: line.closing + cents } : line)),
  })

  test('both ledgers are separate transactions without costs', () => {
    expect(hledger(BOOK)).toContain(
      '2028-02-01 * 2028-02-0001 J2, 3 charges, 0xabc\n    Equity:3900-CXPT-received-undistributed  79.00 USD\n    Liabilities:2100-Contract-liability-fresh  -79.00 USD\n',
    )
    expect(beancount(BOOK)).toContain('  Equity:CXPT:Vault-revenue  0.000000000000000003 CXPT\n')
    expect(beancount(BOOK)).toContain('2028-03-01 balance Liabilities:2100-Contract-liability-fresh  -80.00 ~ 0 USD\n')
    expect(hledger(BOOK) + beancount(BOOK)).not.toMatch(/[@{]/)
  })

  const hledgerTest = test.skipIf(!hasJudge('hledger'))
  const beancountTest = test.skipIf(!hasJudge('bean-check'))

  hledgerTest.each([
    ['a leap February', BOOK],
    ['an odd chart', ODD],
    ['an empty month', EMPTY],
  ])('hledger check --strict finds nothing in %s', (_, book) => {
    expect(judge('hledger', ['-f', file('month.journal', hledger(book)), 'check', '--strict', 'ordereddates'])).toEqual(
      {
        code: 0,
        say: '',
      },
    )
  })

  hledgerTest('hledger sees a closing balance that is off by a cent', () => {
    const { code, say } = judge('hledger', ['-f', file('off.journal', hledger(wrongBy(1n))), 'check'])
    expect(code).not.toBe(0)
    expect(say).toContain('assertion')
  })

  beancountTest.each([
    ['a leap February', BOOK],
    ['an odd chart', ODD],
    ['an empty month', EMPTY],
  ])('bean-check finds nothing in %s', (_, book) => {
    expect(judge('bean-check', [file('month.beancount', beancount(book))])).toEqual({ code: 0, say: '' })
  })

  beancountTest('bean-check sees a closing balance that is off by a cent', () => {
    const { code, say } = judge('bean-check', [file('off.beancount', beancount(wrongBy(1n)))])
    expect(code).not.toBe(0)
    expect(say).toContain('Balance failed')
  })
})

test('two accounts under one code are refused, and every account has a name', () => {
  expect(() => chartWith({ '1200': { code: '2100', name: 'x' } })).toThrow('two accounts have the code 2100')
  expect(Object.keys(chartWith())).toHaveLength(Object.keys(ACCOUNTS).length)
})
