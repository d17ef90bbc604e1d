import { createPublicClient, custom, type PublicClient } from 'viem'
import { foundry } from 'viem/chains'
import type { Rpc } from './rpc'

/** viem's typed reads over our own connection, whose errors tell "did not answer" from "answered no". */
export function readerOf(rpc: Rpc): PublicClient {
  const transport = custom({ request: ({ method, params }) => rpc.call(method, params ?? []) }, { retryCount: 0 })
  return createPublicClient({ chain: foundry, transport })
}
