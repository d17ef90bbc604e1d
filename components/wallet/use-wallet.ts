'use client'

import type { Address } from 'viem'
import { useAccount, useConfig } from 'wagmi'
import { getPublicClient } from 'wagmi/actions'
import type { At } from '@/lib/chain/at'
import { chainById } from '@/lib/chain/chains'
import type { ChainClient } from '@/lib/chain/clients'
import { deploymentOf } from '@/lib/chain/contract'
import { useNetwork } from './network-context'

export type Wallet = {
  /** `joining`: a wallet of an earlier visit is being asked; say nothing yet. */
  status: 'joining' | 'away' | 'connected'
  address: Address | null
  connectorId: string | null
  connectorName: string | null
  /** The chain this console serves, and whether the wallet is on another one. */
  chainId: number
  chainName: string
  isWrongNetwork: boolean
  /** For the queries of lib/queries. */
  at: At
}

export function useWallet(): Wallet {
  const { chainId } = useNetwork()
  const account = useAccount()
  const isConnected = account.status === 'connected' && account.address !== undefined
  return {
    status: isConnected ? 'connected' : account.status === 'disconnected' ? 'away' : 'joining',
    address: isConnected ? account.address : null,
    connectorId: account.connector?.id ?? null,
    connectorName: account.connector?.name ?? null,
    chainId,
    chainName: chainById(chainId).name,
    isWrongNetwork: isConnected && account.chainId !== chainId,
    at: useAt(),
  }
}

/** The browser's own client of the chain, and where our contracts are on it. */
export function useAt(): At {
  const { chainId } = useNetwork()
  const client = getPublicClient(useConfig(), { chainId })
  // The config has exactly this chain (wallet-config.ts), which its general type does not say.
  if (!client?.chain) throw new Error(`no client for chain ${chainId}`)
  return { client: client as ChainClient, deployment: deploymentOf(chainId) }
}
