import { type Flow, flows, listMonths } from '../db/report-rows'
import type { AccountsOf, MonthAccounts } from './month-accounts'
import type { FigureFacts } from './month-figures'
import type { EmissionLine } from './sheet/emissions'
import { rollForward } from './sheet/supply-roll-forward'
import { viewFactsOf } from './view-facts'
import { viewsOf } from './views'

type Front = {
  of: AccountsOf
  books: MonthAccounts
  /** Of the month. */
  own: readonly Flow[]
  emissions: readonly EmissionLine[]
  payments: number
}

/** What the summary of a month is made of; the year begins with its first month that is known. */
export async function figureFactsOf({ of, books, own, emissions, payments }: Front): Promise<FigureFacts> {
  const { db, span, month } = of
  const months = await listMonths(db, span.chainId)
  const first = months.find((row) => row.month.slice(0, 4) === month.slice(0, 4))
  const opening = first?.openingBlock ?? span.opening
  const ledger = await books.ledger()
  return {
    ...{ flows: own, exact: ledger.exact, emissions, payments },
    flowsOfYear: opening === span.opening ? own : await flows(db, { ...span, opening }),
    supply: rollForward(own, null),
    views: viewsOf(viewFactsOf(ledger, of)),
  }
}
