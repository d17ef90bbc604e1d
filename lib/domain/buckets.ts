/**
 * The buckets of the supply ledger (finance.md, sheet 3). Every CXPT is in exactly one of them or burned:
 * the sum of all buckets plus `burned` is 10^27 wei at every block.
 */
export const BUCKETS = [
  'reserve',
  'operations',
  'liquidity',
  'protocol',
  'treasury_external',
  'vault_credits',
  'vault_revenue',
  'rewards_emission',
  'rewards_pool',
  'rewards_allocated',
  'donations',
  'dead',
  'circulating',
  'unclassified',
] as const

export type Bucket = (typeof BUCKETS)[number]

/**
 * Buckets in our custody: what goes from one of them to another is internal, the rest came in or went out. Credits belong to their
 * users, and dead or unclassified tokens to nobody (finance.md §2).
 */
export const OUR_BUCKETS = [
  'reserve',
  'operations',
  'liquidity',
  'protocol',
  'treasury_external',
  'vault_revenue',
  'rewards_emission',
  'rewards_pool',
  'rewards_allocated',
  'donations',
] as const satisfies readonly Bucket[]

/** An account of the supply ledger: a bucket, or the two ends of a token's life. */
export type AccountName = Bucket | 'burned' | 'genesis'

/** Treasury buckets in the order of the contract's enum `Bucket`. */
export const TREASURY_BUCKETS = ['reserve', 'operations', 'liquidity', 'protocol'] as const

/** Reward categories in the order of the contract's enum `Category`. */
export const CATEGORIES = ['provider', 'referral', 'loyalty'] as const
export type Category = (typeof CATEGORIES)[number]

/** Contracts whose balance is parted into buckets; a plain transfer to one of them is a donation. */
export const HOLDERS = ['treasury', 'rewards', 'vault'] as const
export type Holder = (typeof HOLDERS)[number]

/** Which buckets a holder's token balance is made of, donations apart. */
export const HOLDER_BUCKETS = {
  treasury: ['reserve', 'operations', 'liquidity', 'protocol'],
  rewards: ['rewards_emission', 'rewards_pool', 'rewards_allocated'],
  vault: ['vault_credits', 'vault_revenue'],
} as const satisfies Record<Holder, readonly Bucket[]>

export const MOVEMENT_KINDS = [
  'genesis',
  'deposit',
  'withdrawal',
  'charge',
  'settlement',
  'burn',
  'protocol_share',
  'operations_share',
  'provider_share',
  'treasury_deposit',
  'treasury_withdrawal',
  'treasury_move',
  'fund',
  'allocate',
  'deallocate',
  'claim',
  'defund',
  'migrate',
  'transfer',
  'donation',
  'skim',
  'unexplained',
] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

/**
 * One balanced entry: `amount` wei leave `from` and reach `to`. `owner` tells accounts of one bucket apart:
 * a user in `vault_credits`, a holder in `circulating`, `dead` and `treasury_external`, a category in `rewards_pool` and
 * `rewards_allocated`, a holder contract (`treasury`, `rewards`, `vault`, `other`) in `donations`; else the empty string.
 */
export type Movement = {
  kind: MovementKind
  from: { bucket: AccountName; owner: string }
  to: { bucket: AccountName; owner: string }
  amount: bigint
}
