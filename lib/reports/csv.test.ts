import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatUnits } from '../domain/units'
import { csvLine, csvPieces } from './csv'
import { decimalOf, headerOf, textCell } from './csv-cells'
import type { Column, Row } from './table'

const COLUMNS: Column[] = [
  { name: 'account', kind: 'text' },
  { name: 'block', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'amount', kind: 'cxpt' },
  { name: 'paid', kind: 'usd' },
  { name: 'rate', kind: 'price' },
  { name: 'share', kind: 'bps' },
]
const NOON = new Date('2026-10-31T12:00:00Z')

describe('amounts', () => {
  test.each<[string, Column, bigint, string]>([
    ['zero', { name: 'a', kind: 'cxpt' }, 0n, '0,0'],
    ['one wei', { name: 'a', kind: 'cxpt' }, 1n, '0.000000000000000001,1'],
    ['minus one wei', { name: 'a', kind: 'cxpt' }, -1n, '-0.000000000000000001,-1'],
    ['whole CXPT lose their zeros', { name: 'a', kind: 'cxpt' }, 3n * 10n ** 18n, '3,3000000000000000000'],
    [
      'the whole supply less one wei',
      { name: 'a', kind: 'cxpt' },
      10n ** 27n - 1n,
      '999999999.999999999999999999,999999999999999999999999999',
    ],
    ['micro-USD', { name: 'a', kind: 'usd' }, 19_000_001n, '19.000001,19000001'],
    ['a price', { name: 'a', kind: 'price' }, 51_234_500_000_000_000n, '0.0512345,51234500000000000'],
    ['no exponent, however large', { name: 'a', kind: 'usd' }, 10n ** 30n, `1${'0'.repeat(24)},1${'0'.repeat(30)}`],
  ])('%s', (_, column, value, cells) => {
    expect(csvLine([column], [value])).toBe(`${cells}\r\n`)
  })
})

describe('text cells', () => {
  test.each([
    ['plain text stays', 'reserve', 'reserve'],
    ['an equals sign', '=1+1', "'=1+1"],
    ['a plus sign', '+1', "'+1"],
    ['a minus sign', '-1', "'-1"],
    ['an at sign', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', "'\t=1"],
    ['a carriage return is neutralised and quoted', '\r=1', '"\'\r=1"'],
    ['a full-width equals sign', '＝1', "'＝1"],
    ['a full-width plus sign', '＋1', "'＋1"],
    ['a full-width minus sign', '－1', "'－1"],
    ['a full-width at sign', '＠1', "'＠1"],
    ['a formula in the middle is text', 'a=1', 'a=1'],
    ['a comma is quoted', 'a,b', '"a,b"'],
    ['quotes are doubled', 'say "no"', '"say ""no"""'],
    ['a line feed is quoted', 'a\nb', '"a\nb"'],
    ['a formula with quotes and commas', '=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['other scripts pass', 'Zürich 料金', 'Zürich 料金'],
    ['the empty text', '', ''],
  ])('%s', (_, text, cell) => {
    expect(textCell(text)).toBe(cell)
  })
})

test('the header names the unit of every column', () => {
  expect(headerOf(COLUMNS)).toEqual([
    'account',
    'block',
    'time_utc',
    'amount_cxpt',
    'amount_wei',
    'paid_usd',
    'paid_micro_usd',
    'rate_usd_per_cxpt',
    'rate_wad',
    'share_bps',
  ])
})

test('a negative amount survives as a number, in CXPT and in wei', () => {
  const row: Row = ['0xab', 7n, NOON, -1_500_000_000_000_000_000n, -1n, 50_000_000_000_000_000n, 500]
  expect(csvLine(COLUMNS, row)).toBe(
    '0xab,7,2026-10-31T12:00:00Z,-1.5,-1500000000000000000,-0.000001,-1,0.05,50000000000000000,500\r\n',
  )
})

test('an unknown cell is empty, in both columns of an amount, and never zero', () => {
  expect(csvLine(COLUMNS, [null, null, null, null, null, null, null])).toBe(',,,,,,,,,\r\n')
})

test('a time with milliseconds keeps them', () => {
  expect(csvLine([{ name: 'at', kind: 'time' }], [new Date('2026-10-31T12:00:00.250Z')])).toBe(
    '2026-10-31T12:00:00.250Z\r\n',
  )
})

test.each<[string, Column, Row]>([
  ['a fraction among the counts', { name: 'n', kind: 'count' }, [1.5]],
  ['a number beyond exactness', { name: 'n', kind: 'count' }, [2 ** 53]],
  ['a JavaScript number as an amount', { name: 'n', kind: 'cxpt' }, [1]],
  ['text as an amount', { name: 'n', kind: 'cxpt' }, ['1']],
  ['a row that is too short', { name: 'n', kind: 'cxpt' }, []],
])('%s is refused instead of written', (_, column, row) => {
  expect(() => csvLine([column], row)).toThrow(TypeError)
})

async function pieces(rows: Iterable<Row> | AsyncIterable<Row>) {
  const all: { text: string; rows: number }[] = []
  for await (const piece of csvPieces({ columns: [{ name: 'amount', kind: 'cxpt' }], rows })) all.push(piece)
  return all
}

test('a table without rows is its header', async () => {
  expect(await pieces([])).toEqual([{ text: 'amount_cxpt,amount_wei\r\n', rows: 0 }])
})

test('a long table comes in bounded pieces that hold every row once, whatever the length', async () => {
  async function* many(): AsyncGenerator<Row> {
    for (let i = 0n; i < 50_000n; i += 1n) yield [i]
  }
  const all = await pieces(many())
  const lines = all
    .map((piece) => piece.text)
    .join('')
    .split('\r\n')
  expect(all.length).toBeGreaterThan(5)
  expect(Math.max(...all.map((piece) => piece.text.length))).toBeLessThan(66_000)
  expect(all.reduce((sum, piece) => sum + piece.rows, 0)).toBe(50_000)
  expect(lines).toHaveLength(50_002)
  expect(lines[50_000]).toBe('0.000000000000049999,49999')
})

test('the decimal beside a whole amount is the exact one, whatever the amount', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.constantFrom(2, 6, 9, 18), (amount, decimals) => {
      expect(decimalOf(amount.toString(), decimals)).toBe(formatUnits(amount, decimals))
    }),
  )
})
