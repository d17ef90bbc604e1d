import type { RollForwardView } from '@/lib/data/finance-views'
import type { Tone } from './tone'

type Look = { name: string; tone?: Tone; hatched?: boolean }

/** Accounts of the supply ledger as people read them. Without a tone the square is an empty frame: unclassified. */
export const ACCOUNTS: Record<RollForwardView['account'], Look> = {
  reserve: { name: 'Reserve', tone: 'reserve' },
  operations: { name: 'Operations', tone: 'operations' },
  liquidity: { name: 'Liquidity', tone: 'liquidity' },
  protocol: { name: 'Protocol', tone: 'protocol' },
  treasury_external: { name: 'Treasury, external', tone: 'reserve', hatched: true },
  vault_credits: { name: 'Vault credits', tone: 'vault' },
  vault_revenue: { name: 'Vault revenue', tone: 'vault', hatched: true },
  rewards_emission: { name: 'Provider emission', tone: 'provider' },
  rewards_pool: { name: 'Rewards pool', tone: 'provider' },
  rewards_allocated: { name: 'Rewards allocated', tone: 'provider', hatched: true },
  donations: { name: 'Donations', tone: 'svc-3' },
  dead: { name: 'Dead addresses', tone: 'svc-2' },
  circulating: { name: 'Circulating', tone: 'circulating' },
  unclassified: { name: 'Unclassified' },
  total_supply: { name: 'Total supply' },
  burned: { name: 'Burned', tone: 'burn' },
  max_supply: { name: 'Supply of genesis' },
}
