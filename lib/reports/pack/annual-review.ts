import canonicalize from 'canonicalize'
import { findGenesisTime, findLedgerHead, findMonth } from '../../db/report-rows'
import { type Month, monthOf, monthsBetween } from '../../domain/month'
import { AppError } from '../../errors/app-error'
import { csvPieces } from '../csv'
import { jsonRow } from '../json'
import { type MonthReport, openReport, type ReportSource } from '../month-report'
import { once } from '../once'
import type { Table } from '../table'
import type { Bundle, BundleFile, Section } from './bundle'
import type { ReviewFacts } from './facts'
import { drawReview } from './review-pdf'
import { stressOf } from './review-stress'
import { allocationTable, concentrationTable, factorTable, revenueByService, scenarioTable } from './review-tables'
import { supplyTable, trialTable } from './roll-forwards'

const SECTIONS: readonly Section[] = [
  { id: 'review', title: 'For reading', note: 'The year with charts, and every table as one canonical JSON.' },
  {
    id: 'roll-forward',
    title: 'Roll-forward',
    note: 'Supply by bucket and both sides of every account, month by month.',
  },
  {
    id: 'allocation',
    title: 'Allocation and what became of it',
    note: 'What genesis gave each bucket, what left it, and what is left. Of emission beside it what the schedule had released.',
  },
  {
    id: 'emission',
    title: 'Emission of the year ahead',
    note: 'Tranches as they are scheduled, under five scenarios. Base: the average of the last three months. Rewards follow work at a fixed rate; the pool of providers gets its share of a revenue in USD, so a lower price brings it more CXPT.',
  },
  {
    id: 'pricing',
    title: 'Multiplier and pricing',
    note: 'The factor of each service by month, and what its list price and the dynamic effect came to.',
  },
  {
    id: 'concentration',
    title: 'Concentration',
    note: 'Of rewards earned by providers and of payments by customers, month by month.',
  },
]

/**
 * The annual review (finance.md §6). While the year runs it is of the months that are over, and says so. Refused: a year without such a month, one before
 * genesis, an empty ledger.
 */
export async function openReview(source: ReportSource, year: number): Promise<Bundle> {
  const facts = await factsOf(source, year)
  const { reports, span } = facts
  const last = reports.at(-1)
  return {
    fileName: `cxpt-review-${year}.zip`,
    format: 'cxpt-review/1',
    facts: {
      ...{ year: String(year), chainId: span.chainId, commit: source.commit ?? 'unknown' },
      isWhole: last?.month === `${year}-12`,
      months: reports.map(({ month }) => month),
      closing: { block: `${span.closing}`, hash: last?.row.closingHash ?? '' },
    },
    sections: SECTIONS,
    files: () => filesOf(facts),
  }
}

async function factsOf(source: ReportSource, year: number): Promise<ReviewFacts> {
  const { db, chain } = source
  const { chainId } = chain.deployment
  const [head, genesis] = await Promise.all([findLedgerHead(db, chainId), findGenesisTime(db, chainId)])
  if (!head || !genesis) throw new AppError('LEDGER_EMPTY')
  const all = monthsBetween(`${year}-01` as Month, `${year}-12` as Month).filter((month) => month >= monthOf(genesis))
  if (all.length === 0) throw new AppError('MONTH_NOT_FOUND', { month: year })
  const reports: MonthReport[] = []
  for (const month of all) if (await findMonth(db, chainId, month)) reports.push(await openReport(source, month))
  const [first, last] = [reports[0], reports.at(-1)]
  if (!first || !last) throw new AppError('YEAR_NOT_CLOSED', { year })
  return { source, year, reports, span: { chainId, opening: first.span.opening, closing: last.span.closing } }
}

type Named = { section: string; name: string; table: () => Promise<Table> }

async function* filesOf(facts: ReviewFacts): AsyncGenerator<BundleFile> {
  const { reports, year } = facts
  const stress = once(() => stressOf(facts))
  const tables: Named[] = [
    { section: 'roll-forward', name: 'supply', table: () => supplyTable(reports, String(year)) },
    { section: 'roll-forward', name: 'trial-balance', table: () => trialTable(reports) },
    { section: 'allocation', name: 'allocation', table: () => allocationTable(facts) },
    { section: 'emission', name: 'scenarios', table: async () => scenarioTable(await stress()) },
    { section: 'pricing', name: 'factors', table: () => factorTable(facts) },
    { section: 'pricing', name: 'revenue-by-service', table: () => revenueByService(facts) },
    { section: 'concentration', name: 'concentration', table: () => concentrationTable(facts) },
  ]
  for (const { section, name, table } of tables) {
    const pieces = async function* () {
      for await (const { text } of csvPieces(await table())) yield text
    }
    yield { section, name: `${section}/${name}.csv`, pieces }
  }
  yield file('review/review.json', async () => jsonOf(tables, year))
  yield file('review/review.pdf', async () => drawReview(facts, await stress()))
}

const file = (name: string, content: () => Promise<string | Uint8Array>): BundleFile => ({
  ...{ section: 'review', name },
  pieces: async function* () {
    yield await content()
  },
})

/** Every table as canonical JSON: columns with their kinds, rows as text. */
async function jsonOf(tables: readonly Named[], year: number): Promise<string> {
  const data: Record<string, unknown> = {}
  for (const { section, name, table } of tables) {
    const { columns, rows } = await table()
    const texts: unknown[] = []
    for await (const row of rows) texts.push(JSON.parse(jsonRow(row)))
    data[`${section}/${name}`] = { columns: columns.map((column) => ({ ...column })), rows: texts }
  }
  const text = canonicalize({ format: 'cxpt-review/1', year: String(year), data })
  if (text === undefined) throw new TypeError('the review cannot be written as JSON')
  return text
}
