'use client'

import { useQuery } from '@tanstack/react-query'
import type { Account, Chain, Transport, WalletClient } from 'viem'
import { useConfig } from 'wagmi'
import { getWalletClient } from 'wagmi/actions'
import { useWallet } from '@/components/wallet/use-wallet'
import { AppError } from '@/lib/errors/app-error'
import { capabilityKey } from '@/lib/queries/keys'
import { readCapability } from '@/lib/tx/capability'
import { type Capability, choosePath, type Path } from '@/lib/tx/path'

/** What the connected account and its wallet can do; null until that is known. Asked once. */
export function useCapability(): Omit<Capability, 'isPermitRefused'> | null {
  const config = useConfig()
  const { address, at, chainId, connectorId } = useWallet()
  const { data } = useQuery({
    queryKey: address ? capabilityKey(chainId, address, connectorId ?? '') : ['capability', 'none'],
    queryFn: async () => {
      if (!address) throw new AppError('WALLET_NOT_CONNECTED')
      const wallet = await getWalletClient(config, { account: address, chainId, assertChainId: false })
      return readCapability(at.client, wallet as WalletClient<Transport, Chain, Account>)
    },
    enabled: address !== null,
    staleTime: 60_000,
  })
  return data ?? null
}

/**
 * How a payment of the connected account goes, by what its wallet can do. Null until that is known. `fromWallet` and `approved` in wei;
 * `isPermitRefused` once the wallet has answered that it cannot sign typed data.
 */
export function usePayPath(fromWallet: bigint, approved: bigint, isPermitRefused = false): Path | null {
  const capability = useCapability()
  return capability ? choosePath(fromWallet, approved, { ...capability, isPermitRefused }) : null
}
