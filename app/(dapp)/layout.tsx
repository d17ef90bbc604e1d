import type { ReactNode } from 'react'
import { blockText } from '@/app/block-text'
import { SITE_GROUPS } from '@/app/navigation'
import { ShellBanner } from '@/app/shell-banner'
import { SiteFooter } from '@/app/site-footer'
import { WalletFrame } from '@/app/wallet-frame'
import { PendingTransactions } from '@/components/tx/pending-transactions'
import { Live } from '@/components/ui/live'
import { SiteShell } from '@/components/ui/site-shell'
import { Toaster } from '@/components/ui/toast'
import { ConnectButton } from '@/components/wallet/connect-button'
import { NetworkBanner } from '@/components/wallet/network-banner'
import { shellState } from '@/lib/data/shell'

/** Wallet pages: plans and account. */
export default async function DappLayout({ children }: { children: ReactNode }) {
  const state = await shellState()
  return (
    <WalletFrame>
      <SiteShell
        groups={SITE_GROUPS}
        block={blockText(state)}
        ageSeconds={state.ledger?.ageSeconds ?? null}
        banner={
          <>
            <ShellBanner state={state} />
            <NetworkBanner />
          </>
        }
        wallet={<ConnectButton />}
        footer={<SiteFooter chainId={state.chainId} />}
      >
        {children}
        <PendingTransactions />
        <Live />
        <Toaster />
      </SiteShell>
    </WalletFrame>
  )
}
