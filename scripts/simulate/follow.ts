import type { PublicClient } from 'viem'
import { greater } from '../../lib/domain/money'
import { HOUR, MINUTE } from '../../lib/domain/time'
import { enterBoard } from './board'
import { signersOf } from './cast'
import { chainTime } from './clock'
import { enterDays } from './days'
import type { Sizes } from './history'
import { LiveObservations } from './live-observations'
import { LiveSender } from './live-sender'
import { type Console, LiveUsage, usageNow } from './live-usage'
import { Miner } from './miner'
import { enterMonths } from './months'
import { progressOf, say } from './progress'
import { recoverMonths, recoverRoots } from './recovery'
import { refresh, worldFromChain } from './resume'
import { type Rpc, troubleIn } from './rpc'
import type { System } from './system'
import { nextTraffic } from './traffic'
import type { World } from './world'

export type FollowOptions = {
  rpc: Rpc
  client: PublicClient
  system: System
  seed: number
  sizes: Sizes
  signal: AbortSignal
  /** Milliseconds between two small things, about. */
  pace?: number
  /** Where usage is reported; without it nobody uses anything. */
  console?: Console | undefined
}

/** A pause of the chain that is filled up as history instead of being lived through second by second. */
const GAP = 30n * MINUTE
const PACE_MS = 8_000
const AWAY_MS = 2_000

/** Goes on after the history, in the node's time, until the signal says stop. Whatever interrupts it, it starts over from what the chain shows. */
export async function follow(options: FollowOptions): Promise<void> {
  const { rpc, signal } = options
  while (!signal.aborted) {
    try {
      await clockIsSet(rpc, signal)
      if (!signal.aborted) await catchUp(options, (await chainTime(rpc)).next)
      if (!signal.aborted) await live(options)
    } catch (error) {
      if (signal.aborted) return
      const trouble = troubleIn(error)
      if (!trouble) throw error
      say(1, `Waiting for the chain: ${trouble.message}`)
      await sleep(AWAY_MS, signal)
    }
  }
}

/** A node that was just started from a kept chain begins at the genesis time until it is told better: nothing may be sent before. */
async function clockIsSet(rpc: Rpc, signal: AbortSignal): Promise<void> {
  for (let isLate = true; isLate && !signal.aborted; ) {
    const { last, next } = await chainTime(rpc)
    isLate = next < last
    if (isLate) await sleep(AWAY_MS, signal)
  }
}

/**
 * Fills the time from the last block to `target` with the history's own generators, if it is long enough to be worth it. Nothing is metered: the
 * console was away, and it alone meters what comes after the history.
 */
export async function catchUp(options: FollowOptions, target: bigint): Promise<void> {
  const { rpc, client, system, seed, sizes, signal } = options
  const { last } = await chainTime(rpc)
  if (target - last < GAP) return
  const world = await worldFromChain(client, system, { seed, sizes, isShared: false })
  world.onRefused = ({ message }) => say(1, `Left out: ${message}`)
  world.leavesAlone.add(world.cast.newcomer)
  recoverRoots(world, last)
  recoverMonths(world, last)
  enterBoard(world, last, target)
  enterDays(world, world.cast.customers, last, target)
  enterMonths(world, last, target)

  const miner = new Miner(
    rpc,
    system.chainId,
    () => say(0, 'Waiting for the chain'),
    (what) => say(1, `Failed: ${what}`),
  )
  const onProgress = progressOf(last, target)
  await miner.begin(signersOf(world.cast))
  try {
    for (const block of world.run(target)) {
      if (signal.aborted) return
      await miner.mine(block)
      onProgress(block.time)
    }
    await miner.mineEmpty(target)
    say(1, `Caught up: ${miner.transactions} transactions`)
  } finally {
    await miner.end()
  }
}

/**
 * Small traffic, and the regular jobs when they are due. Returns when the chain's time has jumped. Whatever needs an account that people
 * use, like the treasurer's for a month's rewards, waits for the next time that is caught up.
 */
async function live(options: FollowOptions): Promise<void> {
  const { rpc, client, system, seed, sizes, signal, pace = PACE_MS } = options
  // A run that was killed while it caught up left the node waiting for orders.
  await rpc.call('evm_setAutomine', [true])
  const world = await worldFromChain(client, system, { seed, sizes, isShared: true })
  world.onRefused = () => {}
  leaveGuestsAlone(world)
  const sender = new LiveSender(rpc, system.chainId, (what) => say(1, `Skipped: ${what}`))
  const usage = options.console && new LiveUsage(options.console, (text) => say(1, text))
  const observations = options.console && new LiveObservations(options.console, (text) => say(1, text))
  let { last: entered } = await chainTime(rpc)
  recoverRoots(world, entered)
  for (let turn = 0; ; turn++) {
    // Around the pace by a third: traffic that comes to the second looks like a machine.
    await sleep((pace * (67 + ((turn * 41) % 66))) / 100, signal)
    if (signal.aborted) return
    const { last, next } = await chainTime(rpc)
    if (next < last || next - last >= GAP) return
    await refresh(client, world)
    enterDays(world, world.cast.customers, entered, next + HOUR)
    entered = greater(entered, next + HOUR)
    for (const { calls } of world.run(next)) await sender.send(calls)
    const act = nextTraffic(world, next)
    if (act) await sender.send(world.callsOf(act, next))
    else observations?.count(world, (await usage?.report(() => usageNow(world, next, turn))) ?? [])
    await observations?.report(world, next)
  }
}

/** People hold these accounts in their wallets now. */
function leaveGuestsAlone({ cast, leavesAlone }: World): void {
  leavesAlone.add(cast.newcomer)
  leavesAlone.add(cast.member.actor.address)
  for (const { actor } of cast.providers) if (actor.name === 'provider') leavesAlone.add(actor.address)
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
