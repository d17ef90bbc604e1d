import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Column, Row } from '../table'
import { columnName } from './cells'
import { Workbook } from './workbook'
import { zipParts } from './zip-parts'

const COLUMNS: Column[] = [
  { name: 'line', kind: 'text' },
  { name: 'block', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'amount', kind: 'cxpt' },
]
const ROWS: Row[] = [
  ['payment', 7n, new Date('2028-02-29T12:00:00Z'), 10n ** 27n - 1n],
  ['=HYPERLINK("x","y")', 10n ** 15n, null, -1n],
  ['total', null, null, 5n],
]

function build(rows: readonly Row[], most?: number) {
  const pieces: Uint8Array[] = []
  const book = new Workbook(zipParts((bytes) => pieces.push(bytes)))
  const sheet = book.sheet({ name: '8 Payments <&>', order: 2, file: 'payments.csv' }, COLUMNS, rows.length, most)
  for (const row of rows) sheet.add(row)
  sheet.end()
  const cover = book.sheet({ name: '1 Cover', order: 1, file: 'cover.csv' }, COLUMNS, 0)
  cover.end()
  book.end()
  return Buffer.concat(pieces)
}
const read = (bytes: Buffer, name: string) => {
  const found = unzipSync(bytes)[name]
  if (!found) throw new Error(`no ${name}`)
  return strFromU8(found)
}

describe('a worksheet', () => {
  const xml = read(build(ROWS), 'xl/worksheets/sheet1.xml')

  test('keeps its header in view, and merges nothing', () => {
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(xml).not.toContain('mergeCell')
    expect(xml).toContain('<c r="E1" s="1" t="inlineStr"><is><t xml:space="preserve">amount_wei</t></is></c>')
  })

  test('has numbers to calculate with, whole amounts as text, times as times', () => {
    expect(xml).toContain('<c r="B2" s="0"><v>7</v></c><c r="C2" s="3"><v>46812.5</v></c>')
    expect(xml).toContain('<c r="D2" s="0"><v>999999999.999999999999999999</v></c>')
    expect(xml).toContain(
      '<c r="E2" s="2" t="inlineStr"><is><t xml:space="preserve">999999999999999999999999999</t></is></c>',
    )
    expect(xml).toContain('<c r="B3" s="2" t="inlineStr"><is><t xml:space="preserve">1000000000000000</t></is></c>')
    expect(xml).toContain('<c r="D3" s="0"><v>-0.000000000000000001</v></c>')
  })

  test('has no formula: text is quoted text', () => {
    expect(xml).toContain('<t xml:space="preserve">=HYPERLINK(&quot;x&quot;,&quot;y&quot;)</t>')
    expect(xml).not.toContain('<f>')
    expect(read(build(ROWS), 'xl/styles.xml')).toContain('quotePrefix="1"')
  })

  test('leaves unknown cells out: empty is not 0', () => {
    expect(xml).toContain(
      '<row r="4"><c r="A4" s="2" t="inlineStr"><is><t xml:space="preserve">total</t></is></c><c r="D4"',
    )
  })
})

test('tabs stand in the order of the report', () => {
  expect(read(build(ROWS), 'xl/workbook.xml')).toContain(
    '<sheet name="1 Cover" sheetId="1" r:id="rId2"/><sheet name="8 Payments &lt;&amp;&gt;" sheetId="2" r:id="rId1"/>',
  )
})

test('the same rows are the same bytes', () => {
  expect(build(ROWS).equals(build(ROWS))).toBe(true)
  expect(build(ROWS).equals(build(ROWS.slice(1)))).toBe(false)
})

test('a sheet with too many rows has its sums and says where the rows are', () => {
  const xml = read(build(ROWS, 2), 'xl/worksheets/sheet1.xml')
  expect(xml).not.toContain('payment<')
  expect(xml).toContain('total<')
  expect(xml).toContain('All rows are in payments.csv')
  expect(read(build(ROWS, 3), 'xl/worksheets/sheet1.xml')).toContain('payment<')
})

test('an empty sheet is a header', () => {
  expect(read(build([]), 'xl/worksheets/sheet1.xml')).toMatch(/<sheetData><row r="1">.*<\/row><\/sheetData>/)
})

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [702, 'AAA'],
])('column %i is %s', (index, name) => {
  expect(columnName(index)).toBe(name)
})
