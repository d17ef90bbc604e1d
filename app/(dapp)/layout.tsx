import type { ReactNode } from 'react'
import { blockText } from '@/app/block-text'
import { SITE_GROUPS } from '@/app/navigation'
import { ShellBanner } from '@/app/shell-banner'
import { SiteFooter } from '@/app/site-footer'
import { Live } from '@/components/ui/live'
import { SiteShell } from '@/components/ui/site-shell'
import { Toaster } from '@/components/ui/toast'
import { shellState } from '@/lib/data/shell'

/** Wallet pages: plans and account. */
export default async function DappLayout({ children }: { children: ReactNode }) {
  const state = await shellState()
  return (
    <SiteShell
      groups={SITE_GROUPS}
      block={blockText(state)}
      ageSeconds={state.ledger?.ageSeconds ?? null}
      banner={<ShellBanner state={state} />}
      footer={<SiteFooter chainId={state.chainId} />}
    >
      {children}
      <Live />
      <Toaster />
    </SiteShell>
  )
}
