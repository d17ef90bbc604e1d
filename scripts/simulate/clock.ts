import type { Rpc } from './rpc'

type Header = { timestamp: string }

export type ChainTime = {
  /** Of the last block. */
  last: bigint
  /** What the next block would get. */
  next: bigint
}

export async function chainTime(rpc: Rpc): Promise<ChainTime> {
  const [last, next] = await rpc.batch<Header>([
    { method: 'eth_getBlockByNumber', params: ['latest', false] },
    { method: 'eth_getBlockByNumber', params: ['pending', false] },
  ])
  if (!last || !next) throw new Error('the node has no latest block')
  return { last: BigInt(last.timestamp), next: BigInt(next.timestamp) }
}
