import { eventRows, findGenesisTime, findLedgerHead, findMonth, priceRows } from '../../db/report-rows'
import { type Month, monthBounds, monthOf } from '../../domain/month'
import { monthsOfQuarter, type Quarter } from '../../domain/quarter'
import { AppError } from '../../errors/app-error'
import { type MonthReport, openReport } from '../month-report'
import { once } from '../once'
import { PARAMETER_COLUMNS, PARAMETER_EVENTS, parameterTable } from '../sheet/parameter-changes'
import { PRICE_COLUMNS, priceTable } from '../sheet/prices'
import { accessTables } from './access'
import { type Bundle, type BundleFile, tableFile } from './bundle'
import { chainTables } from './chain-evidence'
import { exceptionTables } from './exceptions'
import type { PackFacts, PackSource } from './facts'
import { findSigned, monthFiles, type SignedMonth, stateFacts } from './month-files'
import { rewardTables } from './reward-check'
import { riskTables } from './risk-register'
import { rollForwardTables } from './roll-forwards'
import { sampleTable } from './sample'
import { SECTIONS } from './sections'

const SAMPLE = 25

/**
 * The audit pack of a quarter that is over (finance.md §6). Refuses, each with its own code: a quarter with a month that is not over, one before genesis, a
 * ledger that is behind, and a chain that does not answer. A quarter in which the chain began has the months from then on.
 */
export async function openPack(source: PackSource, quarter: Quarter): Promise<Bundle> {
  const facts = await factsOf(source, quarter)
  const { reports, span, seed } = facts
  // Evidence of the chain is part of it: without a node there is no pack.
  for (const report of reports) await report.answers()
  const signed = await Promise.all(reports.map(findSigned))
  return {
    fileName: `cxpt-pack-${quarter}.zip`,
    format: 'cxpt-pack/1',
    facts: {
      ...{ quarter, chainId: span.chainId, seed, sample: source.sample ?? SAMPLE, commit: source.commit ?? 'unknown' },
      months: reports.map(({ month, row }, i) => ({
        month,
        ...stateFacts(signed[i] ?? null),
        opening: { block: `${row.openingBlock}`, hash: row.openingHash },
        closing: { block: `${row.closingBlock}`, hash: row.closingHash },
      })),
    },
    sections: SECTIONS,
    files: () => filesOf(facts, signed),
  }
}

async function factsOf(source: PackSource, quarter: Quarter): Promise<PackFacts> {
  const { db, chain } = source
  const { chainId } = chain.deployment
  const months = await monthsFrom(source, quarter)
  const reports: MonthReport[] = []
  for (const month of months) reports.push(await openReport(source, month))
  const [first, last] = [reports[0], reports.at(-1)]
  if (!first || !last) throw new AppError('MONTH_NOT_FOUND', { month: quarter })
  const row = await findMonth(db, chainId, last.month)
  const { start } = monthBounds(monthsOfQuarter(quarter)[0])
  return {
    ...{ source, quarter, reports, seed: row?.closingHash ?? last.row.closingHash },
    span: { chainId, opening: first.span.opening, closing: last.span.closing },
    from: new Date(Number(start) * 1_000),
    until: new Date(Number(last.calendar.end) * 1_000),
  }
}

/** Its months from genesis on; refused while one of them is not over. */
async function monthsFrom({ db, chain }: PackSource, quarter: Quarter): Promise<Month[]> {
  const { chainId } = chain.deployment
  const [head, genesis] = await Promise.all([findLedgerHead(db, chainId), findGenesisTime(db, chainId)])
  if (!head || !genesis) throw new AppError('LEDGER_EMPTY')
  const months = monthsOfQuarter(quarter).filter((month) => month >= monthOf(genesis))
  if (months.length === 0) throw new AppError('MONTH_NOT_FOUND', { month: quarter })
  for (const month of months) {
    if (!(await findMonth(db, chainId, month))) throw new AppError('QUARTER_NOT_CLOSED', { quarter, month })
  }
  return months
}

async function* filesOf(facts: PackFacts, signed: readonly SignedMonth[]): AsyncGenerator<BundleFile> {
  for (const [i, report] of facts.reports.entries()) yield* monthFiles(report, signed[i] ?? null, facts.source.work)
  yield* rollForwardTables(facts)
  yield* chainTables(facts)
  yield* accessTables(facts)
  yield* changeTables(facts)
  yield tableFile('sample', 'traced-payments', () => sampleTable(facts, facts.source.sample ?? SAMPLE))
  yield* exceptionTables(facts)
  yield* rewardTables(facts)
  yield* riskTables(facts)
}

function* changeTables({ source: { db }, span, until }: PackFacts): Generator<BundleFile> {
  const changes = once(() => eventRows(db, span, PARAMETER_EVENTS))
  yield tableFile('changes', 'parameter-changes', async () => ({
    columns: PARAMETER_COLUMNS,
    rows: parameterTable(await changes()),
  }))
  yield tableFile('prices', 'oracle-prices', async () => ({
    columns: PRICE_COLUMNS,
    rows: priceTable(await priceRows(db, span), BigInt(until.getTime()) / 1_000n),
  }))
}
