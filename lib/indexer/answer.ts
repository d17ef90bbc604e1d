import type { RawLog } from './decode'
import { type Hex, lower } from './deployment'
import type { Header } from './header'

/** A log as nodes answer. */
export type RpcLog = {
  address: Hex
  topics: Hex[]
  data: Hex
  blockNumber: Hex | null
  blockHash: Hex | null
  transactionHash: Hex | null
  transactionIndex: Hex | null
  logIndex: Hex | null
  /** Newer nodes tell it; for the others the headers are asked. */
  blockTimestamp?: Hex
}

/** The chain changed while it was read: look again from the checkpoint. */
export class ChainMoved extends Error {
  override name = 'ChainMoved'
}

/** An answer that cannot be true of any chain. Nothing of it is used; the same is asked again, later and for less. */
export class BadAnswer extends Error {
  override name = 'BadAnswer'
}

type Block = { number: bigint; hash: Hex; time: bigint }
type Range = { from: bigint; to: bigint }

/** What all logs of one block must agree on; the header decides where it is known. */
function blockOf(log: RpcLog, headers: ReadonlyMap<bigint, Header>, { from, to }: Range): Block {
  if (!log.blockNumber || !log.blockHash) throw new ChainMoved('a log that is not in a block')
  const number = BigInt(log.blockNumber)
  if (number < from || number > to) throw new BadAnswer(`a log of block ${number}, which was not asked for`)
  const hash = lower(log.blockHash)
  const header = headers.get(number)
  if (header && header.hash !== hash) throw new ChainMoved(`a log of another block ${number}`)
  if (!header && !log.blockTimestamp) throw new ChainMoved(`no header for block ${number}`)
  return { number, hash, time: header ? header.timestamp : BigInt(log.blockTimestamp ?? 0) }
}

/** Sorted as on the chain, each once. A repetition must say the same: a node behind a balancer may repeat a log. */
function inOrder(logs: RawLog[]): RawLog[] {
  const isBefore = (a: RawLog, b: RawLog) =>
    a.blockNumber === b.blockNumber ? a.logIndex < b.logIndex : a.blockNumber < b.blockNumber
  const isSorted = logs.every((log, i) => i === 0 || isBefore(logs[i - 1] ?? log, log))
  if (isSorted) return logs
  const sorted = logs.toSorted((a, b) =>
    a.blockNumber === b.blockNumber ? a.logIndex - b.logIndex : a.blockNumber < b.blockNumber ? -1 : 1,
  )
  return sorted.filter((log, i) => {
    const before = sorted[i - 1]
    if (before?.blockNumber !== log.blockNumber || before.logIndex !== log.logIndex) return true
    if (before.data !== log.data || before.topics.join() !== log.topics.join() || before.address !== log.address)
      throw new BadAnswer(`two logs ${log.logIndex} in block ${log.blockNumber}`)
    return false
  })
}

/** Later blocks are not older, and two blocks are not one. The same holds for transactions within a block. */
function assertOrdered(logs: readonly RawLog[]): void {
  for (const [i, log] of logs.entries()) {
    const before = logs[i - 1]
    if (!before) continue
    const isSameBlock = before.blockNumber === log.blockNumber
    if (!isSameBlock && before.blockHash === log.blockHash) {
      throw new BadAnswer(`one hash for the blocks ${before.blockNumber} and ${log.blockNumber}`)
    }
    if (!isSameBlock && before.blockTime > log.blockTime) throw new BadAnswer(`block ${log.blockNumber} is too old`)
    if (!isSameBlock) continue
    const isSameTx = before.transactionIndex === log.transactionIndex
    if (
      before.transactionIndex > log.transactionIndex ||
      isSameTx !== (before.transactionHash === log.transactionHash)
    ) {
      throw new BadAnswer(`transactions of block ${log.blockNumber} are mixed up`)
    }
  }
}

/**
 * The logs of an answer in chain order, each once. Throws `ChainMoved` where they are of another chain than the headers, `BadAnswer`
 * where they are of none.
 */
export function readLogs(answer: readonly RpcLog[], headers: ReadonlyMap<bigint, Header>, range: Range): RawLog[] {
  const blocks = new Map<Hex, Block>()
  const logs = answer.map((log): RawLog => {
    const { transactionHash, transactionIndex, logIndex } = log
    if (!transactionHash || !transactionIndex || !logIndex) throw new ChainMoved('a log that is not in a block')
    let block = blocks.get(log.blockNumber ?? '0x')
    if (!block) {
      block = blockOf(log, headers, range)
      blocks.set(log.blockNumber ?? '0x', block)
    }
    if (block.hash !== log.blockHash && block.hash !== lower(log.blockHash ?? '')) {
      throw new ChainMoved(`a log of another block ${block.number}`)
    }
    return {
      address: log.address,
      topics: log.topics,
      data: log.data,
      blockNumber: block.number,
      blockHash: block.hash,
      blockTime: block.time,
      transactionHash,
      transactionIndex: Number(transactionIndex),
      logIndex: Number(logIndex),
    }
  })
  const ordered = inOrder(logs)
  assertOrdered(ordered)
  return ordered
}
