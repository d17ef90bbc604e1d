import type { RollForwardView } from '@/lib/data/finance-views'
import { ledgerAccounts as names } from '@/messages/ledger-accounts'
import type { Tone } from './tone'

type Look = { name: string; tone?: Tone; hatched?: boolean }

/** Accounts of the supply ledger as people read them. Without a tone the square is an empty frame: unclassified. */
export const ACCOUNTS: Record<RollForwardView['account'], Look> = {
  reserve: { name: names.reserve, tone: 'reserve' },
  operations: { name: names.operations, tone: 'operations' },
  liquidity: { name: names.liquidity, tone: 'liquidity' },
  protocol: { name: names.protocol, tone: 'protocol' },
  treasury_external: { name: names.treasury_external, tone: 'reserve', hatched: true },
  vault_credits: { name: names.vault_credits, tone: 'vault' },
  vault_revenue: { name: names.vault_revenue, tone: 'vault', hatched: true },
  rewards_emission: { name: names.rewards_emission, tone: 'provider' },
  rewards_pool: { name: names.rewards_pool, tone: 'provider' },
  rewards_allocated: { name: names.rewards_allocated, tone: 'provider', hatched: true },
  donations: { name: names.donations, tone: 'svc-3' },
  dead: { name: names.dead, tone: 'svc-2' },
  circulating: { name: names.circulating, tone: 'circulating' },
  unclassified: { name: names.unclassified },
  total_supply: { name: names.total_supply },
  burned: { name: names.burned, tone: 'burn' },
  max_supply: { name: names.max_supply },
}
