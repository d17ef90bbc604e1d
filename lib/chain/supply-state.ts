import { type Address, getAddress } from 'viem'
import type { ContractName } from '@/contracts-abi'
import { CATEGORIES, type Category, TREASURY_BUCKETS } from '../domain/buckets'
import { DEAD_ADDRESS } from '../domain/units'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

/** Everything the ledger is compared with, in wei, all at one block. */
export type SupplyState = {
  asOf: AsOf
  totalSupply: bigint
  /** `balanceOf` of every deployed contract: a surplus over its buckets is a donation. */
  balances: Partial<Record<ContractName, bigint>>
  dead: bigint
  /** `balanceOf` of the other addresses asked for, check-summed. */
  holders: Record<Address, bigint>
  treasury: Record<(typeof TREASURY_BUCKETS)[number], bigint>
  vault: { credits: bigint; revenue: bigint; loaded: bigint; spent: bigint }
  rewards: Record<Category, { total: bigint; claimed: bigint; funded: bigint }> & { isMigrated: boolean }
}

export async function readSupplyState(at: At, holders: readonly Address[] = []): Promise<SupplyState> {
  const token = getContract(at.deployment, 'CXPT')
  const treasury = getContract(at.deployment, 'Treasury')
  const vault = getContract(at.deployment, 'Vault')
  const rewards = getContract(at.deployment, 'Rewards')
  const ours = Object.entries(at.deployment.contracts) as [ContractName, { address: Address }][]
  const others = [DEAD_ADDRESS, ...holders].map((address) => getAddress(address))
  const asOf = await pinBlock(at)
  const options = { ...together(at, asOf), allowFailure: false } as const
  const balanceOf = (address: Address) => ({ ...token, functionName: 'balanceOf' as const, args: [address] as const })
  const [[totalSupply, credits, revenue, loaded, spent, isMigrated], balances, buckets, streams] = await said(
    Promise.all([
      at.client.multicall({
        ...options,
        contracts: [
          { ...token, functionName: 'totalSupply' },
          { ...vault, functionName: 'credits' },
          { ...vault, functionName: 'revenue' },
          { ...vault, functionName: 'loaded' },
          { ...vault, functionName: 'spent' },
          { ...rewards, functionName: 'isMigrated' },
        ],
      }),
      at.client.multicall({
        ...options,
        contracts: [...ours.map(([, { address }]) => balanceOf(address)), ...others.map(balanceOf)],
      }),
      at.client.multicall({
        ...options,
        contracts: TREASURY_BUCKETS.map((_, i) => ({
          ...treasury,
          functionName: 'balanceOf' as const,
          args: [i] as const,
        })),
      }),
      at.client.multicall({
        ...options,
        contracts: CATEGORIES.map((_, i) => ({ ...rewards, functionName: 'streamOf' as const, args: [i] as const })),
      }),
    ]),
  )
  const ofOthers = balances.slice(ours.length)
  const streamOf = (category: Category) => {
    const stream = streams[CATEGORIES.indexOf(category)]
    return { total: stream?.total ?? 0n, claimed: stream?.claimed ?? 0n, funded: stream?.funded ?? 0n }
  }
  return {
    asOf,
    totalSupply,
    balances: Object.fromEntries(ours.map(([name], i) => [name, balances[i] ?? 0n])),
    dead: ofOthers[0] ?? 0n,
    holders: Object.fromEntries(others.slice(1).map((address, i) => [address, ofOthers[i + 1] ?? 0n])),
    treasury: Object.fromEntries(
      TREASURY_BUCKETS.map((name, i) => [name, buckets[i] ?? 0n]),
    ) as SupplyState['treasury'],
    vault: { credits, revenue, loaded, spent },
    rewards: {
      provider: streamOf('provider'),
      referral: streamOf('referral'),
      loyalty: streamOf('loyalty'),
      isMigrated,
    },
  }
}
