import type { Address } from 'viem'
import { FLAGS, type Flag, isPaused, type Pause } from '../domain/pause'
import type { Split } from '../domain/split'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

export type VaultState = {
  asOf: AsOf
  split: Split
  /** Wei: liabilities to users, spent and not yet distributed, and lifetime totals. */
  credits: bigint
  revenue: bigint
  loaded: bigint
  spent: bigint
  /** micro-USD: what may still be settled today, and the cap of a day. */
  roomUsd: bigint
  dailyCapUsd: bigint
  pauses: Record<Flag, Pause & { isPaused: boolean }>
  oracle: Address
  /** USD per CXPT in WAD below which nothing is charged. */
  minPrice: bigint
}

export async function readVaultState(at: At): Promise<VaultState> {
  const vault = getContract(at.deployment, 'Vault')
  const asOf = await pinBlock(at)
  const [split, credits, revenue, loaded, spent, roomUsd, dailyCapUsd, oracle, minPrice, ...pauses] = await said(
    at.client.multicall({
      ...together(at, asOf),
      allowFailure: false,
      contracts: [
        { ...vault, functionName: 'split' },
        { ...vault, functionName: 'credits' },
        { ...vault, functionName: 'revenue' },
        { ...vault, functionName: 'loaded' },
        { ...vault, functionName: 'spent' },
        { ...vault, functionName: 'room' },
        { ...vault, functionName: 'dailyCapUsd' },
        { ...vault, functionName: 'oracle' },
        { ...vault, functionName: 'minPrice' },
        { ...vault, functionName: 'pauseOf', args: [0] },
        { ...vault, functionName: 'pauseOf', args: [1] },
        { ...vault, functionName: 'pauseOf', args: [2] },
      ],
    }),
  )
  const pauseOf = (flag: Flag) => {
    const [from, until] = pauses[FLAGS.indexOf(flag)] ?? [0, 0]
    const pause = { from: BigInt(from), until: BigInt(until) }
    return { ...pause, isPaused: isPaused(pause, asOf.time) }
  }
  return {
    asOf,
    split: { burn: split.burn, protocol: split.protocol, operations: split.operations, provider: split.provider },
    credits,
    revenue,
    loaded,
    spent,
    roomUsd,
    dailyCapUsd,
    pauses: { deposit: pauseOf('deposit'), spend: pauseOf('spend'), distribute: pauseOf('distribute') },
    oracle,
    minPrice,
  }
}
