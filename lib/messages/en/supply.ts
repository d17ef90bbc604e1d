import type { SplitLeg } from '@/lib/domain/split'

/** Parts of the supply and of a payment, as public pages call them. */
export const supply = {
  buckets: {
    reserve: { name: 'Reserve', note: 'locked in Treasury' },
    rewards_emission: { name: 'Provider emission', note: 'locked, 480M at launch' },
    operations: { name: 'Operations', note: 'Treasury bucket' },
    liquidity: { name: 'Liquidity', note: 'Treasury bucket' },
    protocol: { name: 'Protocol balance', note: 'Treasury bucket' },
    treasury_external: { name: 'Treasury, external', note: 'ours, in the register' },
    rewards_pool: { name: 'Rewards pool', note: 'funded, not yet allocated' },
    rewards_allocated: { name: 'Rewards allocated', note: 'earned, not yet claimed' },
    vault: { name: 'Vault', note: '' },
    donations: { name: 'Donations', note: 'sent to our contracts, not skimmed' },
    dead: { name: 'Dead address', note: 'out of reach for good' },
    burned: { name: 'Burned', note: 'gone for good' },
    circulating: { name: 'Circulating', note: 'everything else' },
    unclassified: { name: 'Unclassified', note: 'must be zero' },
  },
  legs: {
    burn: 'Burn',
    protocol: 'Protocol',
    operations: 'Operations',
    provider: 'Providers',
  } satisfies Record<SplitLeg, string>,
  weiOff: (wei: string) => `${wei} wei off`,
}
