import { type Chain, createPublicClient, http, type PublicClient, type Transport } from 'viem'
import { env } from '../env/env'
import { chainById } from './chains'

export type ChainClient = PublicClient<Transport, Chain>

/**
 * Three retries within about a second, on socket errors, timeouts, 429 and 5xx (viem's rule): a page must say soon that the chain is away.
 * Who can wait longer, as the indexer, tries again itself.
 */
const TRANSPORT = {
  retryCount: 3,
  retryDelay: 150,
  timeout: 20_000,
  // Calls of one tick go as one request; small enough for public nodes that limit a batch.
  batch: { batchSize: 20, wait: 0 },
} as const

/** A client of any chain we know. `chainId` is what we expect; `assertChain` asks the node. */
export function createClient(chainId: number, url: string): ChainClient {
  return createPublicClient({
    chain: chainById(chainId),
    transport: http(url, TRANSPORT),
    // Block time is the only time: the cache of the block number must not outlive a block.
    cacheTime: 0,
    pollingInterval: 1_000,
  })
}

let shared: ChainClient | undefined

/** The client of this process, of `CHAIN_ID` at `RPC_URL`. Server only. */
export function publicClient(): ChainClient {
  shared ??= createClient(env.CHAIN_ID, env.RPC_URL)
  return shared
}
