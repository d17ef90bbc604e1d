import { encodeFunctionData, type Hex } from 'viem'
import { priceOracleAbi, treasuryAbi, vaultAbi } from '../../../contracts-abi'
import type { Actor } from '../actor'
import type { Usage } from '../model/credits'
import { bucketId, type TreasuryBucket } from '../model/state'
import type { World } from '../world'
import { approve } from './wallet'

/** `price` in WAD. */
export function postPrice(world: World, price: bigint, time: bigint): void {
  world.send({
    from: world.cast.staff.pricer,
    to: world.system.at.PriceOracle,
    data: encodeFunctionData({ abi: priceOracleAbi, functionName: 'post', args: [price] }),
    gas: 110_000n,
    say: `post ${price}`,
  })
  world.state.price = price
  world.state.postedAt = time
  world.posted.push({ time, price })
}

export function settle(world: World, usages: readonly Usage[], receiptsRoot: Hex, time: bigint): void {
  world.send({
    from: world.cast.staff.meter,
    to: world.system.at.Vault,
    data: encodeFunctionData({ abi: vaultAbi, functionName: 'settle', args: [usages, receiptsRoot] }),
    gas: 180_000n + 60_000n * BigInt(usages.length),
    say: `settle ${usages.length} users`,
  })
  for (const settled of world.state.credits.settle(usages, world.state.price, time)) world.spent(settled, time)
}

export function distribute(world: World): void {
  world.send({
    from: world.cast.keeper,
    to: world.system.at.Vault,
    data: encodeFunctionData({ abi: vaultAbi, functionName: 'distribute' }),
    gas: 400_000n,
    say: 'distribute',
  })
  world.distribute()
}

/** Books plain transfers to the Vault into PROTOCOL. */
export function skim(world: World): void {
  world.send({
    from: world.cast.keeper,
    to: world.system.at.Vault,
    data: encodeFunctionData({ abi: vaultAbi, functionName: 'skim' }),
    gas: 200_000n,
    say: 'skim',
  })
  world.state.buckets.protocol += world.state.donated
  world.state.donated = 0n
}

export function payIntoTreasury(world: World, from: Actor, bucket: TreasuryBucket, amount: bigint): void {
  approve(world, from, world.system.at.Treasury, amount)
  world.send({
    from,
    to: world.system.at.Treasury,
    data: encodeFunctionData({ abi: treasuryAbi, functionName: 'deposit', args: [bucketId(bucket), amount] }),
    gas: 160_000n,
    say: `${from.name} pays ${amount} into ${bucket}`,
  })
  world.state.take(from.address, amount)
  world.state.buckets[bucket] += amount
}

/** Stops spending for a week at most, or until it is ended. */
export function pauseSpending(world: World, time: bigint): void {
  world.send({
    from: world.cast.staff.guardian,
    to: world.system.at.Vault,
    data: encodeFunctionData({ abi: vaultAbi, functionName: 'pause', args: [SPEND] }),
    gas: 120_000n,
    say: 'pause SPEND',
  })
  const { spendPause } = world.state.credits
  const from = time >= spendPause.until + PAUSE_GAP ? time : spendPause.from
  world.state.credits.spendPause = { from, until: time + MAX_PAUSE }
}

/** Index in the contract's enum `Flag`. */
export const SPEND = 1
const MAX_PAUSE = 604_800n
const PAUSE_GAP = 86_400n
