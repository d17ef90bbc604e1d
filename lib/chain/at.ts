import type { Hash } from 'viem'
import type { Deployment } from '@/contracts-abi'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import { isDeployless } from './chains'
import type { ChainClient } from './clients'

/** Where to read: a client, the contracts of its chain, and a block; the latest one when none is given. */
export type At = { client: ChainClient; deployment: Deployment; blockNumber?: bigint }

/** The block everything of one answer is of. */
export type AsOf = { block: bigint; hash: Hash; time: bigint }

/** Names the block, so that several calls read one state. */
export async function pinBlock({ client, blockNumber }: At): Promise<AsOf> {
  const block = await said(blockNumber === undefined ? client.getBlock() : client.getBlock({ blockNumber }), {
    block: blockNumber,
  })
  if (block.number === null || block.hash === null) throw new AppError('CHAIN_ANSWER', { what: 'the latest block' })
  return { block: block.number, hash: block.hash, time: block.timestamp }
}

/**
 * Bytes of calldata in one `eth_call`. Without a Multicall3 its code and all calls are one initcode, 49,152 bytes at most (EIP-3860): 5.7 kB of
 * code, and 192 bytes for each call without arguments (4 bytes), the worst ratio. What is more goes as further calls at the same block.
 */
const BATCH_BYTES = { deployless: 880, deployed: 16_384 } as const

/** Options of a multicall that reads everything at one block. */
export function together({ client }: At, asOf: AsOf) {
  const deployless = isDeployless(client.chain)
  return {
    blockNumber: asOf.block,
    batchSize: deployless ? BATCH_BYTES.deployless : BATCH_BYTES.deployed,
    deployless,
  }
}

/** What viem throws as an `AppError`. */
export async function said<T>(work: Promise<T>, values: { block?: bigint | undefined } = {}): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw fromChain(error, { values })
  }
}

/** Asks the node which chain it is on: a wrong RPC_URL is noticed before anything is read or sent. */
export async function assertChain(client: ChainClient): Promise<void> {
  const have = await said(client.getChainId())
  if (have !== client.chain.id) throw new AppError('CHAIN_MISMATCH', { have, want: client.chain.id })
}
