import { formatMonth } from '../../domain/month'
import { formatFixed } from '../../domain/units'
import { COLOURS, drawBars, drawLines } from '../pdf/charts'
import { footers, heading, keepTogether, MARGIN, openPdf, title } from '../pdf/page'
import type { ReviewFacts } from './facts'
import type { Stress } from './review-stress'
import { concentrationOf } from './review-tables'

const cxpt = (wei: bigint): string => `${formatFixed(wei, 18, 0)} CXPT`.replace('\u2212', '-')
const usd = (nano: bigint): string => `$${formatFixed(nano, 9, 2)}`.replace('$\u2212', '-$')
/** The lines of a chart, apart also without colour by their order in the legend. */
const LINE_COLOURS = [COLOURS.bar, COLOURS.second, COLOURS.below, COLOURS.ink, COLOURS.muted]

/** The year with charts: for reading, the numbers are in the tables. */
export async function drawReview(facts: ReviewFacts, stress: Stress): Promise<Buffer> {
  const { year, reports, span } = facts
  const last = reports.at(-1)
  if (!last) throw new RangeError('a review without a month')
  const { pdf, done } = openPdf(`Annual review ${year}`, last.row.closingTime)
  const width = pdf.page.width - 2 * MARGIN
  const isWhole = last.month === `${year}-12`
  title(pdf, `Annual review ${year}`, [
    ['Chain', String(span.chainId)],
    [
      'Months',
      `${formatMonth(reports[0]?.month ?? last.month)} to ${formatMonth(last.month)}${isWhole ? '' : ' (the year is not over)'}`,
    ],
    ['Closing block', `${span.closing}, ${last.row.closingHash}`],
  ])
  const bars = (name: string, list: { label: string; value: bigint; text: string }[]) => {
    keepTogether(pdf, 40 + list.length * 16)
    heading(pdf, name)
    pdf.y = drawBars(pdf, list, { x: MARGIN, y: pdf.y, width })
    pdf.x = MARGIN
  }
  const supply = (await last.ledgerSupply()).filter(
    ({ row, closing }) => row !== 'total' && row !== 'proof' && closing !== 0n,
  )
  bars(
    'Where every CXPT is at the closing block',
    supply.map(({ account, closing }) => ({ label: account, value: closing, text: cxpt(closing) })),
  )
  const results = await Promise.all(reports.map(async (report) => ({ report, views: await report.views() })))
  bars(
    'Result by month, accrual',
    results.map(({ report, views }) => ({
      ...{ label: formatMonth(report.month), value: views.result.accrual, text: usd(views.result.accrual) },
    })),
  )
  keepTogether(pdf, 220)
  heading(pdf, 'Emission vested and not used, over the twelve months ahead, by scenario')
  const lines = stress.map(({ scenario, months }, i) => ({
    ...{ label: scenario.name, colour: LINE_COLOURS[i % LINE_COLOURS.length] ?? COLOURS.ink },
    points: months.map(({ left }) => left),
  }))
  pdf.y = drawLines(pdf, lines, cxpt, { x: MARGIN, y: pdf.y, width, height: 150 })
  pdf.x = MARGIN
  bars(
    'Not funded in twelve months, by scenario',
    stress.map(({ scenario, months }) => {
      const value = months.reduce((sum, { unfunded }) => sum + unfunded, 0n)
      return { label: scenario.name, value, text: cxpt(value) }
    }),
  )
  const rewards = (await concentrationOf(facts)).filter(({ of }) => of === 'provider rewards')
  bars(
    'Concentration of provider rewards: HHI by month',
    rewards.map(({ month, hhi }) => ({
      label: formatMonth(month),
      value: BigInt((hhi ?? '0').split('.')[0] ?? 0),
      text: hhi ?? 'nothing earned',
    })),
  )
  footers(pdf, `Closing block ${last.row.closingHash}`)
  pdf.end()
  return done
}
