import { movementRows, movementTexts } from '../db/movement-pages'
import { paymentRows } from '../db/payment-pages'
import { eventRows, priceRows } from '../db/report-rows'
import { BUCKETS } from '../domain/buckets'
import { dataRootOf, RowTree, type SheetRoot } from './data-root'
import { EXCEPTION_COLUMNS, exceptionTable } from './exceptions'
import { jsonRow } from './json'
import type { MonthReport } from './month-report'
import { NODE_TREE_HASH } from './node-hash'
import { ADDRESS_COLUMNS, addressTable } from './sheet/address-register'
import { BURN_COLUMNS, burnTable } from './sheet/burns'
import { RECONCILIATION_COLUMNS, reconciliationTable } from './sheet/chain-reconciliation'
import { COVER_COLUMNS, coverLines, coverTable } from './sheet/cover'
import { BALANCE_COLUMNS, balanceTable } from './sheet/customer-balances'
import { EMISSION_COLUMNS, emissionTable } from './sheet/emissions'
import { GATE_COLUMNS, gateTable } from './sheet/gate-list'
import { JOURNAL_COLUMNS, journalTable } from './sheet/journals'
import { movementText } from './sheet/movement-writer'
import { type Balances, MOVEMENT_COLUMNS, movementLines } from './sheet/movements'
import { PARAMETER_COLUMNS, PARAMETER_EVENTS, parameterTable } from './sheet/parameter-changes'
import { PAYMENT_COLUMNS, paymentLines } from './sheet/payments'
import { PRICE_COLUMNS, priceTable } from './sheet/prices'
import { REWARD_COLUMNS, rewardTable } from './sheet/provider-rewards'
import { REVENUE_COLUMNS, revenueTable } from './sheet/revenue'
import { AGEING_COLUMNS, ageingTable } from './sheet/rollover-ageing'
import { SPLIT_COLUMNS, splitTable } from './sheet/split'
import { SUMMARY_COLUMNS, summaryTable } from './sheet/summary'
import { ROLL_FORWARD_COLUMNS, type RollForwardRow, rollForwardTable } from './sheet/supply-roll-forward'
import { TREASURY_COLUMNS, treasuryTable } from './sheet/treasury'
import { TRIAL_COLUMNS, trialTable } from './sheet/trial-balance'
import { VIEW_COLUMNS, viewTable } from './sheet/view-list'
import { SHEET_INDEX, type SheetName } from './sheet-names'
import type { Table } from './table'

/** One function per sheet. What can fail fails before the first row, so that a download is refused and never cut short. */
const TABLES: Record<SheetName, (report: MonthReport) => Promise<Table>> = {
  cover: async (report) => coverOf(report, await readDataRoot(report)),
  summary: async (report) => ({ columns: SUMMARY_COLUMNS, rows: summaryTable(await report.figures()) }),
  views: async (report) => ({ columns: VIEW_COLUMNS, rows: viewTable(await report.views()) }),
  'address-register': async (report) => ({ columns: ADDRESS_COLUMNS, rows: addressTable(await report.addresses()) }),
  'supply-roll-forward': async (report) => ({
    columns: ROLL_FORWARD_COLUMNS,
    rows: rollForwardTable(await report.supply()),
  }),
  'chain-reconciliation': async (report) => ({
    columns: RECONCILIATION_COLUMNS,
    rows: reconciliationTable(await report.reconciliation()),
  }),
  emissions: async (report) => ({ columns: EMISSION_COLUMNS, rows: emissionTable(await report.emissions()) }),
  burns: async (report) => ({ columns: BURN_COLUMNS, rows: burnTable(await report.burns()) }),
  payments: async (report) => ({
    columns: PAYMENT_COLUMNS,
    size: (await report.payments()).payments + 1,
    rows: paymentLines(paymentRows(report.db, report.span), await report.payments()),
  }),
  split: async (report) => ({ columns: SPLIT_COLUMNS, rows: splitTable(await report.split()) }),
  'customer-balances': async ({ books }) => ({
    columns: BALANCE_COLUMNS,
    rows: balanceTable(await books.balances()),
  }),
  'rollover-ageing': async ({ books }) => ({ columns: AGEING_COLUMNS, rows: ageingTable(await books.ageing()) }),
  revenue: async ({ books }) => ({ columns: REVENUE_COLUMNS, rows: revenueTable(await books.revenue()) }),
  'provider-rewards': async ({ books }) => ({ columns: REWARD_COLUMNS, rows: rewardTable(await books.rewards()) }),
  treasury: async ({ books }) => ({
    columns: TREASURY_COLUMNS,
    rows: treasuryTable(await books.treasury(), (await books.ledger()).books),
  }),
  journals: async ({ books }) => ({
    columns: JOURNAL_COLUMNS,
    rows: journalTable((await books.ledger()).posted, await books.quantities(), books.chart),
  }),
  exceptions: async ({ books }) => ({ columns: EXCEPTION_COLUMNS, rows: exceptionTable(await books.exceptions()) }),
  gates: async (report) => ({ columns: GATE_COLUMNS, rows: gateTable(await report.gates()) }),
  'trial-balance': async (report) => ({
    columns: TRIAL_COLUMNS,
    rows: trialTable((await report.books.ledger()).trial, await report.ledgerSupply(), report.books.chart),
  }),
  prices: async (report) => ({
    columns: PRICE_COLUMNS,
    rows: priceTable(await priceRows(report.db, report.span), report.calendar.end),
  }),
  'parameter-changes': async (report) => ({
    columns: PARAMETER_COLUMNS,
    rows: parameterTable(await eventRows(report.db, report.span, PARAMETER_EVENTS)),
  }),
  movements: async (report) => {
    const { db, span } = report
    const supply = await report.ledgerSupply()
    const [opening, closing] = [balancesOf(supply, 'opening'), balancesOf(supply, 'closing')]
    return {
      columns: MOVEMENT_COLUMNS,
      rows: movementLines(movementRows(db, span), opening, closing),
      lines: () => movementText(movementTexts(db, span), opening, closing),
    }
  },
}

/** The cover names the root of the other sheets, so it is made after them. */
export async function coverOf({ row, commit, db, span, deployment }: MonthReport, dataRoot: string): Promise<Table> {
  const changes = await eventRows(db, { ...span, opening: -1n }, PARAMETER_EVENTS)
  const contracts = Object.entries(deployment.contracts).map(([name, { address }]) => [name, address] as const)
  return { columns: COVER_COLUMNS, rows: coverTable(coverLines({ month: row, contracts, commit, changes, dataRoot })) }
}

/** The root of sheets 2 to 16, by reading all of them. */
async function readDataRoot(report: MonthReport): Promise<string> {
  const roots: SheetRoot[] = []
  for (const { name, number } of SHEET_INDEX) {
    if (name === 'cover' || number === null) continue
    const { columns, rows } = await tableOf(name, report)
    const tree = new RowTree(NODE_TREE_HASH)
    for await (const row of rows) tree.add(jsonRow(row))
    roots.push({ name, columns, rows: tree.size, root: tree.root() })
  }
  return dataRootOf(roots, NODE_TREE_HASH)
}

export const tableOf = (sheet: SheetName, report: MonthReport): Promise<Table> => TABLES[sheet](report)

function balancesOf(supply: readonly RollForwardRow[], at: 'opening' | 'closing'): Balances {
  const of = (account: string) => supply.find((row) => row.account === account)?.[at] ?? 0n
  return Object.fromEntries([...BUCKETS, 'burned' as const].map((account) => [account, of(account)])) as Balances
}
