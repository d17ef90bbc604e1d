import { createHash } from 'node:crypto'
import type { Hex } from 'viem'
import type { Rpc } from './rpc'

type Log = { address: Hex; topics: Hex[]; data: Hex }
type Receipt = { transactionHash: Hex; logs: Log[] }
type Header = { number: Hex; timestamp: Hex }

const CHUNK = 200

/** SHA-256 over number and time of every block, and hash and logs of every transaction, from block `first` to the last. */
export async function fingerprint(rpc: Rpc, first: number): Promise<{ hash: string; blocks: number; logs: number }> {
  const last = Number(await rpc.call<Hex>('eth_blockNumber'))
  const hash = createHash('sha256')
  let logs = 0
  for (let from = first; from <= last; from += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, last - from + 1) }, (_, i) => `0x${(from + i).toString(16)}`)
    const [headers, receipts] = await Promise.all([
      rpc.batch<Header>(numbers.map((number) => ({ method: 'eth_getBlockByNumber', params: [number, false] }))),
      rpc.batch<Receipt[]>(numbers.map((number) => ({ method: 'eth_getBlockReceipts', params: [number] }))),
    ])
    for (const [i, header] of headers.entries()) {
      hash.update(`block ${header.number} ${header.timestamp}\n`)
      for (const { transactionHash, logs: of } of receipts[i] ?? []) {
        hash.update(`tx ${transactionHash}\n`)
        for (const { address, topics, data } of of) hash.update(`log ${address} ${topics.join(',')} ${data}\n`)
        logs += of.length
      }
    }
  }
  return { hash: hash.digest('hex'), blocks: last - first + 1, logs }
}
