import type { Chain } from 'viem'
import { type Config, type CreateConnectorFn, createConfig, createStorage, http, noopStorage } from 'wagmi'
import { chainById } from '@/lib/chain/chains'
import type { PublicEnv } from '@/lib/env/public'
import { browserStorage } from '@/lib/tx/browser-storage'

/** Of one chain: the one this console serves. Its RPC is also what a wallet is told when it must add the network. */
export function createWalletConfig(network: PublicEnv, connectors: CreateConnectorFn[]): Config {
  const chain = chainFor(network)
  return createConfig({
    chains: [chain],
    connectors,
    transports: { [chain.id]: http(network.rpcUrl ?? undefined, { batch: true, retryCount: 3 }) },
    storage: createStorage({
      key: 'cxpt.wallet',
      storage: typeof window === 'undefined' ? noopStorage : browserStorage(),
    }),
    cacheTime: 0,
    pollingInterval: 1_000,
    ssr: true,
  })
}

function chainFor({ chainId, rpcUrl }: PublicEnv): Chain {
  const chain = chainById(chainId)
  return rpcUrl ? { ...chain, rpcUrls: { ...chain.rpcUrls, default: { http: [rpcUrl] } } } : chain
}
