import { CATEGORIES, type Category, type Movement } from '../domain/buckets'
import { fundAllocation } from '../domain/emission'
import type { Account } from './deployment'
import { LedgerError } from './ledger-error'

/** What the meaning of a reward event depends on: the last accepted total of each category, and what lies in the pools. Wei. */
export type RewardState = {
  totals: Record<Category, bigint>
  pools: Record<Category, bigint>
  /** Emission never used yet: 480M at genesis, 0 once it has migrated. */
  emission: bigint
  emissionUsed: bigint
}

export type Allocation = {
  fromPool: bigint
  fromEmission: bigint
  returned: bigint
  totals: Record<Category, bigint>
}

const zeros = (): Record<Category, bigint> => ({ provider: 0n, referral: 0n, loyalty: 0n })

/** Before genesis. */
export const emptyRewardState = (): RewardState => ({ totals: zeros(), pools: zeros(), emission: 0n, emissionUsed: 0n })

/** Funding order of economics.md §3: a provider root takes from the pool first, then from emission; the others have a pool only. */
export function acceptTotal(state: RewardState, category: Category, total: bigint): Allocation {
  const before = state.totals[category]
  const emissionUsed = category === 'provider' ? state.emissionUsed : 0n
  // Lifetime `funded` that agrees with the pool: after a migration it differs from the contract's, which counts what has left.
  const funded = state.pools[category] + before - emissionUsed
  const { fromPool, fromEmission, returned } = fundAllocation({ funded, total: before, emissionUsed }, total)
  if (fromEmission > 0n && (category !== 'provider' || fromEmission > state.emission)) {
    throw new LedgerError(`${category} total ${total} is ${fromEmission} wei above what its pool and the emission hold`)
  }
  return { fromPool, fromEmission, returned, totals: { ...state.totals, [category]: total } }
}

/** What a migration pays, by source: all emission, all pools, and the rest, which were donations. What is allocated stays. */
export function migrateAll(state: RewardState, amount: bigint): { from: Account; amount: bigint }[] {
  const parts = [
    { from: { bucket: 'rewards_emission' as const, owner: '' }, amount: state.emission },
    ...CATEGORIES.map((owner) => ({ from: { bucket: 'rewards_pool' as const, owner }, amount: state.pools[owner] })),
  ]
  const known = parts.reduce((sum, part) => sum + part.amount, 0n)
  if (amount < known) throw new LedgerError(`a migration paid ${amount} wei of ${known} that were free`)
  return [...parts, { from: { bucket: 'donations', owner: 'rewards' }, amount: amount - known }]
}

const isReward = ({ bucket }: Account) => bucket === 'rewards_emission' || bucket === 'rewards_pool'

/** Follows the emission and the pools through one entry. */
export function noteMovement(state: RewardState, { kind, from, to, amount }: Movement): RewardState {
  if (!isReward(from) && !isReward(to)) return state
  let { emission, emissionUsed, pools } = state
  if (from.bucket === 'rewards_emission') emission -= amount
  if (to.bucket === 'rewards_emission') emission += amount
  if (from.bucket === 'rewards_emission' && kind === 'allocate') emissionUsed += amount
  for (const category of CATEGORIES) {
    if (from.bucket === 'rewards_pool' && from.owner === category)
      pools = { ...pools, [category]: pools[category] - amount }
    if (to.bucket === 'rewards_pool' && to.owner === category)
      pools = { ...pools, [category]: pools[category] + amount }
  }
  return { ...state, emission, emissionUsed, pools }
}
