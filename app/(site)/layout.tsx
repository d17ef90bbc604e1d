import type { ReactNode } from 'react'
import { blockText } from '@/app/block-text'
import { PALETTE_PAGES, SITE_GROUPS } from '@/app/navigation'
import { ShellBanner } from '@/app/shell-banner'
import { SiteFooter } from '@/app/site-footer'
import { PaletteButton } from '@/components/palette/palette-button'
import { ButtonLink } from '@/components/ui/button'
import { Live } from '@/components/ui/live'
import { SiteShell } from '@/components/ui/site-shell'
import { shellState } from '@/lib/data/shell'
import { shell } from '@/messages/shell'

/** Public pages: no wallet code in the bundle, so connecting is a link to the first wallet page. */
export default async function SiteLayout({ children }: { children: ReactNode }) {
  const state = await shellState()
  return (
    <SiteShell
      groups={SITE_GROUPS}
      block={blockText(state)}
      ageSeconds={state.ledger?.ageSeconds ?? null}
      banner={<ShellBanner state={state} />}
      search={<PaletteButton pages={PALETTE_PAGES} />}
      wallet={
        <ButtonLink href="/account" size="table">
          {shell.connect}
        </ButtonLink>
      }
      footer={<SiteFooter chainId={state.chainId} />}
    >
      {children}
      <Live />
    </SiteShell>
  )
}
