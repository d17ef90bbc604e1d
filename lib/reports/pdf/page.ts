import PDFDocument from 'pdfkit'
import { COLOURS } from './charts'

export const MARGIN = 48
const FONTS = { text: 'Helvetica', bold: 'Helvetica-Bold' }
type Pdf = InstanceType<typeof PDFDocument>

/** A4 with buffered pages. Not compressed: the bytes depend on nothing but what is drawn. `at`: the time in the file's own record. */
export function openPdf(name: string, at: Date): { pdf: Pdf; done: Promise<Buffer> } {
  const info = { Title: name, CreationDate: at, ModDate: at, Producer: 'CXPT Console', Creator: 'CXPT Console' }
  const pdf = new PDFDocument({ size: 'A4', margin: MARGIN, bufferPages: true, compress: false, info, lang: 'en' })
  const pieces: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece))
    pdf.on('end', () => resolve(Buffer.concat(pieces)))
    pdf.on('error', reject)
  })
  return { pdf, done }
}

/** The title, and facts under it; `room` at the right stays free. */
export function title(
  pdf: Pdf,
  text: string,
  facts: readonly (readonly [name: string, value: string])[],
  room = 0,
): void {
  const width = pdf.page.width - 2 * MARGIN - room
  pdf.font(FONTS.bold).fontSize(20).fillColor(COLOURS.ink).text(text, MARGIN, MARGIN, { width })
  pdf.moveDown(0.5).font(FONTS.text).fontSize(8)
  for (const [name, value] of facts)
    pdf.fillColor(COLOURS.muted).text(`${name}: `, { continued: true, width }).fillColor(COLOURS.ink).text(value)
}

export function heading(pdf: Pdf, text: string): void {
  pdf.moveDown(1.2).font(FONTS.bold).fontSize(11).fillColor(COLOURS.ink).text(text)
  pdf.moveDown(0.4).font(FONTS.text).fontSize(8)
}

/** A new page where what follows, in points, would not fit. */
export function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - MARGIN) pdf.addPage()
}

/** Page numbers, and what the pages are of, on every page. */
export function footers(pdf: Pdf, text: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let i = start; i < start + count; i++) {
    pdf.switchToPage(i)
    // Below the margin, where a line would begin a page of its own.
    pdf.page.margins.bottom = 0
    pdf.fontSize(7).fillColor(COLOURS.muted)
    pdf.text(`Page ${i + 1} of ${count}   ${text}`, MARGIN, pdf.page.height - 32, { lineBreak: false })
  }
}
