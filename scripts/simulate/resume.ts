import type { PublicClient } from 'viem'
import { cxptAbi, priceOracleAbi, subscriptionsAbi, vaultAbi } from '../../contracts-abi'
import { monthBounds, monthOf } from '../../lib/domain/month'
import { castOf } from './cast'
import type { Sizes } from './history'
import { loadState, watched } from './load'
import { State } from './model/state'
import { loadPublished } from './published'
import type { System } from './system'
import { loadTerms } from './terms'
import { World } from './world'

/** The price path has run its course after this many seconds, whatever history came before. */
const PATH_LENGTH = 120n * 86_400n

/**
 * A world that goes on from what is on the chain, whoever wrote it: the simulation keeps nothing of its own between runs. `isShared`: others spend
 * meanwhile, so spending is read from the chain with each refresh and what is done here adds nothing by itself.
 */
export async function worldFromChain(
  client: PublicClient,
  system: System,
  { seed, sizes, isShared }: { seed: number; sizes: Sizes; isShared: boolean },
): Promise<World> {
  const genesis = await client.getBlock({ blockNumber: 0n })
  const { start } = monthBounds(monthOf(genesis.timestamp + 1n))
  const cast = castOf(seed, sizes, 0)
  const world = new World(system, cast, seed, start, PATH_LENGTH, await loadTerms(client, system))
  await refresh(client, world)
  const readUpTo = await readSpending(client, world, BigInt(system.startBlock))
  if (isShared) world.spendingUpTo = readUpTo
  else await readMonths(client, world)
  return world
}

/** What months' rewards follow from beside spending: prices, referrers, the protocol's share of distributions. */
async function readMonths(client: PublicClient, world: World): Promise<void> {
  const { at, startBlock } = world.system
  const from = { fromBlock: BigInt(startBlock), strict: true } as const
  const [posted, referred, distributed] = await Promise.all([
    client.getContractEvents({ ...from, address: at.PriceOracle, abi: priceOracleAbi, eventName: 'Posted' }),
    client.getContractEvents({ ...from, address: at.Subscriptions, abi: subscriptionsAbi, eventName: 'Referred' }),
    client.getContractEvents({ ...from, address: at.Vault, abi: vaultAbi, eventName: 'Distributed' }),
  ])
  const timeOf = timesOf(client)
  for (const { args, ...log } of posted) world.posted.push({ time: await timeOf(log), price: args.price })
  for (const { args, ...log } of referred) {
    world.referred.set(args.user, { referrer: args.referrer, time: await timeOf(log) })
  }
  for (const { args, ...log } of distributed) world.addProtocolShare(args.protocol, await timeOf(log))
}

type Placed = { blockNumber: bigint; blockTimestamp?: bigint | undefined }

/** Time of a log's block, seconds: from the log where the node says it, else asked for once. */
function timesOf(client: PublicClient): (log: Placed) => Promise<bigint> {
  const times = new Map<bigint, bigint>()
  return async ({ blockNumber, blockTimestamp }) => {
    const time = blockTimestamp ?? times.get(blockNumber) ?? (await client.getBlock({ blockNumber })).timestamp
    times.set(blockNumber, time)
    return time
  }
}

/** Reads the state anew; what was entered into the agenda stays. */
export async function refresh(client: PublicClient, world: World): Promise<void> {
  const { system, cast } = world
  const state = new State()
  await loadState(client, system, cast, state)
  world.state = state
  await Promise.all(
    watched(cast).map(async (owner) => {
      const nonce = await client.readContract({
        address: system.at.CXPT,
        abi: cxptAbi,
        functionName: 'nonces',
        args: [owner],
      })
      world.permitNonces.set(owner, nonce)
    }),
  )
  if (world.spendingUpTo !== null) world.spendingUpTo = await readSpending(client, world, world.spendingUpTo + 1n)
  for (const label of (await loadPublished(client, system)).labels) world.published.add(label)
}

/** Adds what everybody spent from a block on: the base of rewards. Returns the last block that was read. */
async function readSpending(client: PublicClient, world: World, fromBlock: bigint): Promise<bigint> {
  const toBlock = await client.getBlockNumber()
  if (toBlock < fromBlock) return toBlock
  const filter = { address: world.system.at.Vault, abi: vaultAbi, fromBlock, toBlock, strict: true } as const
  const [settled, charged] = await Promise.all([
    client.getContractEvents({ ...filter, eventName: 'Settled' }),
    client.getContractEvents({ ...filter, eventName: 'Charged' }),
  ])
  const timeOf = timesOf(client)
  for (const { args, ...log } of [...settled, ...charged]) world.addSpending(args, await timeOf(log))
  return toBlock
}
