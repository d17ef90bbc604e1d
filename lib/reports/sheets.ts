import { eventRows, movementRows, paymentRows, priceRows } from '../db/report-rows'
import { BUCKETS } from '../domain/buckets'
import type { MonthReport } from './month-report'
import { BURN_COLUMNS, burnTable } from './sheet/burns'
import { RECONCILIATION_COLUMNS, reconciliationTable } from './sheet/chain-reconciliation'
import { EMISSION_COLUMNS, emissionTable } from './sheet/emissions'
import { type Balances, MOVEMENT_COLUMNS, movementLines } from './sheet/movements'
import { PARAMETER_COLUMNS, PARAMETER_EVENTS, parameterTable } from './sheet/parameter-changes'
import { PAYMENT_COLUMNS, paymentLines } from './sheet/payments'
import { PRICE_COLUMNS, priceTable } from './sheet/prices'
import { SPLIT_COLUMNS, splitTable } from './sheet/split'
import { ROLL_FORWARD_COLUMNS, type RollForwardRow, rollForwardTable } from './sheet/supply-roll-forward'
import type { SheetName } from './sheet-names'
import type { Table } from './table'

/** One function per sheet. What can fail fails before the first row, so that a download is refused and never cut short. */
const TABLES: Record<SheetName, (report: MonthReport) => Promise<Table>> = {
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
    rows: paymentLines(paymentRows(report.db, report.span), await report.payments()),
  }),
  split: async (report) => ({ columns: SPLIT_COLUMNS, rows: splitTable(await report.split()) }),
  prices: async (report) => ({
    columns: PRICE_COLUMNS,
    rows: priceTable(await priceRows(report.db, report.span), report.calendar.end),
  }),
  'parameter-changes': async (report) => ({
    columns: PARAMETER_COLUMNS,
    rows: parameterTable(await eventRows(report.db, report.span, PARAMETER_EVENTS)),
  }),
  movements: async (report) => {
    const supply = await report.ledgerSupply()
    const balances = (at: 'opening' | 'closing') => balancesOf(supply, at)
    return {
      columns: MOVEMENT_COLUMNS,
      rows: movementLines(movementRows(report.db, report.span), balances('opening'), balances('closing')),
    }
  },
}

export const tableOf = (sheet: SheetName, report: MonthReport): Promise<Table> => TABLES[sheet](report)

function balancesOf(supply: readonly RollForwardRow[], at: 'opening' | 'closing'): Balances {
  const of = (account: string) => supply.find((row) => row.account === account)?.[at] ?? 0n
  return Object.fromEntries([...BUCKETS, 'burned' as const].map((account) => [account, of(account)])) as Balances
}
