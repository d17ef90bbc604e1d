import { expect, test } from 'vitest'
import { qrPath } from '../../domain/qr-path'
import { drawPdf, type PdfFacts } from './report-pdf'

const FACTS: PdfFacts = {
  ...{ title: 'Token report, February 2028', dataRoot: 'ab'.repeat(32), at: new Date('2028-02-29T23:00:00Z') },
  link: null,
  facts: [['Chain', '31337']],
  gates: [{ title: 'Ledger U balances', state: 'failed', detail: 'off by a cent' }],
  bars: [
    { title: 'Revenue', bars: [{ label: 'breakage', value: -5n, text: '-$5.00' }] },
    { title: 'Empty', bars: [] },
  ],
  emission: { vested: [0n, 5n, 10n ** 27n], used: [] },
}
/** Text of the pages: pdfkit writes it in hex, in pieces. */
const textOf = (pdf: Buffer): string =>
  [...pdf.toString('latin1').matchAll(/<([0-9a-f]+)>/g)]
    .map(([, hex]) => Buffer.from(hex ?? '', 'hex').toString('latin1'))
    .join('')

test('the same month is the same bytes, whatever the clock says', async () => {
  const first = await drawPdf(FACTS)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect((await drawPdf(FACTS)).equals(first)).toBe(true)
  expect((await drawPdf({ ...FACTS, dataRoot: 'ac'.repeat(32) })).equals(first)).toBe(false)
})

test('says what the month is, which gate is red, and on every page its number and the root of the data', async () => {
  const text = textOf(await drawPdf({ ...FACTS, gates: Array(120).fill(FACTS.gates[0]) }))
  expect(text).toContain('Token report, February 2028')
  expect(text).toContain('Ledger U balances: off by a cent')
  for (const page of [1, 2, 3]) expect(text).toContain(`Page ${page} of 3`)
  expect(text.split(`Data root ${'ab'.repeat(32)}`)).toHaveLength(4)
})

test('the lines of emission have an axis: what their top and their foot stand for', async () => {
  const text = textOf(await drawPdf(FACTS))
  expect(text).toContain('1,000,000,000.00 CXPT')
  expect(text).toContain('0.00 CXPT')
})

test('the code of a link is drawn, module by module', async () => {
  const link = `https://console.example/verify?period=2028-02&root=${'ab'.repeat(32)}`
  const pdf = (await drawPdf({ ...FACTS, link })).toString('latin1')
  const without = (await drawPdf(FACTS)).toString('latin1')
  const moves = (text: string) => text.match(/^\d+ \d+ m$/gm)?.length ?? 0
  expect(moves(pdf) - moves(without)).toBe(qrPath(link).path.match(/M/g)?.length)
})

test('a month of nothing has a page too', async () => {
  const nothing = { ...FACTS, gates: [], bars: [], emission: { vested: [], used: [] } }
  expect((await drawPdf(nothing)).subarray(0, 5).toString()).toBe('%PDF-')
})
