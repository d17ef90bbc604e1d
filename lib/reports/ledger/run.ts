import { Books } from '../../domain/accrual'
import type { Account } from '../../domain/chart'
import { CentBook, type Entry, type PostedEntry } from '../../domain/journal'
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
  /** nano-USD, debit less credit, before rounding: at both ends of the month. */
  exact: { opening: ReadonlyMap<Account, bigint>; closing: ReadonlyMap<Account, bigint> }
  /** At the end of the month. */
  books: Books
}

/** All steps from genesis to the end of the month; those before `start` make the opening balances. Seconds. */
export function runBooks(steps: readonly Ordered[], { start, end }: { start: bigint; end: bigint }): MonthBooks {
  const [books, cents] = [new Books(), new CentBook()]
  const ordered = steps.filter(({ at }) => at < end).toSorted(inOrder)
  const month = ordered.findIndex(({ at }) => at >= start)
  const cut = month < 0 ? ordered.length : month
  for (const { step } of ordered.slice(0, cut)) for (const entry of books.apply(step)) cents.post(entry)
  const [opening, exactOpening] = [cents.balance(), cents.exact()]
  const entries = ordered.slice(cut).flatMap(({ step }) => books.apply(step))
  const posted = entries.map((entry) => cents.post(entry)).filter(({ postings }) => postings.length > 0)
  const exact = { opening: exactOpening, closing: cents.exact() }
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
