import type PDFDocument from 'pdfkit'
import { formatMonth } from '../../domain/month'
import { qrPath } from '../../domain/qr-path'
import { formatFixed } from '../../domain/units'
import type { Gate } from '../gate'
import type { MonthReport } from '../month-report'
import { type Bar, COLOURS, drawBars, drawLines } from './charts'
import { footers, heading, keepTogether, MARGIN, openPdf, title } from './page'

type Pdf = InstanceType<typeof PDFDocument>
/** Points across the code: 57 modules of an address as long as ours are then 0.5 mm each. */
const CODE = 96

/** What is drawn of a month: for reading, the numbers are in the other files. */
export type PdfFacts = {
  title: string
  facts: readonly (readonly [name: string, value: string])[]
  gates: readonly Pick<Gate, 'title' | 'state' | 'detail'>[]
  bars: readonly { title: string; bars: readonly Bar[] }[]
  emission: { vested: readonly bigint[]; used: readonly bigint[] }
  dataRoot: string
  /** The address of the check, as a code for a camera; null: none. */
  link: string | null
  /** The time in the file's own record: that of the closing block, so that two generations are the same. */
  at: Date
}

const cxpt = (wei: bigint): string => `${formatFixed(wei, 18, 2)} CXPT`.replace('\u2212', '-')
const usd = (nano: bigint): string => `$${formatFixed(nano, 9, 2)}`.replace('$\u2212', '-$')

export async function pdfFactsOf(report: MonthReport, gates: readonly Gate[], dataRoot: string): Promise<PdfFacts> {
  const { row, month, books, site } = report
  const check = `/verify?period=${month}&root=${dataRoot}`
  const [supply, emissions, revenue, views] = [
    await report.supply(),
    await report.emissions(),
    await books.revenue(),
    await report.views(),
  ]
  const channels = new Map<string, bigint>()
  for (const { channel, recognised } of revenue) channels.set(channel, (channels.get(channel) ?? 0n) + recognised)
  return {
    ...{ title: `Token report, ${formatMonth(month)}`, gates, dataRoot, at: row.closingTime },
    link: site && new URL(check, site).href,
    facts: [
      ['Chain', String(row.chainId)],
      ['Opening block', `${row.openingBlock}, ${row.openingHash}`],
      ['Closing block', `${row.closingBlock}, ${row.closingHash}`],
      ['Data root', dataRoot],
      ['Check it', site ? new URL(check, site).href : check],
    ],
    bars: [
      {
        title: 'Where every CXPT is at the closing block',
        bars: supply
          .filter(({ row: kind, closing }) => (kind === 'bucket' || kind === 'burned') && closing !== 0n)
          .map(({ account, closing }) => ({ label: account, value: closing, text: cxpt(closing) })),
      },
      {
        title: 'Revenue recognised, by channel',
        bars: [...channels].map(([label, value]) => ({ label, value, text: usd(value) })),
      },
      {
        title: 'Result of the month in three views',
        bars: Object.entries(views.result).map(([label, value]) => ({ label, value, text: usd(value) })),
      },
    ],
    emission: { vested: emissions.map(({ vested }) => vested), used: emissions.map(({ used }) => used) },
  }
}

/** A4, with page numbers and the root of the data on every page. */
export function drawPdf(facts: PdfFacts): Promise<Buffer> {
  const { pdf, done } = openPdf(facts.title, facts.at)
  const width = pdf.page.width - 2 * MARGIN
  if (facts.link) drawCode(pdf, facts.link)
  title(pdf, facts.title, facts.facts, CODE)
  pdf.y = Math.max(pdf.y, MARGIN + CODE)
  drawGates(pdf, facts)
  drawCharts(pdf, facts, width)
  footers(pdf, `Data root ${facts.dataRoot}`)
  pdf.end()
  return done
}

/** At the right of the title: dark on light, with the quiet around it that cameras want. */
function drawCode(pdf: Pdf, link: string): void {
  const { size, path } = qrPath(link)
  pdf.save().translate(pdf.page.width - MARGIN - CODE, MARGIN / 2)
  pdf
    .scale(CODE / size)
    .path(path)
    .fill('#000')
  pdf.restore()
}

function drawGates(pdf: Pdf, { gates }: PdfFacts): void {
  heading(pdf, 'Gates')
  for (const { title, state, detail } of gates) {
    pdf.fillColor(state === 'passed' ? COLOURS.bar : COLOURS.below).text(`${state}  `, { continued: true })
    pdf.fillColor(COLOURS.ink).text(detail === '' ? title : `${title}: ${detail}`)
  }
}

function drawCharts(pdf: Pdf, facts: PdfFacts, width: number): void {
  for (const { title, bars } of facts.bars) {
    keepTogether(pdf, 40 + bars.length * 16)
    heading(pdf, title)
    if (bars.length === 0) pdf.fillColor(COLOURS.muted).text('Nothing.')
    else pdf.y = drawBars(pdf, bars, { x: MARGIN, y: pdf.y, width })
    pdf.x = MARGIN
  }
  keepTogether(pdf, 220)
  heading(pdf, 'Emission: vested and used')
  const lines = [
    { label: 'vested', colour: COLOURS.bar, points: facts.emission.vested },
    { label: 'used', colour: COLOURS.second, points: facts.emission.used },
  ]
  pdf.y = drawLines(pdf, lines, cxpt, { x: MARGIN, y: pdf.y, width, height: 150 })
}
