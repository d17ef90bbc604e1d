import { OctagonX } from 'lucide-react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { blockText } from '@/app/block-text'
import { CONSOLE_GROUPS, CONSOLE_THUMB, PAUSE_PAGE } from '@/app/navigation'
import { ShellBanner } from '@/app/shell-banner'
import { WalletFrame } from '@/app/wallet-frame'
import { PendingTransactions } from '@/components/tx/pending-transactions'
import { ButtonLink } from '@/components/ui/button'
import { ConsoleShell } from '@/components/ui/console-shell'
import { Live } from '@/components/ui/live'
import { Toaster } from '@/components/ui/toast'
import { ConnectButton } from '@/components/wallet/connect-button'
import { NetworkBanner } from '@/components/wallet/network-banner'
import { shellState } from '@/lib/data/shell'

export const metadata: Metadata = { robots: { index: false } }

/** Admin and finance. The pages guard themselves: every data function checks the role first. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const state = await shellState()
  return (
    <WalletFrame>
      <ConsoleShell
        groups={CONSOLE_GROUPS}
        thumb={CONSOLE_THUMB}
        block={blockText(state)}
        ageSeconds={state.ledger?.ageSeconds ?? null}
        banner={
          <>
            <ShellBanner state={state} />
            <NetworkBanner />
          </>
        }
        wallet={<ConnectButton />}
        foot={
          <ButtonLink href={PAUSE_PAGE.href} kind="danger-outline" icon={OctagonX} prefetch={false}>
            Emergency pause
          </ButtonLink>
        }
      >
        {children}
        <PendingTransactions />
        <Live />
        <Toaster />
      </ConsoleShell>
    </WalletFrame>
  )
}
