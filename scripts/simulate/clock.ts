import type { Rpc } from './rpc'

/** `wall`: the chain lives today and follows the machine's clock. `chain`: its own time goes on from its last block. */
export type Clock = 'wall' | 'chain'

type Header = { number: string; timestamp: string }

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

/** Mines an empty block at `time` if that is later than the last one; the chain's time goes on from there. */
export async function setClock(rpc: Rpc, time: bigint): Promise<void> {
  const { last } = await chainTime(rpc)
  if (time > last) await rpc.call('evm_mine', [{ timestamp: Number(time), blocks: 1 }])
}

/**
 * After a restart the node counts from the machine's clock again, whatever time its kept chain had. A chain with a time of its own
 * (`--now` in the past or the future) has to be told: one second after its last block.
 */
export async function resumeClock(rpc: Rpc): Promise<void> {
  const { last } = await chainTime(rpc)
  await setClock(rpc, last + 1n)
}

export function wallTime(): bigint {
  return BigInt(Math.floor(Date.now() / 1_000))
}
