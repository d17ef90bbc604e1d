import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { blockText } from '@/app/block-text'
import { PALETTE_PAGES, SITE_GROUPS } from '@/app/navigation'
import { hasShellBanner, ShellBanner } from '@/app/shell-banner'
import { SiteFooter } from '@/app/site-footer'
import { PaletteButton } from '@/components/palette/palette-button'
import { PendingTransactions } from '@/components/tx/pending-transactions'
import { Live } from '@/components/ui/live'
import { SiteShell } from '@/components/ui/site-shell'
import { Toaster } from '@/components/ui/toast'
import { ConnectButton } from '@/components/wallet/connect-button'
import { WalletBanner } from '@/components/wallet/network-banner'
import { WalletRoot } from '@/components/wallet/wallet-root'
import { shellState } from '@/lib/data/shell'
import { shellSession } from '@/lib/data/shell-session'
import { env } from '@/lib/env/env'
import { publicEnvOf } from '@/lib/env/public'

/** What belongs to one address is nothing for search engines; the plans say otherwise for themselves. */
export const metadata: Metadata = { robots: { index: false } }

/** Wallet pages: what one owns, or looks at. */
export default async function DappLayout({ children }: { children: ReactNode }) {
  const [state, session] = await Promise.all([shellState(), shellSession()])
  return (
    <WalletRoot network={publicEnvOf(env)} session={session} walletConnectId={env.WALLETCONNECT_PROJECT_ID}>
      <SiteShell
        groups={SITE_GROUPS}
        block={blockText(state)}
        ageSeconds={state.ledger?.ageSeconds ?? null}
        banner={hasShellBanner(state) ? <ShellBanner state={state} /> : <WalletBanner />}
        search={<PaletteButton pages={PALETTE_PAGES} />}
        wallet={<ConnectButton />}
        footer={<SiteFooter chainId={state.chainId} />}
      >
        {children}
        <PendingTransactions />
        <Live />
        <Toaster />
      </SiteShell>
    </WalletRoot>
  )
}
