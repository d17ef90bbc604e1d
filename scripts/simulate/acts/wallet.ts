import { type Address, encodeFunctionData } from 'viem'
import { cxptAbi } from '../../../contracts-abi'
import type { Actor } from '../actor'
import type { World } from '../world'

const abi = cxptAbi

export function transfer(world: World, from: Actor, to: Address, amount: bigint, say: string): void {
  world.send({
    from,
    to: world.system.at.CXPT,
    data: encodeFunctionData({ abi, functionName: 'transfer', args: [to, amount] }),
    gas: 90_000n,
    say,
  })
  world.state.take(from.address, amount)
  if (to === world.system.at.Vault) world.state.donated += amount
  else world.state.pay(to, amount)
}

export function approve(world: World, from: Actor, spender: Address, amount: bigint): void {
  world.send({
    from,
    to: world.system.at.CXPT,
    data: encodeFunctionData({ abi, functionName: 'approve', args: [spender, amount] }),
    gas: 90_000n,
    say: `${from.name} approves ${amount}`,
  })
}

export function burn(world: World, from: Actor, amount: bigint): void {
  world.send({
    from,
    to: world.system.at.CXPT,
    data: encodeFunctionData({ abi, functionName: 'burn', args: [amount] }),
    gas: 90_000n,
    say: `${from.name} burns ${amount}`,
  })
  world.state.take(from.address, amount)
  world.state.supply -= amount
}
