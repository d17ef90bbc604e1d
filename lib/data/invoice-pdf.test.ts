import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Invoice } from '../db/invoice-rows'
import { invoicePdf } from './invoice-pdf'

const INVOICE: Invoice = {
  ...{ chainId: 31_337, series: 'CX-2026-', number: 17, kind: 'invoice' },
  account: '0x00000000000000000000000000000000000000a1',
  source: 'charge 0x01',
  issuedAt: new Date('2026-10-10T10:00:00Z'),
  suppliedAt: new Date('2026-10-01T10:00:00Z'),
  seller: { name: 'Cxmpute GmbH', taxId: 'DE1', address: 'Kai 1, Hamburg', country: 'DE' },
  buyer: { name: 'Müller & Söhne', taxId: '', address: 'Quay 1', country: 'GB' },
  line: 'Professional: access to compute for 30 days, or the rest of them',
  ...{ netUsd: 100_000_000n, taxBps: 1_900, taxUsd: 19_000_000n, grossUsd: 119_000_000n },
  ...{ amount: 2_380_000_000_000_000_000_001n, price: 5n * 10n ** 16n, txHash: `0x${'ab'.repeat(32)}`, refersTo: null },
}

/** The words of a page: strings of its text operators, kerning left out. */
function textOf(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString('latin1')
  const streams = [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map((match) =>
    Buffer.from(match[1] ?? '', 'latin1'),
  )
  const pages = streams.flatMap((stream) => {
    try {
      return [inflateSync(stream).toString('latin1')]
    } catch {
      return []
    }
  })
  return [...pages.join('\n').matchAll(/\[([^\]]*)\] TJ/g)]
    .map((match) =>
      [...(match[1] ?? '').matchAll(/<([0-9a-f]+)>/g)]
        .map((part) => Buffer.from(part[1] ?? '', 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n')
}

test('the printed invoice names both sides, the tax line, every decimal that was debited, and the rate', async () => {
  const text = textOf(await invoicePdf(INVOICE))
  for (const words of [
    'Invoice CX-2026-000017',
    'Cxmpute GmbH',
    'Tax id DE1',
    'Müller & Söhne',
    '$100.00',
    'Tax, 19.00%',
    '$19.00',
    '$119.00',
    '2,380.000000000000000001 CXPT',
    '0.050000',
    'Written 2026-10-10',
    'Supplied 2026-10-01',
  ]) {
    expect(text).toContain(words)
  }
})

test('a credit note is negative, names the request it corrects and says that nothing is paid out', async () => {
  const note: Invoice = {
    ...INVOICE,
    series: 'CX-CN-2026-',
    kind: 'credit_note',
    amount: 0n,
    price: null,
    txHash: null,
    refersTo: 'req-7',
  }
  const text = textOf(await invoicePdf(note))
  expect(text).toContain('Credit note CX-CN-2026-000017')
  expect(text).toContain('-$119.00')
  expect(text).toContain('req-7')
  expect(text).toContain('later use takes the credit up')
  expect(text).not.toContain('CXPT')
})

test('the same document is the same bytes', async () => {
  expect(Buffer.compare(await invoicePdf(INVOICE), await invoicePdf(INVOICE))).toBe(0)
})
