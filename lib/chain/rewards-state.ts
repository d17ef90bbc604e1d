import { type Hex, zeroHash } from 'viem'
import { CATEGORIES, type Category } from '../domain/buckets'
import type { Tranche } from '../domain/emission'
import { isPaused } from '../domain/pause'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

/** Wei and seconds. `root` and `pendingRoot` null when there is none. */
export type StreamState = {
  root: Hex | null
  total: bigint
  claimed: bigint
  funded: bigint
  allocatable: bigint
  maxStep: bigint
  pendingRoot: Hex | null
  pendingTotal: bigint
  acceptAt: bigint
  pausedUntil: bigint
  isPaused: boolean
}

export type RewardsState = {
  asOf: AsOf
  streams: Record<Category, StreamState>
  /** By id; a cancelled one has amount 0. */
  tranches: Tranche[]
  /** Wei: Σ of all tranches, and what they have released by the block's time. */
  scheduled: bigint
  vested: bigint
  /** Seconds between the proposal of a root and its acceptance. */
  window: bigint
  isMigrated: boolean
}

export async function readRewardsState(at: At): Promise<RewardsState> {
  const rewards = getContract(at.deployment, 'Rewards')
  const asOf = await pinBlock(at)
  const options = { ...together(at, asOf), allowFailure: false } as const
  const [[tranches, scheduled, vested, window, isMigrated], streams, allocatable] = await said(
    Promise.all([
      at.client.multicall({
        ...options,
        contracts: [
          { ...rewards, functionName: 'tranches' },
          { ...rewards, functionName: 'scheduled' },
          { ...rewards, functionName: 'vested', args: [asOf.time] },
          { ...rewards, functionName: 'WINDOW' },
          { ...rewards, functionName: 'isMigrated' },
        ],
      }),
      at.client.multicall({
        ...options,
        contracts: CATEGORIES.map((_, i) => ({ ...rewards, functionName: 'streamOf' as const, args: [i] as const })),
      }),
      at.client.multicall({
        ...options,
        contracts: CATEGORIES.map((_, i) => ({ ...rewards, functionName: 'allocatable' as const, args: [i] as const })),
      }),
    ]),
  )
  const stateOf = (category: Category): StreamState => {
    const i = CATEGORIES.indexOf(category)
    const stream = streams[i]
    if (!stream) throw new RangeError(`no stream of category ${category}`)
    const pausedUntil = BigInt(stream.pausedUntil)
    return {
      root: stream.root === zeroHash ? null : stream.root,
      total: stream.total,
      claimed: stream.claimed,
      funded: stream.funded,
      allocatable: allocatable[i] ?? 0n,
      maxStep: stream.maxStep,
      pendingRoot: stream.pendingRoot === zeroHash ? null : stream.pendingRoot,
      pendingTotal: stream.pendingTotal,
      acceptAt: BigInt(stream.acceptAt),
      pausedUntil,
      isPaused: isPaused({ until: pausedUntil }, asOf.time),
    }
  }
  return {
    asOf,
    streams: { provider: stateOf('provider'), referral: stateOf('referral'), loyalty: stateOf('loyalty') },
    tranches: tranches.map(({ start, end, amount }) => ({ start: BigInt(start), end: BigInt(end), amount })),
    scheduled,
    vested,
    window,
    isMigrated,
  }
}
