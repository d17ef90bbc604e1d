import type { PublicClient } from 'viem'
import { type Cast, signersOf } from './cast'
import { FULL, history, historyOf, type Sizes } from './history'
import { loadState } from './load'
import { endingOf } from './metering/ending'
import type { Journal } from './metering/journal'
import { Miner } from './miner'
import { progressOf } from './progress'
import type { Rpc } from './rpc'
import type { System } from './system'
import { loadTerms } from './terms'
import { checkAgainstChain } from './verify'
import { World } from './world'

export type ReplayOptions = {
  rpc: Rpc
  client: PublicClient
  system: System
  now: Date
  seed: number
  sizes?: Sizes
  /** Another first day than the calendar gives, for short histories in tests. */
  start?: Date
  onProgress?: (time: bigint) => void
  onWait?: () => void
  /** Where what was metered is written for the console's database; without it nowhere. */
  journal?: Journal | undefined
}

export type Replayed = { blocks: number; transactions: number; compared: number; firstBlock: number }

/** The deployment took place in the first minutes of the history; the first thing people do is an hour later. */
const LATEST_START = 3_600n

/** Writes the whole history to a chain that has nothing but the contracts, and compares it with the simulation's own books. */
export async function replay(options: ReplayOptions): Promise<Replayed> {
  const { rpc, client, system, seed, onWait = () => {} } = options
  const { cast, start, now, lastEpoch } = historyOf(options.now, seed, options.sizes ?? FULL, options.start)
  const block = await client.getBlock()
  if (block.timestamp >= start + LATEST_START) {
    throw new Error('the chain already has a history: start it anew (npm start -- --reset)')
  }
  await requireFunds(client, cast)
  const terms = await loadTerms(client, system)
  const world = new World(system, cast, seed, start, now - start, terms, lastEpoch)
  world.isAlone = true
  world.block = { number: block.number, time: block.timestamp }
  await loadState(client, system, cast, world.state)
  world.posted.push({ time: world.state.postedAt, price: world.state.price })

  const { journal } = options
  if (journal) world.onBatch = (batch) => journal.add(batch)
  const onProgress = options.onProgress ?? progressOf(start, now)
  const miner = new Miner(rpc, system.chainId, onWait)
  await miner.begin(signersOf(cast))
  for (const next of history(world, now)) {
    await miner.mine(next)
    onProgress(next.time)
  }
  await miner.mineEmpty(now)
  await miner.end()
  const compared = await checkAgainstChain(client, system, cast, world.state)
  journal?.end(await endingOf(world, now))
  return { blocks: miner.blocks, transactions: miner.transactions, compared, firstBlock: Number(block.number) + 1 }
}

async function requireFunds(client: PublicClient, cast: Cast): Promise<void> {
  const balances = await Promise.all(signersOf(cast).map(({ address }) => client.getBalance({ address })))
  if (balances.every((balance) => balance > 10n ** 18n)) return
  throw new Error('the crowd has no ether for gas: start anvil with --accounts 160')
}
