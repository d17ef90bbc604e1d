import type { Address, Hex } from 'viem'
import { CATEGORIES, type Category } from '../../../lib/domain/buckets'
import { type Tranche, vested } from '../../../lib/domain/emission'
import { Refused } from './credits'

/** Cumulative wei per account, as published. */
export type Leaves = ReadonlyMap<Address, bigint>
export type Published = { root: Hex; total: bigint; leaves: Leaves }

/** `Rewards.streamOf` and what is behind its roots. */
export type Stream = {
  active: Published | null
  pending: (Published & { acceptAt: bigint }) | null
  total: bigint
  claimed: bigint
  funded: bigint
  maxStep: bigint
  claimedOf: Map<Address, bigint>
}

export class RewardStreams {
  window = 0n
  readonly tranches: Tranche[] = []
  readonly streams: Record<Category, Stream> = {
    provider: emptyStream(),
    referral: emptyStream(),
    loyalty: emptyStream(),
  }

  allocatable(category: Category, time: bigint): bigint {
    const { funded } = this.streams[category]
    return category === 'provider' ? funded + vested(this.tranches, time) : funded
  }

  addTranche(tranche: Tranche, time: bigint): void {
    if (tranche.start < time) throw new Refused('Retroactive')
    this.tranches.push(tranche)
  }

  propose(category: Category, root: Hex, leaves: Leaves, time: bigint): void {
    const stream = this.streams[category]
    const total = sumOf(leaves)
    if (total < stream.total) throw new Refused('TotalDecreased')
    if (total > stream.total + stream.maxStep) throw new Refused('StepTooLarge')
    if (total > this.allocatable(category, time)) throw new Refused('OverAllocated')
    stream.pending = { root, total, leaves, acceptAt: time + this.window }
  }

  accept(category: Category, time: bigint): void {
    const stream = this.streams[category]
    const { pending } = stream
    if (!pending) throw new Refused('NoPending')
    if (time < pending.acceptAt) throw new Refused('NotReady')
    stream.active = { root: pending.root, total: pending.total, leaves: pending.leaves }
    stream.total = pending.total
    stream.pending = null
  }

  veto(category: Category): void {
    const stream = this.streams[category]
    if (!stream.pending) throw new Refused('NoPending')
    stream.pending = null
  }

  /** What `account` could claim now. */
  claimable(category: Category, account: Address): bigint {
    const stream = this.streams[category]
    return (stream.active?.leaves.get(account) ?? 0n) - (stream.claimedOf.get(account) ?? 0n)
  }

  claim(category: Category, account: Address): bigint {
    const amount = this.claimable(category, account)
    if (amount <= 0n) throw new Refused('NothingToClaim')
    const stream = this.streams[category]
    stream.claimedOf.set(account, (stream.claimedOf.get(account) ?? 0n) + amount)
    stream.claimed += amount
    return amount
  }
}

/** Index of a category in the contract's enum. */
export function categoryId(category: Category): number {
  return CATEGORIES.indexOf(category)
}

export function sumOf(leaves: Leaves): bigint {
  let sum = 0n
  for (const amount of leaves.values()) sum += amount
  return sum
}

function emptyStream(): Stream {
  return { active: null, pending: null, total: 0n, claimed: 0n, funded: 0n, maxStep: 0n, claimedOf: new Map() }
}
