import { numberToHex } from 'viem'
import { lesser } from '../domain/money'
import { BadAnswer, ChainMoved, type RpcLog, readLogs } from './answer'
import { decodeLog } from './decode'
import { type AddressBook, type Hex, lower } from './deployment'
import type { LedgerEvent } from './events'
import type { Header } from './header'
import { assertComplete, fetchLogs, PARALLEL, type Rpc } from './logs'
import type { Pause } from './pause'
import { isTooMuch, retryAfterMs, troubleOf } from './rpc-error'

/** Blocks a request at first, and at most. Few at first: how many logs they hold shows only then. */
const FIRST_BLOCKS = 10
const MOST_BLOCKS = 20_000
/** Logs that make a good answer: about 5 MB, where viem refuses 10. Two such lists are in memory at once. */
const WANTED_LOGS = 5_000
/** The most that the blocks of a request grow at once. */
const GROWTH = 2
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 15_000

type RpcBlock = {
  number: Hex | null
  hash: Hex | null
  parentHash: Hex
  timestamp: Hex
  logsBloom?: Hex | null
}
export type BlockName = bigint | 'latest' | 'finalized'

/** A header, or null when the node has no such block. */
export async function fetchHeader(rpc: Rpc, name: BlockName): Promise<Header | null> {
  const tag = typeof name === 'bigint' ? numberToHex(name) : name
  const block = (await rpc.request({ method: 'eth_getBlockByNumber', params: [tag, false] })) as RpcBlock | null
  if (!block?.number || !block.hash) return null
  return {
    number: BigInt(block.number),
    hash: lower(block.hash),
    parentHash: lower(block.parentHash),
    timestamp: BigInt(block.timestamp),
    ...(block.logsBloom && { bloom: block.logsBloom }),
  }
}

/** Block 0, or `BadAnswer` when the node says something else. */
export async function fetchGenesis(rpc: Rpc): Promise<Header> {
  const header = await fetchHeader(rpc, 0n)
  if (header?.number !== 0n) throw new BadAnswer(`${header ? `block ${header.number}` : 'nothing'} instead of block 0`)
  return header
}

async function requireHeader(rpc: Rpc, number: bigint): Promise<Header> {
  const header = await fetchHeader(rpc, number)
  if (!header) throw new ChainMoved(`the node has no block ${number}`)
  if (header.number !== number) throw new BadAnswer(`block ${header.number} instead of ${number}`)
  return header
}

/** Headers of these blocks, a few at a time, in the order asked. */
export async function fetchHeaders(rpc: Rpc, numbers: readonly bigint[]): Promise<Header[]> {
  const headers: Header[] = []
  for (let start = 0; start < numbers.length; start += PARALLEL) {
    const part = numbers.slice(start, start + PARALLEL)
    headers.push(...(await Promise.all(part.map((number) => requireHeader(rpc, number)))))
  }
  return headers
}

/** Headers a log list needs: of its blocks without a time, of its first and last block (to check their hashes), and the window's. */
function wantedHeaders(logs: readonly RpcLog[], from: bigint, to: bigint, keepFrom: bigint): bigint[] {
  const wanted = new Set<bigint>()
  const ends = [logs[0], logs.at(-1)]
  for (const log of logs) {
    if (log.blockNumber && (!log.blockTimestamp || ends.includes(log))) wanted.add(BigInt(log.blockNumber))
  }
  for (let number = keepFrom > from ? keepFrom : from; number <= to; number += 1n) wanted.add(number)
  wanted.delete(to)
  return [...wanted].sort((a, b) => (a < b ? -1 : 1))
}

/** Consecutive headers must be parent and child. */
function assertLinked(headers: readonly Header[]): void {
  for (const [index, header] of headers.entries()) {
    const before = headers[index - 1]
    if (before && before.number + 1n === header.number && before.hash !== header.parentHash) {
      throw new ChainMoved(`block ${header.number} is not the child of ${before.number}`)
    }
  }
}

/** How many blocks hold about as many logs as are wanted, if they go on as those just read. */
function nextBlocks(blocks: bigint, logs: number): bigint {
  const factor = Math.min(WANTED_LOGS / Math.max(logs, 1), GROWTH)
  const next = BigInt(Math.max(1, Math.floor(Number(blocks) * factor)))
  return lesser(next, BigInt(MOST_BLOCKS))
}

export type Fetched = { from: bigint; to: Header; events: LedgerEvent[]; headers: Header[] }

/**
 * All logs of ours in `from`..`to`, proven to be of one chain that continues `parent`: the header of `to` is the same before and after,
 * the first block's parent is `parent`, and logs carry the hashes of their headers. Headers from `keepFrom` on are returned.
 */
async function fetchRange(
  rpc: Rpc,
  book: AddressBook,
  range: { from: bigint; to: bigint; parent: Hex | null; keepFrom: bigint },
): Promise<Fetched> {
  const { from, to, parent, keepFrom } = range
  const last = await requireHeader(rpc, to)
  const first = from === to ? last : await requireHeader(rpc, from)
  if (parent && first.parentHash !== parent) throw new ChainMoved(`block ${from} does not continue the ledger`)
  const logs = await fetchLogs(rpc, book, from, to)
  const known = new Map([first, last].map((header) => [header.number, header]))
  const wanted = wantedHeaders(logs, from, to, keepFrom).filter((number) => !known.has(number))
  for (const header of await fetchHeaders(rpc, wanted)) known.set(header.number, header)
  const sorted = [...known.values()].sort((a, b) => (a.number < b.number ? -1 : 1))
  assertLinked(sorted)
  const again = await requireHeader(rpc, to)
  if (again.hash !== last.hash) throw new ChainMoved(`block ${to} was replaced`)
  const raw = readLogs(logs, known, range)
  await assertComplete(rpc, book, raw, sorted, range)
  const events: LedgerEvent[] = []
  for (const log of raw) {
    const event = decodeLog(log, book)
    if (event) events.push(event)
  }
  return { from, to: last, events, headers: sorted.filter(({ number }) => number >= keepFrom) }
}

type FetcherOptions = {
  firstBlocks?: number
  onTrouble?: (trouble: { error: unknown; blocks: bigint; waitMs: number }) => void
}

/**
 * Reads ranges of any length, asking for as many blocks at a time as the node answers: fewer after an error of range or size and
 * after timeouts, more while the answers are small. Waits longer and longer when the node is busy or away, and never gives up on
 * that: the caller's `pause` rejects when it is time to stop.
 */
export function createFetcher(rpc: Rpc, book: AddressBook, pause: Pause, options: FetcherOptions = {}) {
  let blocks = BigInt(options.firstBlocks ?? FIRST_BLOCKS)

  /** How long to wait before the next question; `waits` counts those before. Fewer blocks are asked for at once. */
  const adapt = (error: unknown, waits: number): number => {
    const trouble = error instanceof BadAnswer ? 'slower' : troubleOf(error)
    if (trouble === 'fatal' || (trouble === 'smaller' && blocks === 1n)) throw error
    if (trouble === 'smaller' || error instanceof BadAnswer || isTooMuch(error)) blocks = blocks > 1n ? blocks / 2n : 1n
    if (trouble === 'smaller') return 0
    return Math.max(Math.min(FIRST_WAIT_MS * 2 ** waits, LONGEST_WAIT_MS), retryAfterMs(error, Date.now()))
  }

  /** The next part of `from`..`limit`: as much of it as the node is asked for at once. */
  async function next(from: bigint, limit: bigint, parent: Hex | null, keepFrom: bigint): Promise<Fetched> {
    for (let waits = 0; ; ) {
      const to = lesser(limit, from + blocks - 1n)
      try {
        const fetched = await fetchRange(rpc, book, { from, to, parent, keepFrom })
        if (to - from + 1n === blocks) blocks = nextBlocks(blocks, fetched.events.length)
        return fetched
      } catch (error) {
        if (error instanceof ChainMoved) throw error
        const waitMs = adapt(error, waits)
        if (waitMs > 0) waits += 1
        options.onTrouble?.({ error, blocks, waitMs })
        await pause(waitMs)
      }
    }
  }
  return { next, blocksAtOnce: () => blocks }
}
export type Fetcher = ReturnType<typeof createFetcher>
