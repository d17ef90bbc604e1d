import { type Chain, defineChain } from 'viem'
import { base, baseSepolia } from 'viem/chains'
import { AppError } from '../errors/app-error'

/**
 * anvil. It has no Multicall3, and needs none: reads go as one call with the code of the multicall in it (`isDeployless`), which also
 * works at blocks older than any contract.
 */
export const localChain = defineChain({
  id: 31_337,
  name: 'Local chain',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: ['http://127.0.0.1:8545'] } },
  testnet: true,
})

/** Widened to `Chain`, so that clients of all three are of one type. */
export const CHAINS: readonly Chain[] = [localChain, base, baseSepolia]

export function chainById(chainId: number): Chain {
  const chain = CHAINS.find(({ id }) => id === chainId)
  if (!chain) throw new AppError('CHAIN_UNKNOWN', { chainId })
  return chain
}

/** Whether reads together must bring the multicall's code along. */
export function isDeployless(chain: Chain): boolean {
  return chain.contracts?.multicall3 === undefined
}

/** Blocks after which a block is taken as final where the node offers no `finalized` tag. */
export const CONFIRMATIONS: Record<number, bigint> = { [localChain.id]: 0n, [base.id]: 60n, [baseSepolia.id]: 60n }
