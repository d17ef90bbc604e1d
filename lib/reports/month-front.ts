import { flows, listMonths } from '../db/report-rows'
import { isOurs } from '../domain/accrual'
import { fairValue } from '../domain/own-tokens'
import { bookedRoot } from './ledger/chain-steps'
import { purposeFrom } from './ledger/purpose'
import type { AccountsOf, MonthAccounts } from './month-accounts'
import type { FigureFacts } from './month-figures'
import type { EmissionLine } from './sheet/emissions'
import { rollForward } from './sheet/supply-roll-forward'
import { type ViewFacts, viewsOf } from './views'

/** What the three views of a month are made of. */
export async function viewFactsOf(books: MonthAccounts, opening: bigint): Promise<ViewFacts> {
  const { start, end } = books
  const { entries, movements, prices, roots } = await books.ledger()
  const cash = { charged: 0n, settled: 0n, claimed: 0n, withdrawn: 0n }
  for (const { journal, pairs } of entries) {
    const part = journal === 'J2' ? 'charged' : journal === 'J5' ? 'settled' : null
    if (part) cash[part] += pairs.reduce((sum, { nano }) => sum + nano, 0n)
  }
  const measured = { rewards: 0n, treasury: 0n }
  for (const row of movements) {
    if (row.block <= opening || !isOurs(row.from) || isOurs(row.to) || row.to.bucket === 'burned') continue
    const value = fairValue(row.wei, prices.atSpot(row) ?? 0n)
    cash[row.kind === 'claim' ? 'claimed' : 'withdrawn'] += value
    const purpose = purposeFrom(row.withdrawal?.reason ?? null)
    if (row.kind !== 'claim' && (purpose === null || purpose === 'expense')) measured.treasury += row.wei
  }
  for (const root of roots) {
    const { at, originalPeriod } = bookedRoot(root)
    if (at >= start && at < end && root.growth > 0n && originalPeriod === null) measured.rewards += root.growth
  }
  return { entries, cash, measured, average: prices.average(start, end) }
}

type Front = { of: AccountsOf; books: MonthAccounts; emissions: readonly EmissionLine[]; payments: number }

/** What the summary of a month is made of; the year begins with its first month that is known. */
export async function figureFactsOf({ of, books, emissions, payments }: Front): Promise<FigureFacts> {
  const { db, span, month } = of
  const months = await listMonths(db, span.chainId)
  const first = months.find((row) => row.month.slice(0, 4) === month.slice(0, 4))
  const own = await flows(db, span)
  const { exact } = await books.ledger()
  return {
    ...{ flows: own, exact, emissions, payments },
    flowsOfYear: await flows(db, { ...span, opening: first?.openingBlock ?? span.opening }),
    supply: rollForward(own, null),
    views: viewsOf(await viewFactsOf(books, span.opening)),
  }
}
