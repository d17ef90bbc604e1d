import type { Tone } from '@/components/tone'
import type { SplitLeg } from '@/lib/domain/split'

/** How the parts of the supply are called and drawn on public pages. */
export const SUPPLY_NAMES: Record<string, { name: string; note: string; tone?: Tone; hatched?: boolean }> = {
  reserve: { name: 'Reserve', note: 'locked in Treasury', tone: 'reserve' },
  rewards_emission: { name: 'Provider emission', note: 'locked, 480M at launch', tone: 'provider' },
  operations: { name: 'Operations', note: 'Treasury bucket', tone: 'operations' },
  liquidity: { name: 'Liquidity', note: 'Treasury bucket', tone: 'liquidity' },
  protocol: { name: 'Protocol balance', note: 'Treasury bucket', tone: 'protocol' },
  treasury_external: { name: 'Treasury, external', note: 'ours, in the register', tone: 'reserve', hatched: true },
  rewards_pool: { name: 'Rewards pool', note: 'funded, not yet allocated', tone: 'provider' },
  rewards_allocated: { name: 'Rewards allocated', note: 'earned, not yet claimed', tone: 'provider', hatched: true },
  vault: { name: 'Vault', note: '', tone: 'vault' },
  donations: { name: 'Donations', note: 'sent to our contracts, not skimmed', tone: 'vault', hatched: true },
  dead: { name: 'Dead address', note: 'out of reach for good', tone: 'burn', hatched: true },
  burned: { name: 'Burned', note: 'gone for good', tone: 'burn' },
  circulating: { name: 'Circulating', note: 'everything else', tone: 'circulating' },
  unclassified: { name: 'Unclassified', note: 'must be zero' },
}

/** Stack order of a split, on every page. */
export const LEG_NAMES: Record<SplitLeg, { name: string; tone: Tone }> = {
  burn: { name: 'Burn', tone: 'burn' },
  protocol: { name: 'Protocol', tone: 'protocol' },
  operations: { name: 'Operations', tone: 'operations' },
  provider: { name: 'Providers', tone: 'provider' },
}
