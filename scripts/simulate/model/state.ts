import type { Address } from 'viem'
import { TREASURY_BUCKETS } from '../../../lib/domain/buckets'
import type { Shares } from '../../../lib/domain/split'
import { Credits, Refused } from './credits'
import { Periods } from './periods'
import { RewardStreams } from './reward-streams'

export type TreasuryBucket = (typeof TREASURY_BUCKETS)[number]

/** Index of a bucket in the contract's enum. */
export function bucketId(bucket: TreasuryBucket): number {
  return TREASURY_BUCKETS.indexOf(bucket)
}

/** Everything the simulation believes the chain to hold. Amounts in wei, times in seconds. */
export class State {
  readonly credits = new Credits()
  readonly periods = new Periods(this.credits)
  readonly rewards = new RewardStreams()
  readonly buckets: Record<TreasuryBucket, bigint> = { reserve: 0n, operations: 0n, liquidity: 0n, protocol: 0n }
  /** Token balances of people; those of the contracts follow from the rest. */
  readonly wallets = new Map<Address, bigint>()
  /** Plain transfers to the Vault that nobody has skimmed. */
  donated = 0n
  supply = 0n
  /** USD per CXPT, WAD. */
  price = 0n
  postedAt = 0n

  walletOf(account: Address): bigint {
    return this.wallets.get(account) ?? 0n
  }

  pay(to: Address, amount: bigint): void {
    this.wallets.set(to, this.walletOf(to) + amount)
  }

  take(from: Address, amount: bigint): void {
    const left = this.walletOf(from) - amount
    if (left < 0n) throw new Refused(`${from} holds too little: ${-left} wei are missing`)
    this.wallets.set(from, left)
  }

  takeFromBucket(bucket: TreasuryBucket, amount: bigint): void {
    if (this.buckets[bucket] < amount) throw new Refused(`Insufficient(${bucket})`)
    this.buckets[bucket] -= amount
  }

  distribute(): Shares {
    const shares = this.credits.distribute()
    this.supply -= shares.burn
    this.buckets.protocol += shares.protocol
    this.buckets.operations += shares.operations
    this.rewards.streams.provider.funded += shares.provider
    return shares
  }
}
