import { type Address, getAddress, type Hex, type PublicClient } from 'viem'
import { rewardsAbi } from '../../contracts-abi'
import type { Leaves } from './model/reward-streams'
import type { System } from './system'

const PREFIX = 'data:application/json,'

/** Reads back what `leavesUri` wrote; null for a URI of another kind. */
export function leavesFrom(uri: string): Map<Address, bigint> | null {
  if (!uri.startsWith(PREFIX)) return null
  const { leaves } = JSON.parse(uri.slice(PREFIX.length)) as { leaves: [string, string][] }
  return new Map(leaves.map(([account, amount]) => [getAddress(account), BigInt(amount)]))
}

/** All roots that were ever proposed with their leaves. */
export async function loadPublished(
  client: PublicClient,
  { at, startBlock }: System,
): Promise<{ leavesOf: (root: Hex) => Leaves }> {
  const logs = await client.getContractEvents({
    address: at.Rewards,
    abi: rewardsAbi,
    eventName: 'Proposed',
    fromBlock: BigInt(startBlock),
    strict: true,
  })
  const uris = new Map(logs.map(({ args }) => [args.root, args.uri]))
  return {
    leavesOf: (root) => {
      const leaves = leavesFrom(uris.get(root) ?? '')
      if (!leaves) throw new Error(`root ${root} was not published with its leaves`)
      return leaves
    },
  }
}
