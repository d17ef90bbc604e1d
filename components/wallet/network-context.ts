'use client'

import { createContext, useContext } from 'react'
import type { PublicEnv } from '@/lib/env/public'

/** The network this console serves. Null outside of `WalletRoot`. */
export const NetworkContext = createContext<PublicEnv | null>(null)

export function useNetwork(): PublicEnv {
  const network = useContext(NetworkContext)
  if (!network) throw new Error('a wallet component stands outside of WalletRoot')
  return network
}
