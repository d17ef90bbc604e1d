/** A user's own limit a day as the vault keeps it (contracts.md §3.3). micro-USD, UTC day numbers; 0: none. */
export type Budget = {
  budgetUsd: bigint
  usedUsd: bigint
  usedDay: bigint
  nextBudgetUsd: bigint
  nextBudgetDay: bigint
}

/** In force on a day; 0: no limit. */
export function budgetInForce({ budgetUsd, nextBudgetUsd, nextBudgetDay }: Budget, day: bigint): bigint {
  return nextBudgetDay !== 0n && day >= nextBudgetDay ? nextBudgetUsd : budgetUsd
}

export const usedOn = ({ usedUsd, usedDay }: Budget, day: bigint): bigint => (usedDay === day ? usedUsd : 0n)

/** What the chain still takes on a day; null without a limit. */
export function budgetLeft(budget: Budget, day: bigint): bigint | null {
  const limit = budgetInForce(budget, day)
  if (limit === 0n) return null
  const used = usedOn(budget, day)
  return used >= limit ? 0n : limit - used
}
