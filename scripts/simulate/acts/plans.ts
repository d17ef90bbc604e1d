import { type Address, encodeFunctionData } from 'viem'
import { subscriptionsAbi } from '../../../contracts-abi'
import type { Actor } from '../actor'
import { Refused } from '../model/credits'
import type { Purchase } from '../model/periods'
import type { World } from '../world'
import { permit } from './permit'

const abi = subscriptionsAbi
const PERMIT_SECONDS = 1_200n

export function subscribe(world: World, user: Actor, purchase: Purchase, time: bigint): void {
  const { plan, maxIn, autoRenew, renewCap, referrer } = purchase
  world.send({
    from: user,
    to: world.system.at.Subscriptions,
    data: encodeFunctionData({
      abi,
      functionName: 'subscribe',
      args: [plan, maxIn, autoRenew, renewCap, referrer],
    }),
    gas: 400_000n,
    say: `${user.name} subscribes to ${plan}`,
  })
  world.spent(world.state.periods.subscribe(user.address, purchase, world.state.price, time), time)
  world.noteReferrer(user.address)
}

export function subscribeWithPermit(world: World, user: Actor, purchase: Purchase, amount: bigint, time: bigint): void {
  const { plan, maxIn, autoRenew, renewCap, referrer } = purchase
  const deadline = time + PERMIT_SECONDS
  const sign = permit(world, user, amount, deadline)
  world.send({
    from: user,
    to: world.system.at.Subscriptions,
    data: async () => {
      const { v, r, s } = await sign()
      return encodeFunctionData({
        abi,
        functionName: 'subscribeWithPermit',
        args: [plan, maxIn, autoRenew, renewCap, referrer, amount, deadline, v, r, s],
      })
    },
    gas: 500_000n,
    say: `${user.name} loads ${amount} and subscribes to ${plan}`,
  })
  world.state.take(user.address, amount)
  world.state.credits.deposit(user.address, amount)
  world.spent(world.state.periods.subscribe(user.address, purchase, world.state.price, time), time)
  world.noteReferrer(user.address)
}

export function upgrade(world: World, user: Actor, plan: number, maxIn: bigint, time: bigint): void {
  world.send({
    from: user,
    to: world.system.at.Subscriptions,
    data: encodeFunctionData({ abi, functionName: 'upgrade', args: [plan, maxIn] }),
    gas: 300_000n,
    say: `${user.name} upgrades to ${plan}`,
  })
  world.spent(world.state.periods.upgrade(user.address, plan, maxIn, world.state.price, time), time)
}

export function scheduleChange(world: World, user: Actor, plan: number, time: bigint): void {
  world.send({
    from: user,
    to: world.system.at.Subscriptions,
    data: encodeFunctionData({ abi, functionName: 'scheduleChange', args: [plan] }),
    gas: 120_000n,
    say: `${user.name} changes to ${plan} at the renewal`,
  })
  world.state.periods.scheduleChange(user.address, plan, time)
}

export function setAutoRenew(world: World, user: Actor, on: boolean, renewCap: bigint, time: bigint): void {
  world.send({
    from: user,
    to: world.system.at.Subscriptions,
    data: encodeFunctionData({ abi, functionName: 'setAutoRenew', args: [on, renewCap] }),
    gas: 120_000n,
    say: `${user.name} turns automatic renewal ${on ? 'on' : 'off'}`,
  })
  world.state.periods.setAutoRenew(user.address, on, renewCap, time)
}

export function setReferrer(world: World, user: Actor, referrer: Address): void {
  world.send({
    from: user,
    to: world.system.at.Subscriptions,
    data: encodeFunctionData({ abi, functionName: 'setReferrer', args: [referrer] }),
    gas: 140_000n,
    say: `${user.name} names a referrer`,
  })
  world.state.periods.setReferrer(user.address, referrer)
  world.noteReferrer(user.address)
}

/** A user whose renewal fails is reported by an event and changes nothing; the others go on. */
export function renewMany(world: World, keeper: Actor, users: readonly Address[], time: bigint): void {
  world.send({
    from: keeper,
    to: world.system.at.Subscriptions,
    data: encodeFunctionData({ abi, functionName: 'renewMany', args: [users] }),
    gas: 200_000n + 220_000n * BigInt(users.length),
    say: `renew ${users.length}`,
  })
  for (const user of users) {
    try {
      world.spent(world.state.periods.renew(user, world.state.price, time), time)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }
}
