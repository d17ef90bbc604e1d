import { numberToHex, type PublicClient } from 'viem'
import { BadAnswer, type RpcLog } from './answer'
import { bloomFilter } from './bloom'
import type { RawLog } from './decode'
import { type AddressBook, type Hex, lower } from './deployment'
import type { Header } from './header'

/** The part of a client that the indexer uses. */
export type Rpc = Pick<PublicClient, 'request'>

/** Questions about single blocks at a time. */
export const PARALLEL = 16
/** Providers that cut answers instead of refusing cut at round numbers of logs, and hardly below this one. */
const CUT_FROM = 10

export async function fetchLogs(rpc: Rpc, book: AddressBook, from: bigint, to: bigint): Promise<RpcLog[]> {
  const filter = { address: book.addresses, fromBlock: numberToHex(from), toBlock: numberToHex(to) }
  // Asked once: the same question again would be as slow. `createFetcher` asks for less.
  return (await rpc.request({ method: 'eth_getLogs', params: [filter] }, { retryCount: 0 })) as RpcLog[]
}

async function countLogs(rpc: Rpc, book: AddressBook, hash: Hex): Promise<number> {
  const filter = { address: book.addresses, blockHash: hash }
  return ((await rpc.request({ method: 'eth_getLogs', params: [filter] }, { retryCount: 0 })) as RpcLog[]).length
}

type Found = { count: number; of: Set<Hex> }

/** What the answer holds of these blocks, and of which contracts. */
function foundIn(logs: readonly RawLog[], headers: readonly Header[]): Map<bigint, Found> {
  const found = new Map(headers.map(({ number }): [bigint, Found] => [number, { count: 0, of: new Set() }]))
  for (const { blockNumber, address } of logs) {
    const block = found.get(blockNumber)
    if (!block) continue
    block.count += 1
    block.of.add(lower(address))
  }
  return found
}

/**
 * An answer may have been cut off, or hold less of a block than the block has. Where a header's bloom filter says that a contract of
 * ours may have logs and the answer has none of it, that block is asked for alone; and so is the rest behind the last log, which is where
 * answers are cut.
 */
export async function assertComplete(
  rpc: Rpc,
  book: AddressBook,
  logs: readonly RawLog[],
  headers: readonly Header[],
  { to }: { to: bigint },
): Promise<void> {
  const found = foundIn(logs, headers)
  const filters = book.addresses.map((address) => ({ address, mayHold: bloomFilter([address]) }))
  const isDoubtful = ({ number, bloom }: Header) =>
    bloom && filters.some(({ address, mayHold }) => !found.get(number)?.of.has(address) && mayHold(bloom))
  const doubtful = headers.filter(isDoubtful)
  for (let start = 0; start < doubtful.length; start += PARALLEL) {
    const part = doubtful.slice(start, start + PARALLEL)
    const counts = await Promise.all(part.map(({ hash }) => countLogs(rpc, book, hash)))
    const missing = part.find(({ number }, i) => counts[i] !== (found.get(number)?.count ?? 0))
    if (missing) throw new BadAnswer(`the logs of block ${missing.number} are missing`)
  }
  const last = logs.at(-1)
  if (!last || logs.length < CUT_FROM) return
  const rest = await fetchLogs(rpc, book, last.blockNumber, to)
  const known = logs.filter(({ blockNumber }) => blockNumber === last.blockNumber).length
  if (rest.length > known) throw new BadAnswer(`the answer was cut off in block ${last.blockNumber}`)
}
