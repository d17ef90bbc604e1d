import { type Address, encodeFunctionData } from 'viem'
import { vaultAbi } from '../../../contracts-abi'
import type { Actor } from '../actor'
import type { World } from '../world'
import { permit } from './permit'
import { approve } from './wallet'

const abi = vaultAbi
/** A permit is good for twenty minutes. */
const PERMIT_SECONDS = 1_200n

function book(world: World, from: Actor, to: Address, amount: bigint): void {
  world.state.take(from.address, amount)
  world.state.credits.deposit(to, amount)
}

export function deposit(world: World, from: Actor, to: Address, amount: bigint): void {
  approve(world, from, world.system.at.Vault, amount)
  world.send({
    from,
    to: world.system.at.Vault,
    data: encodeFunctionData({ abi, functionName: 'deposit', args: [to, amount] }),
    gas: 200_000n,
    say: `${from.name} loads ${amount}`,
  })
  book(world, from, to, amount)
}

export function depositWithPermit(world: World, from: Actor, amount: bigint, time: bigint): void {
  const deadline = time + PERMIT_SECONDS
  const sign = permit(world, from, amount, deadline)
  world.send({
    from,
    to: world.system.at.Vault,
    data: async () => {
      const { v, r, s } = await sign()
      const args = [from.address, amount, deadline, v, r, s] as const
      return encodeFunctionData({ abi, functionName: 'depositWithPermit', args })
    },
    gas: 260_000n,
    say: `${from.name} loads ${amount} with a permit`,
  })
  book(world, from, from.address, amount)
}

/** 0 cancels what was asked for. */
export function requestWithdrawal(world: World, user: Actor, amount: bigint, time: bigint): void {
  world.send({
    from: user,
    to: world.system.at.Vault,
    data: encodeFunctionData({ abi, functionName: 'requestWithdrawal', args: [amount] }),
    gas: 120_000n,
    say: `${user.name} asks for ${amount}`,
  })
  world.state.credits.requestWithdrawal(user.address, amount, time)
}

export function withdraw(world: World, user: Actor, time: bigint): void {
  world.send({
    from: user,
    to: world.system.at.Vault,
    data: encodeFunctionData({ abi, functionName: 'withdraw', args: [user.address] }),
    gas: 160_000n,
    say: `${user.name} withdraws`,
  })
  world.state.pay(user.address, world.state.credits.withdraw(user.address, time))
}

export function setBudget(world: World, user: Actor, usdPerDay: bigint, time: bigint): void {
  world.send({
    from: user,
    to: world.system.at.Vault,
    data: encodeFunctionData({ abi, functionName: 'setBudget', args: [usdPerDay] }),
    gas: 120_000n,
    say: `${user.name} sets a budget of ${usdPerDay}`,
  })
  world.state.credits.setBudget(user.address, usdPerDay, time)
}
