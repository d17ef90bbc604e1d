import { type Address, zeroAddress } from 'viem'
import { fromChain } from '../errors/from-chain'
import { type Said, sayError } from '../errors/say'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

/** Bounds in WAD, ages and intervals in seconds. Addresses null when no feed is set. */
export type OracleConfig = {
  min: bigint
  max: bigint
  maxAge: bigint
  minInterval: bigint
  maxStepBps: number
  maxGapBps: number
  feed: Address | null
  feedMaxAge: bigint
  sequencer: Address | null
  sequencerGrace: bigint
}

export type OracleState = {
  asOf: AsOf
  /** USD per CXPT in WAD, null with a reason when the oracle refuses to answer. */
  price: bigint | null
  reason: Said | null
  posted: { price: bigint; at: bigint; age: bigint; isFresh: boolean; nextAt: bigint }
  config: OracleConfig
  /** Immutable lower bound of `config.minInterval`. */
  minInterval: bigint
}

/** Reads the oracle the Vault asks: the deployed one, or the one `setOracle` put in its place when its address is passed. */
export async function readOracleState(at: At, address?: Address): Promise<OracleState> {
  const deployed = getContract(at.deployment, 'PriceOracle')
  const oracle = { ...deployed, address: address ?? deployed.address }
  const asOf = await pinBlock(at)
  const options = together(at, asOf)
  const [[posted, config, minInterval], [price]] = await Promise.all([
    said(
      at.client.multicall({
        ...options,
        allowFailure: false,
        contracts: [
          { ...oracle, functionName: 'posted' },
          { ...oracle, functionName: 'config' },
          { ...oracle, functionName: 'MIN_INTERVAL' },
        ],
      }),
    ),
    said(at.client.multicall({ ...options, contracts: [{ ...oracle, functionName: 'price' }] })),
  ])
  const [postedPrice, postedAt] = posted
  const age = asOf.time - postedAt
  return {
    asOf,
    price: price.status === 'success' ? price.result : null,
    reason: price.status === 'success' ? null : sayError(fromChain(price.error, { contract: 'PriceOracle' })),
    posted: {
      price: postedPrice,
      at: postedAt,
      age,
      isFresh: age <= BigInt(config.maxAge),
      nextAt: postedAt + BigInt(config.minInterval),
    },
    config: {
      min: config.min,
      max: config.max,
      maxAge: BigInt(config.maxAge),
      minInterval: BigInt(config.minInterval),
      maxStepBps: config.maxStepBps,
      maxGapBps: config.maxGapBps,
      feed: config.feed === zeroAddress ? null : config.feed,
      feedMaxAge: BigInt(config.feedMaxAge),
      sequencer: config.sequencer === zeroAddress ? null : config.sequencer,
      sequencerGrace: BigInt(config.sequencerGrace),
    },
    minInterval,
  }
}
