/**
 * Keeps the local chain over restarts. anvil can write the states of all blocks itself (`--preserve-historical-states`), but each is a whole
 * copy of about 0.35 MB: 1,200 blocks are 450 MB that take 14 s to load, and a running chain adds gigabytes a day. So the chain is saved
 * without them (20 MB, a third of a second), and beside it the state at the end of each UTC day, which is where months and reports close. They
 * are taken from the files anvil swaps old states out to, and handed back to it when it starts.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { callRpc } from './anvil'

const DAY = 86_400
const EMPTY_CODE = '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'
const DAY_FILE = /^\d+-(0x[0-9a-f]{64})\.json$/
/** What a dump without states ends with; they are written in its place. */
const NO_STATES = '"historical_states":null}'

const blockShape = z.object({
  number: z.string(),
  hash: z.string(),
  timestamp: z.string(),
  transactions: z.array(z.unknown()),
})
const snapshotShape = z.looseObject({
  accounts: z.record(z.string(), z.looseObject({ code_hash: z.string() })),
  storage: z.record(z.string(), z.unknown()),
})

export type Block = { number: number; hash: string; time: number; transactions: number }

export type ChainFolder = { state: string; load: string; swap: string; days: string }

export function chainFolder(folder: string): ChainFolder {
  return {
    state: join(folder, 'state.json.gz'),
    load: join(folder, 'load.json'),
    swap: join(folder, 'swap'),
    days: join(folder, 'days'),
  }
}

export async function readBlock(url: string, tag: number | 'latest'): Promise<Block> {
  const at = tag === 'latest' ? tag : `0x${tag.toString(16)}`
  const block = blockShape.parse(await callRpc(url, 'eth_getBlockByNumber', [at, false]))
  const { number, hash, timestamp, transactions } = block
  return { number: Number(number), hash, time: Number(timestamp), transactions: transactions.length }
}

function replaceFile(path: string, content: string | Buffer) {
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
}

/** The chain as it is now, whole or not at all. */
export async function saveState(url: string, { state }: ChainFolder): Promise<void> {
  const dump = z.string().parse(await callRpc(url, 'anvil_dumpState', [false]))
  replaceFile(state, Buffer.from(dump.slice(2), 'hex'))
}

/** Empty states of blocks that never were. */
const FILLERS = Array.from({ length: 1_000 }, (_, index) => {
  const hash = `0x${(index + 1).toString(16).padStart(64, '0')}`
  return [hash, { accounts: {}, storage: {}, block_hashes: {} }]
})

/**
 * Makes anvil swap states out early. It holds 500 in memory before it writes any to disk, one fewer with each state past that, but never
 * fewer than 10: a thousand empty ones bring it there at once. The chain itself is not touched.
 */
export async function swapEarly(url: string): Promise<void> {
  const empty = { block: null, accounts: {}, best_block_number: null, blocks: [], transactions: [] }
  const state = gzipSync(JSON.stringify({ ...empty, historical_states: FILLERS }))
  await callRpc(url, 'anvil_loadState', [`0x${state.toString('hex')}`])
}

/** Writes the saved chain together with the kept days, in the form that `--load-state` reads. */
export function composeLoad({ state, load, days }: ChainFolder): void {
  const saved = gunzipSync(readFileSync(state))
  const cut = saved.length - NO_STATES.length
  if (saved.subarray(cut).toString() !== NO_STATES) {
    throw new Error(`${state} is not a state that this version of anvil writes. Start over with --reset.`)
  }
  const file = openSync(load, 'w')
  writeSync(file, saved.subarray(0, cut))
  writeSync(file, '"historical_states":[')
  const names = existsSync(days) ? readdirSync(days).filter((name) => DAY_FILE.test(name)) : []
  for (const [index, name] of names.sort().entries()) {
    const hash = DAY_FILE.exec(name)?.[1]
    writeSync(file, `${index > 0 ? ',' : ''}["${hash}",${readFileSync(join(days, name), 'utf8')}]`)
  }
  writeSync(file, ']}')
  closeSync(file)
}

/** Reads a swapped-out state; null while it is being written. Left out is what no call at that block reads. */
function readSwapped(path: string): string | null {
  try {
    const snapshot = snapshotShape.parse(JSON.parse(readFileSync(path, 'utf8')))
    for (const account of Object.values(snapshot.accounts)) if (account.code_hash === EMPTY_CODE) account.code = null
    // Only for the BLOCKHASH instruction; it grows with every block.
    return JSON.stringify({ ...snapshot, block_hashes: {} })
  } catch {
    return null
  }
}

/** Follows the chain and keeps the state of the last block of each day. */
export class DayKeeper {
  private last: Block | null = null
  /** Transactions seen since the chain was started. */
  transactions = 0
  private readonly waiting = new Map<string, Block>()

  constructor(
    private readonly url: string,
    private readonly folder: ChainFolder,
  ) {
    mkdirSync(folder.days, { recursive: true })
  }

  /** Days that have ended and whose state anvil still holds in memory. */
  get pending(): number {
    return this.waiting.size
  }

  /** Looks at the blocks since the last call; returns the newest. */
  async follow(): Promise<Block> {
    const head = await readBlock(this.url, 'latest')
    let before = this.last ?? head
    if (head.number < before.number) before = head
    for (let from = before.number + 1; from <= head.number; from += 100) {
      const count = Math.min(100, head.number - from + 1)
      const numbers = Array.from({ length: count }, (_, index) => from + index)
      for (const block of await Promise.all(numbers.map((number) => readBlock(this.url, number)))) {
        if (Math.floor(block.time / DAY) > Math.floor(before.time / DAY)) this.waiting.set(before.hash, before)
        before = block
        this.transactions += block.transactions
      }
    }
    this.last = head
    this.collect()
    return head
  }

  private collect() {
    const { swap, days } = this.folder
    const folders = existsSync(swap) ? readdirSync(swap) : []
    for (const [hash, { number }] of this.waiting) {
      const path = folders.map((name) => join(swap, name, `${hash}.json`)).find(existsSync)
      const text = path && readSwapped(path)
      if (!text) continue
      replaceFile(join(days, `${String(number).padStart(9, '0')}-${hash}.json`), text)
      this.waiting.delete(hash)
    }
  }
}

/** What is left of an earlier run and must not be mixed with the next. */
export function clearSwap({ swap, load }: ChainFolder): void {
  rmSync(swap, { recursive: true, force: true })
  rmSync(load, { force: true })
}
