import type { MovementDay } from '../../db/balance-rows'
import type { Chart } from '../../domain/chart'
import type { JournalId, PostedEntry } from '../../domain/journal'
import { dateOf } from '../../domain/time'
import type { Column, RowOf } from '../table'

/** Which journal of ledger Q a kind of movement belongs to; null: between outsiders, or nobody's act. */
const Q_JOURNALS: Readonly<Record<string, JournalId>> = {
  deposit: 'J1',
  withdrawal: 'J1w',
  charge: 'J2',
  settlement: 'J5',
  burn: 'J6',
  protocol_share: 'J6',
  operations_share: 'J6',
  provider_share: 'J6',
  fund: 'J9f',
  allocate: 'J7q',
  deallocate: 'J7q',
  claim: 'J8',
  treasury_withdrawal: 'J11',
  treasury_move: 'J11m',
  defund: 'J11m',
  migrate: 'J11m',
  skim: 'J14',
}

/** One entry of ledger Q: wei from one bucket to another on one day. Inside one bucket nothing moves for the books. */
export type QuantityEntry = MovementDay & { journal: JournalId | null }

export const quantityEntries = (days: readonly MovementDay[]): QuantityEntry[] =>
  days.filter(({ from, to }) => from !== to).map((day) => ({ ...day, journal: Q_JOURNALS[day.kind] ?? null }))

export const JOURNAL_COLUMNS = [
  { name: 'ledger', kind: 'text' },
  { name: 'entry', kind: 'count' },
  { name: 'journal', kind: 'text' },
  { name: 'date', kind: 'text' },
  { name: 'ref', kind: 'text' },
  { name: 'memo', kind: 'text' },
  { name: 'original_period', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'name', kind: 'text' },
  { name: 'debit', kind: 'cents' },
  { name: 'credit', kind: 'cents' },
  { name: 'debit_quantity', kind: 'cxpt' },
  { name: 'credit_quantity', kind: 'cxpt' },
] as const satisfies readonly Column[]

type Line = RowOf<typeof JOURNAL_COLUMNS>

export const dayOf = (seconds: bigint): string => dateOf(seconds).toISOString().slice(0, 10)

/** Sheet 16: every posting of ledger U, then of ledger Q; entries are numbered from 1 in each. */
export function* journalTable(
  posted: readonly PostedEntry[],
  quantities: readonly QuantityEntry[],
  chart: Chart,
): Generator<Line> {
  for (const [i, { journal, at, ref, memo, originalPeriod, postings }] of posted.entries()) {
    for (const { account, side, cents } of postings) {
      const { code, name } = chart[account]
      const sides = side === 'debit' ? ([cents, null] as const) : ([null, cents] as const)
      yield ['U', i + 1, journal, dayOf(at), ref, memo, originalPeriod, code, name, ...sides, null, null]
    }
  }
  for (const [i, { day, kind, from, to, wei, count, journal }] of quantities.entries()) {
    const head = ['Q', i + 1, journal ?? '', day, kind, `${count} movements`, null] as const
    yield [...head, to, to, null, null, wei, null]
    yield [...head, from, from, null, null, null, wei]
  }
}
