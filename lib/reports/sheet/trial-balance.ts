import type { Chart } from '../../domain/chart'
import type { TrialLine } from '../ledger/run'
import type { Column, RowOf } from '../table'
import type { RollForwardRow } from './supply-roll-forward'

export const TRIAL_COLUMNS = [
  { name: 'ledger', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'name', kind: 'text' },
  { name: 'opening', kind: 'cents' },
  { name: 'debit', kind: 'cents' },
  { name: 'credit', kind: 'cents' },
  { name: 'closing', kind: 'cents' },
  { name: 'opening_quantity', kind: 'cxpt' },
  { name: 'in_quantity', kind: 'cxpt' },
  { name: 'out_quantity', kind: 'cxpt' },
  { name: 'closing_quantity', kind: 'cxpt' },
] as const satisfies readonly Column[]

/** Both ledgers, debits above zero; each ends in its sum: 0 in ledger U, 10^27 wei in ledger Q. */
export function* trialTable(
  trial: readonly TrialLine[],
  supply: readonly RollForwardRow[],
  chart: Chart,
): Generator<RowOf<typeof TRIAL_COLUMNS>> {
  const blank = [null, null, null, null] as const
  for (const { account, opening, debit, credit, closing } of trial) {
    const { code, name } = chart[account]
    yield ['U', code, name, opening, debit, credit, closing, ...blank]
  }
  const sum = sumOf(trial)
  yield ['U', 'total', '', sum.opening, sum.debit, sum.credit, sum.closing, ...blank]
  for (const { account, row, opening, in: into, out, internalIn, internalOut, closing } of supply) {
    if (row === 'total') continue
    const name = row === 'proof' ? 'total' : account
    yield ['Q', name, '', ...blank, opening, into + internalIn, out + internalOut, closing]
  }
}

export const sumOf = (trial: readonly TrialLine[]): Omit<TrialLine, 'account'> =>
  trial.reduce(
    (sum, line) => ({
      opening: sum.opening + line.opening,
      debit: sum.debit + line.debit,
      credit: sum.credit + line.credit,
      closing: sum.closing + line.closing,
    }),
    { opening: 0n, debit: 0n, credit: 0n, closing: 0n },
  )
