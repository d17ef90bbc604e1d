import type { Category } from '../domain/buckets'
import { fundAllocation } from '../domain/emission'
import { EMISSION_CAP, MAX_SUPPLY } from '../domain/units'
import type { ChainBuckets } from './sheet/supply-roll-forward'

/** What contract views answered at one block, in wei. */
export type ChainFigures = {
  totalSupply: bigint
  /** `Treasury.balanceOf`. */
  treasury: Readonly<Record<'reserve' | 'operations' | 'liquidity' | 'protocol', bigint>>
  vault: { credits: bigint; revenue: bigint }
  /** `Rewards.streamOf`. */
  streams: Readonly<Record<Category, { funded: bigint; total: bigint; claimed: bigint }>>
  /** Replayed from the logs of Rewards: the contract keeps no such figure. */
  emissionUsed: bigint
  isMigrated: boolean
  /** `CXPT.balanceOf` of the three holders, and the sums over other contracts, dead and external addresses. */
  held: { treasury: bigint; rewards: bigint; vault: bigint; other: bigint; dead: bigint; external: bigint }
}

/** Buckets as the chain alone knows them. Circulating is what is in nobody's books: total supply less all the others. */
export function chainBuckets(chain: ChainFigures): ChainBuckets {
  const { treasury, vault, held } = chain
  const rewards = rewardsBuckets(chain)
  const surplus = donationsOf(chain)
  const elsewhere = held.treasury + held.rewards + held.vault + held.other + held.dead + held.external
  return {
    ...treasury,
    vault_credits: vault.credits,
    vault_revenue: vault.revenue,
    rewards_emission: rewards.emission,
    rewards_pool: rewards.pool.provider + rewards.pool.referral + rewards.pool.loyalty,
    rewards_allocated: rewards.allocated.provider + rewards.allocated.referral + rewards.allocated.loyalty,
    treasury_external: held.external,
    donations: surplus.treasury + surplus.rewards + surplus.vault + surplus.other,
    dead: held.dead,
    circulating: chain.totalSupply - elsewhere,
    unclassified: 0n,
    burned: MAX_SUPPLY - chain.totalSupply,
  }
}

/** What a holder has beyond its books. Negative would mean an insolvent contract, and shows as a difference. */
export function donationsOf(chain: ChainFigures): Record<'treasury' | 'rewards' | 'vault' | 'other', bigint> {
  const { treasury, vault, held } = chain
  const { emission, pool, allocated } = rewardsBuckets(chain)
  const inRewards = [emission, ...Object.values(pool), ...Object.values(allocated)].reduce(
    (sum, part) => sum + part,
    0n,
  )
  return {
    treasury: held.treasury - treasury.reserve - treasury.operations - treasury.liquidity - treasury.protocol,
    rewards: held.rewards - inRewards,
    vault: held.vault - vault.credits - vault.revenue,
    other: held.other,
  }
}

type PerCategory = Record<Category, bigint>

/** finance.md, sheet 3. A migration pays out all that is not allocated and makes `funded` equal `total`: no emission is left. */
export function rewardsBuckets({ streams, emissionUsed, isMigrated }: ChainFigures): {
  emission: bigint
  pool: PerCategory
  allocated: PerCategory
} {
  const { provider, referral, loyalty } = streams
  return {
    emission: isMigrated ? 0n : EMISSION_CAP - emissionUsed,
    pool: {
      provider: provider.funded - provider.total + (isMigrated ? 0n : emissionUsed),
      referral: referral.funded - referral.total,
      loyalty: loyalty.funded - loyalty.total,
    },
    allocated: {
      provider: provider.total - provider.claimed,
      referral: referral.total - referral.claimed,
      loyalty: loyalty.total - loyalty.claimed,
    },
  }
}

export type RewardsLog = { name: 'Funded'; amount: bigint } | { name: 'Accepted'; total: bigint }

/** Emission used by the provider stream, from its own logs in chain order (economics.md §3). */
export function emissionUsedBy(logs: readonly RewardsLog[]): bigint {
  let state = { funded: 0n, total: 0n, emissionUsed: 0n }
  for (const log of logs) {
    if (log.name === 'Funded') state = { ...state, funded: state.funded + log.amount }
    else state = fundAllocation(state, log.total).next
  }
  return state.emissionUsed
}
