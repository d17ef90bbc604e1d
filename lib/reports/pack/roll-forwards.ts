import type { Account } from '../../domain/chart'
import type { TrialLine } from '../ledger/run'
import type { MonthReport } from '../month-report'
import { BALANCE_COLUMNS, type BalanceLine } from '../sheet/customer-balances'
import type { RollForwardRow } from '../sheet/supply-roll-forward'
import type { Column, Row, Table } from '../table'
import { type BundleFile, tableFile } from './bundle'
import type { PackFacts } from './facts'

const TRIAL = [
  { name: 'account', kind: 'text' },
  { name: 'name', kind: 'text' },
  { name: 'opening', kind: 'cents' },
  { name: 'debit', kind: 'cents' },
  { name: 'credit', kind: 'cents' },
  { name: 'closing', kind: 'cents' },
] as const satisfies readonly Column[]

const SUPPLY = [
  { name: 'period', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'opening', kind: 'cxpt' },
  { name: 'in', kind: 'cxpt' },
  { name: 'out', kind: 'cxpt' },
  { name: 'internal_in', kind: 'cxpt' },
  { name: 'internal_out', kind: 'cxpt' },
  { name: 'closing', kind: 'cxpt' },
  { name: 'check', kind: 'cxpt' },
] as const satisfies readonly Column[]

/** Opening of the first month, what the months moved, closing of the last. */
function sumTrial(months: readonly (readonly TrialLine[])[]): TrialLine[] {
  const lines = new Map<Account, TrialLine>()
  for (const trial of months) {
    for (const { account, opening, debit, credit } of trial) {
      const line = lines.get(account) ?? { account, opening, debit: 0n, credit: 0n, closing: opening }
      lines.set(account, line)
      line.debit += debit
      line.credit += credit
      line.closing += debit - credit
    }
  }
  return [...lines.values()].sort((a, b) => (a.account < b.account ? -1 : 1))
}

type Supply = Omit<RollForwardRow, 'chain' | 'difference' | 'row'>

/** The same of the supply ledger; `check` is what closing is beyond opening and moves: 0. */
function sumSupply(months: readonly (readonly RollForwardRow[])[]): Supply[] {
  const [first, last] = [months[0] ?? [], months.at(-1) ?? []]
  return first.map(({ account, opening }) => {
    const own = months.map((rows) => rows.find((row) => row.account === account))
    const sum = (of: (row: RollForwardRow) => bigint) => own.reduce((all, row) => all + (row ? of(row) : 0n), 0n)
    const moved = {
      ...{ in: sum((row) => row.in), out: sum((row) => row.out) },
      ...{ internalIn: sum((row) => row.internalIn), internalOut: sum((row) => row.internalOut) },
    }
    const closing = last.find((row) => row.account === account)?.closing ?? 0n
    const check = opening + moved.in - moved.out + moved.internalIn - moved.internalOut - closing
    return { account, opening, ...moved, closing, check }
  })
}

/** Sums of all customers over the months: the first opening, what changed it, the last closing. */
function sumBalances(months: readonly (readonly BalanceLine[])[]): BalanceLine[] {
  const sums = new Map<string, BalanceLine>()
  const plus = (a: bigint | null, b: bigint | null) => (a === null ? b : a + (b ?? 0n))
  for (const [i, lines] of months.entries()) {
    for (const line of lines.filter(({ account }) => account === 'all')) {
      const key = `${line.section} ${line.layer} ${line.line}`
      if (line.line === 'opening' && i > 0) continue
      const sum = sums.get(key)
      if (!sum || line.line === 'closing') sums.set(key, { ...line })
      else {
        sum.tokens = plus(sum.tokens, line.tokens)
        sum.nano = plus(sum.nano, line.nano)
        sum.wei = plus(sum.wei, line.wei)
      }
    }
  }
  return [...sums.values()]
}

/** Both sides of every account, month by month. */
export async function trialTable(reports: readonly MonthReport[]): Promise<Table> {
  const rows: Row[] = []
  for (const { month, books } of reports) {
    for (const { account, opening, debit, credit, closing } of (await books.ledger()).trial) {
      const { code, name } = books.chart[account]
      rows.push([month, code, name, opening, debit, credit, closing])
    }
  }
  return { columns: [{ name: 'month', kind: 'text' }, ...TRIAL], rows }
}

/** Supply by bucket month by month, then of all of them under `period`. The ledger's side alone. */
export async function supplyTable(reports: readonly MonthReport[], period: string): Promise<Table> {
  const months = await Promise.all(reports.map((report) => report.ledgerSupply()))
  const rowOf = (of: string, row: Supply) => [
    ...[of, row.account, row.opening, row.in, row.out],
    ...[row.internalIn, row.internalOut, row.closing, row.check],
  ]
  const each = reports.flatMap(({ month }, i) => (months[i] ?? []).map((row) => rowOf(month, row)))
  return { columns: SUPPLY, rows: [...each, ...sumSupply(months).map((row) => rowOf(period, row))] }
}

export function* rollForwardTables({ reports, quarter }: PackFacts): Generator<BundleFile> {
  yield tableFile('balances', 'trial-balance', async (): Promise<Table> => {
    const months = await Promise.all(reports.map(async ({ books }) => (await books.ledger()).trial))
    const chart = reports[0]?.books.chart
    const rows = sumTrial(months).map(({ account, opening, debit, credit, closing }) => {
      const name = chart?.[account]
      return [name?.code ?? account, name?.name ?? '', opening, debit, credit, closing]
    })
    return { columns: TRIAL, rows }
  })
  yield tableFile('balances', 'supply-roll-forward', () => supplyTable(reports, quarter))
  yield tableFile('balances', 'customer-balances', async (): Promise<Table> => {
    const months = await Promise.all(reports.map(({ books }) => books.balances()))
    const rows = sumBalances(months).map(({ section, layer, account, line, tokens, nano, wei }) => [
      ...[section, layer, account, line, tokens, nano, wei],
    ])
    return { columns: BALANCE_COLUMNS, rows }
  })
}
