import { greater, lesser } from './money'

/** A moment at which a lifetime total was reached, wei; oldest first. */
export type Reached = { cumulative: bigint }

/** A part of an accrual, and the claim that paid it; wei. `claim` null: not claimed yet. */
export type Lot<A, C> = { accrual: A; claim: C | null; amount: bigint }

/**
 * Which claim paid which accrual: totals are cumulative, so both cover stretches of one line from 0 and overlap in exactly one way. The lots of
 * an accrual add up to it, and those of a claim too. A total that fell (after a revoke) adds nothing until it is passed again.
 */
export function lotsOf<A extends Reached, C extends Reached>(
  accruals: readonly A[],
  claims: readonly C[],
): Lot<A, C>[] {
  const lots: Lot<A, C>[] = []
  let from = 0n
  for (const accrual of accruals) {
    const until = greater(from, accrual.cumulative)
    lots.push(...within(accrual, from, until, claims))
    from = until
  }
  return lots
}

function within<A, C extends Reached>(accrual: A, from: bigint, until: bigint, claims: readonly C[]): Lot<A, C>[] {
  const lots: Lot<A, C>[] = []
  let [at, claimedFrom] = [from, 0n]
  for (const claim of claims) {
    const end = lesser(until, claim.cumulative)
    if (claim.cumulative > at && claimedFrom < until && end > at) {
      lots.push({ accrual, claim, amount: end - at })
      at = end
    }
    claimedFrom = greater(claimedFrom, claim.cumulative)
  }
  if (until > at) lots.push({ accrual, claim: null, amount: until - at })
  return lots
}
