import { Books } from '../../domain/accrual'
import type { Account } from '../../domain/chart'
import { CentBook, type Entry, type PostedEntry } from '../../domain/journal'
import { dateOf, secondsOf } from '../../domain/time'
import { inOrder, type Ordered } from './chain-steps'

export type TrialLine = {
  account: Account
  /** Cents, debit less credit. */
  opening: bigint
  debit: bigint
  credit: bigint
  closing: bigint
}

export type MonthBooks = {
  /** Of the month alone, in order. */
  entries: readonly Entry[]
  posted: readonly PostedEntry[]
  trial: readonly TrialLine[]
  /** nano-USD, debit less credit, before rounding: at the start of the year and both ends of the month. */
  exact: Readonly<Record<'year' | 'opening' | 'closing', ReadonlyMap<Account, bigint>>>
  /** At the end of the month. */
  books: Books
}

/** All steps from genesis to the end of the month; those before `start` make the opening balances. Seconds. */
export function runBooks(steps: readonly Ordered[], { start, end }: { start: bigint; end: bigint }): MonthBooks {
  const [books, cents] = [new Books(), new CentBook()]
  const ordered = steps.filter(({ at }) => at < end).toSorted(inOrder)
  const month = ordered.findIndex(({ at }) => at >= start)
  const cut = month < 0 ? ordered.length : month
  const yearStart = secondsOf(new Date(Date.UTC(dateOf(start).getUTCFullYear(), 0, 1)))
  let year: ReadonlyMap<Account, bigint> | null = null
  for (const { at, step } of ordered.slice(0, cut)) {
    if (at >= yearStart) year ??= cents.exact()
    for (const entry of books.apply(step)) cents.post(entry)
  }
  const [opening, exactOpening] = [cents.balance(), cents.exact()]
  const entries = ordered.slice(cut).flatMap(({ step }) => books.apply(step))
  const posted = entries.map((entry) => cents.post(entry)).filter(({ postings }) => postings.length > 0)
  const exact = { year: year ?? exactOpening, opening: exactOpening, closing: cents.exact() }
  return { entries, posted, trial: trialOf(opening, posted), exact, books }
}

function trialOf(opening: ReadonlyMap<Account, bigint>, posted: readonly PostedEntry[]): TrialLine[] {
  const lines = new Map<Account, TrialLine>()
  const lineOf = (account: Account): TrialLine => {
    const before = opening.get(account) ?? 0n
    const line = lines.get(account) ?? { account, opening: before, debit: 0n, credit: 0n, closing: before }
    lines.set(account, line)
    return line
  }
  for (const account of opening.keys()) lineOf(account)
  for (const { postings } of posted) {
    for (const { account, side, cents } of postings) {
      const line = lineOf(account)
      line[side] += cents
      line.closing += side === 'debit' ? cents : -cents
    }
  }
  return [...lines.values()].sort((a, b) => (a.account < b.account ? -1 : 1))
}
