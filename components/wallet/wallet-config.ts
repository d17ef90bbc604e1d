import { connectorsForWallets } from '@rainbow-me/rainbowkit'
import { injectedWallet, safeWallet } from '@rainbow-me/rainbowkit/wallets'
import type { Chain } from 'viem'
import { type Config, createConfig, createStorage, http, noopStorage } from 'wagmi'
import { chainById } from '@/lib/chain/chains'
import type { PublicEnv } from '@/lib/env/public'

export type WalletList = Parameters<typeof connectorsForWallets>[0]
type Options = Parameters<typeof connectorsForWallets>[1]

/** Needs no project id. Extensions announce themselves (EIP-6963) and are listed beside these. */
const WALLETS: WalletList = [{ groupName: 'Wallets', wallets: [injectedWallet, safeWallet] }]
const APP: Options = { appName: 'CXPT Console', projectId: '' }

/** Of one chain: the one this console serves. Its RPC is also what a wallet is told when it must add the network. */
export function createWalletConfig(network: PublicEnv, wallets: WalletList = WALLETS, app: Options = APP): Config {
  const chain = chainFor(network)
  return createConfig({
    chains: [chain],
    connectors: connectorsForWallets(wallets, app),
    transports: { [chain.id]: http(network.rpcUrl ?? undefined, { batch: true, retryCount: 3 }) },
    storage: createStorage({ key: 'cxpt.wallet', storage: typeof window === 'undefined' ? noopStorage : localStorage }),
    cacheTime: 0,
    pollingInterval: 1_000,
    ssr: true,
  })
}

function chainFor({ chainId, rpcUrl }: PublicEnv): Chain {
  const chain = chainById(chainId)
  return rpcUrl ? { ...chain, rpcUrls: { ...chain.rpcUrls, default: { http: [rpcUrl] } } } : chain
}
