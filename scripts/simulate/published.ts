import { type Address, getAddress, type Hex, type PublicClient } from 'viem'
import { rewardsAbi } from '../../contracts-abi'
import type { Leaves } from './model/reward-streams'
import type { System } from './system'

const PREFIX = 'data:application/json,'

export type Publication = { category: string; of: string; leaves: Map<Address, bigint> }

/** Reads back what `leavesUri` wrote; null for a URI of another kind. */
export function publicationFrom(uri: string): Publication | null {
  if (!uri.startsWith(PREFIX)) return null
  const { category, of, leaves } = JSON.parse(uri.slice(PREFIX.length)) as {
    category: string
    of: string
    leaves: [string, string][]
  }
  return { category, of, leaves: new Map(leaves.map(([account, amount]) => [getAddress(account), BigInt(amount)])) }
}

/** All roots that were ever proposed with their leaves: by root, and as 'category label'. */
export async function loadPublished(
  client: PublicClient,
  { at, startBlock }: System,
): Promise<{ leavesOf: (root: Hex) => Leaves; labels: string[] }> {
  const logs = await client.getContractEvents({
    address: at.Rewards,
    abi: rewardsAbi,
    eventName: 'Proposed',
    fromBlock: BigInt(startBlock),
    strict: true,
  })
  const publications = new Map(logs.map(({ args }) => [args.root, publicationFrom(args.uri)]))
  return {
    leavesOf: (root) => {
      const publication = publications.get(root)
      if (!publication) throw new Error(`root ${root} was not published with its leaves`)
      return publication.leaves
    },
    labels: [...publications.values()].flatMap((one) => (one ? [`${one.category} ${one.of}`] : [])),
  }
}
