import 'server-only'
import PDFDocument from 'pdfkit'
import { document as words } from '@/messages/invoices'
import type { Invoice } from '../db/invoice-rows'
import { numberText } from '../domain/invoice'
import { formatFixed } from '../domain/units'

/** Points: A4 is 595 by 842. */
const [LEFT, RIGHT, TOP] = [56, 539, 56]
const COLUMN = 300
const LINE = 16

const usd = (micro: bigint) => `$${formatFixed(micro, 6, 2, 'nearest')}`
const day = (time: Date) => time.toISOString().slice(0, 10)
const percent = (bps: number) => `${formatFixed(BigInt(bps), 2, 2)}%`

/** The printed document: every figure is the stored one. The same document is the same bytes. */
export function invoicePdf(invoice: Invoice): Promise<Uint8Array> {
  const number = numberText(invoice.series, invoice.number)
  const title = invoice.kind === 'invoice' ? words.invoice : words.creditNote
  const pdf = new PDFDocument({
    size: 'A4',
    margin: LEFT,
    info: { Title: `${title} ${number}`, Author: invoice.seller.name, CreationDate: invoice.issuedAt },
  })
  const chunks: Uint8Array[] = []
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('error', reject)
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
  })
  head(pdf, invoice, title, number)
  let y = parties(pdf, invoice, TOP + 96)
  for (const [name, value, isTotal] of rowsOf(invoice)) y = row(pdf, y, name, value, isTotal)
  if (invoice.kind === 'credit_note') pdf.fontSize(9).text(words.creditPaid, LEFT, y + LINE)
  pdf.end()
  return whole
}

type Pdf = InstanceType<typeof PDFDocument>

function head(pdf: Pdf, invoice: Invoice, title: string, number: string): void {
  pdf.font('Helvetica-Bold').fontSize(20).text(`${title} ${number}`, LEFT, TOP)
  pdf.font('Helvetica').fontSize(9)
  pdf.text(`${words.written} ${day(invoice.issuedAt)}`, LEFT, TOP + 32)
  pdf.text(`${words.supplied} ${day(invoice.suppliedAt)}`, LEFT, TOP + 46)
  pdf
    .moveTo(LEFT, TOP + 72)
    .lineTo(RIGHT, TOP + 72)
    .lineWidth(1)
    .stroke()
}

function parties(pdf: Pdf, { seller, buyer, account }: Invoice, y: number): number {
  const block = (x: number, name: string, lines: string[]) => {
    pdf.font('Helvetica-Bold').fontSize(9).text(name, x, y)
    pdf.font('Helvetica').text(lines.filter((text) => text !== '').join('\n'), x, y + LINE, { width: 220 })
  }
  const taxId = (text: string) => (text === '' ? '' : `${words.taxId} ${text}`)
  block(LEFT, words.from, [seller.name, seller.address, seller.country, taxId(seller.taxId)])
  block(COLUMN, words.to, [buyer.name, buyer.address, buyer.country, taxId(buyer.taxId), `${words.account} ${account}`])
  return y + 130
}

function rowsOf(invoice: Invoice): [string, string, boolean?][] {
  const { line, netUsd, taxBps, taxUsd, grossUsd, amount, price, txHash, refersTo, kind } = invoice
  const sign = kind === 'credit_note' ? '-' : ''
  const rows: [string, string, boolean?][] = [
    [words.line, line],
    [words.net, `${sign}${usd(netUsd)}`],
    [taxBps === 0 ? words.noTax : words.tax(percent(taxBps)), `${sign}${usd(taxUsd)}`],
    [words.gross, `${sign}${usd(grossUsd)}`, true],
  ]
  if (amount > 0n) rows.push([words.paid, `${formatFixed(amount, 18, 18)} CXPT`])
  if (price !== null) rows.push([txHash ? words.rate : words.meanRate, formatFixed(price, 18, 6)])
  if (refersTo) rows.push([words.refersTo, refersTo])
  if (txHash) rows.push([words.transaction, txHash])
  return rows
}

function row(pdf: Pdf, y: number, name: string, value: string, isTotal = false): number {
  pdf.font(isTotal ? 'Helvetica-Bold' : 'Helvetica').fontSize(9)
  pdf.text(name, LEFT, y, { width: 170 })
  pdf.text(value, LEFT + 170, y, { width: RIGHT - LEFT - 170, align: 'right' })
  const below = Math.max(pdf.y, y + LINE) + 2
  pdf
    .moveTo(LEFT, below)
    .lineTo(RIGHT, below)
    .lineWidth(isTotal ? 1 : 0.4)
    .stroke()
  if (isTotal)
    pdf
      .moveTo(LEFT, below + 2)
      .lineTo(RIGHT, below + 2)
      .lineWidth(1)
      .stroke()
  return below + 8
}
