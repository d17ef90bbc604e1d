'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { SessionProvider } from 'next-auth/react'
import { type ReactNode, useState } from 'react'
import type { Address } from 'viem'
import { type Config, WagmiProvider } from 'wagmi'
import type { PublicEnv } from '@/lib/env/public'
import { NetworkContext } from './network-context'
import { SessionGuard } from './session-guard'

/** What a page may know of the session: whose it is. */
export type ClientSession = { address: Address; expires: string }

export type WalletProvidersProps = {
  config: Config
  network: PublicEnv
  /** Read by the server with the page, so that nothing flickers. */
  session: ClientSession | null
  children: ReactNode
}

export function WalletProviders({ config, network, session, children }: WalletProvidersProps) {
  const [queries] = useState(createQueries)
  return (
    <NetworkContext value={network}>
      <WagmiProvider config={config}>
        <QueryClientProvider client={queries}>
          <SessionProvider session={session} refetchOnWindowFocus>
            <SessionGuard />
            {children}
          </SessionProvider>
        </QueryClientProvider>
      </WagmiProvider>
    </NetworkContext>
  )
}

/** A failed read is asked once more: the transports have retried by then. */
function createQueries(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 2_000 } } })
}
