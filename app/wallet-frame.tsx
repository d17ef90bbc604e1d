import type { ReactNode } from 'react'
import { WalletRoot } from '@/components/wallet/wallet-root'
import { currentSession } from '@/lib/auth/session'
import { env } from '@/lib/env/env'
import { publicEnvOf } from '@/lib/env/public'

/** Wallet and session around wallet and console pages. A database that is away means nobody is signed in; looking still works. */
export async function WalletFrame({ children }: { children: ReactNode }) {
  const session = await currentSession().catch(() => null)
  return (
    <WalletRoot
      network={publicEnvOf(env)}
      session={session && { address: session.address, expires: session.endsAt.toISOString() }}
      walletConnectId={process.env.WALLETCONNECT_PROJECT_ID}
    >
      {children}
    </WalletRoot>
  )
}
