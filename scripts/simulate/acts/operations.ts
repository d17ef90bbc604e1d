import { type Address, encodeFunctionData, type Hex } from 'viem'
import { accessManagerAbi } from '../../../contracts-abi'
import type { Actor } from '../actor'
import type { World } from '../world'

/** A restricted call that has to wait: what it does to the state happens when it is executed. */
export type Operation = { by: Actor; target: Address; data: Hex; say: string; apply: (time: bigint) => void }

/** `readyAt` in seconds, at least the caller's delay from now. */
export function schedule(world: World, { by, target, data, say }: Operation, readyAt: bigint): void {
  if (world.isAlone) world.reasons.push({ time: world.now, author: by.address, target, data, text: say })
  world.send({
    from: by,
    to: world.system.at.AccessManager,
    data: encodeFunctionData({
      abi: accessManagerAbi,
      functionName: 'schedule',
      args: [target, data, Number(readyAt)],
    }),
    gas: 300_000n,
    say: `schedule: ${say}`,
  })
}

export function execute(world: World, { by, target, data, say, apply }: Operation, time: bigint): void {
  world.send({
    from: by,
    to: world.system.at.AccessManager,
    data: encodeFunctionData({ abi: accessManagerAbi, functionName: 'execute', args: [target, data] }),
    gas: 800_000n,
    say: `execute: ${say}`,
  })
  apply(time)
}

export function cancel(world: World, { by, target, data, say }: Operation): void {
  world.send({
    from: world.cast.staff.guardian,
    to: world.system.at.AccessManager,
    data: encodeFunctionData({ abi: accessManagerAbi, functionName: 'cancel', args: [by.address, target, data] }),
    gas: 150_000n,
    say: `cancel: ${say}`,
  })
}

/** Schedules now for `readyAt` and executes `patience` seconds after it is ready, the way people do. */
export function carryOut(world: World, operation: Operation, readyAt: bigint, patience: bigint): void {
  schedule(world, operation, readyAt)
  world.agenda.enter(readyAt + patience, (time) => execute(world, operation, time))
}
