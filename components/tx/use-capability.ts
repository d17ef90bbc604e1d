'use client'

import { useQuery } from '@tanstack/react-query'
import type { Account, Chain, Transport, WalletClient } from 'viem'
import { useConfig } from 'wagmi'
import { getWalletClient } from 'wagmi/actions'
import { useWallet } from '@/components/wallet/use-wallet'
import { AppError } from '@/lib/errors/app-error'
import { capabilityKey } from '@/lib/queries/keys'
import { readCapability } from '@/lib/tx/capability'
import type { Capability } from '@/lib/tx/path'

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
