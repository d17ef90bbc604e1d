import { monthBounds } from '../domain/month'
import { earnedSteps, growthOf, movedStep, receivedStep, straddleSteps } from '../reports/ledger/chain-steps'
import { PriceHistory } from '../reports/ledger/price-history'
import type { MonthLedger } from '../reports/ledger/read'
import { runBooks } from '../reports/ledger/run'
import type { ChainMonth } from './chain-month'

export type ChainBooks = Pick<
  MonthLedger,
  'entries' | 'posted' | 'books' | 'exact' | 'trial' | 'prices' | 'roots' | 'movements'
>

/**
 * Ledger U as far as the chain alone carries it: payments, distributions, rewards by their roots, claims, the treasury. `reasonOf`: what a
 * report says that a withdrawal was for, by its reference.
 */
export function chainBooks({ month, ledger }: ChainMonth, reasonOf: (ref: string) => string | null): ChainBooks {
  const { start, end } = monthBounds(month)
  const prices = new PriceHistory(ledger.pricePoints())
  const roots = growthOf(ledger.acceptedRoots(), prices)
  const movements = ledger.own.map((row) => {
    const ref = row.withdrawal?.ref ?? null
    return row.withdrawal ? { ...row, withdrawal: { ref, reason: ref === null ? null : reasonOf(ref) } } : row
  })
  const steps = [
    ...movements.map((row) => movedStep(row, prices)),
    ...ledger.receivedSums().map(receivedStep),
    ...earnedSteps(roots, end),
    ...straddleSteps(roots, start, prices),
    ...straddleSteps(roots, end, prices),
  ]
  return { ...runBooks(steps, { start, end }), prices, roots, movements }
}
