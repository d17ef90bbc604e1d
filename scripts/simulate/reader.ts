import { createPublicClient, custom, type PublicClient } from 'viem'
import { foundry } from 'viem/chains'
import type { Rpc, RpcCall } from './rpc'

const MOST = 100

type Waiting = RpcCall & { resolve: (value: unknown) => void; reject: (reason: unknown) => void }

/**
 * viem's typed reads over our own connection, whose errors tell "did not answer" from "answered no". Reads that are asked for at
 * the same time travel in one request.
 */
export function readerOf(rpc: Rpc): PublicClient {
  let waiting: Waiting[] = []
  const flush = async (calls: Waiting[]) => {
    try {
      const answers = await rpc.batchSettled(calls.map(({ method, params }) => ({ method, params })))
      for (const [i, answer] of answers.entries()) {
        if (answer.status === 'fulfilled') calls[i]?.resolve(answer.value)
        else calls[i]?.reject(answer.reason)
      }
    } catch (error) {
      for (const { reject } of calls) reject(error)
    }
  }
  const flushAll = () => {
    const all = waiting
    waiting = []
    for (let i = 0; i < all.length; i += MOST) void flush(all.slice(i, i + MOST))
  }
  const request = ({ method, params }: { method: string; params?: unknown[] }) =>
    new Promise<unknown>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flushAll)
      waiting.push({ method, params: params ?? [], resolve, reject })
    })
  return createPublicClient({ chain: foundry, cacheTime: 0, transport: custom({ request }, { retryCount: 0 }) })
}
