import { OctagonX } from 'lucide-react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { blockText } from '@/app/block-text'
import { CONSOLE_GROUPS, CONSOLE_THUMB, PALETTE_PAGES, PAUSE_PAGE } from '@/app/navigation'
import { hasShellBanner, ShellBanner } from '@/app/shell-banner'
import { PaletteButton } from '@/components/palette/palette-button'
import { PendingTransactions } from '@/components/tx/pending-transactions'
import { AddressText } from '@/components/ui/address'
import { ButtonLink } from '@/components/ui/button'
import { ConsoleShell } from '@/components/ui/console-shell'
import { Live } from '@/components/ui/live'
import { Note } from '@/components/ui/note'
import { ReadOnlyRoot } from '@/components/ui/read-only'
import { Toaster } from '@/components/ui/toast'
import { ConnectButton } from '@/components/wallet/connect-button'
import { WalletBanner } from '@/components/wallet/network-banner'
import { WalletRoot } from '@/components/wallet/wallet-root'
import { shellState } from '@/lib/data/shell'
import { type ShellSession, shellAuditDay, shellRoles, shellSession } from '@/lib/data/shell-session'
import type { RoleName } from '@/lib/domain/roles'
import { env } from '@/lib/env/env'
import { publicEnvOf } from '@/lib/env/public'
import { auditors } from '@/messages/auditors'
import { shell } from '@/messages/shell'

export const metadata: Metadata = { robots: { index: false } }

/** Admin and finance. The frame guards nothing: every data function checks the role first. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [state, session, roles, auditDay] = await Promise.all([
    shellState(),
    shellSession(),
    shellRoles(),
    shellAuditDay(),
  ])
  // Who was given a role since acts by it.
  const isReadOnly = auditDay !== null && roles.length === 0
  return (
    <WalletRoot network={publicEnvOf(env)} session={session} walletConnectId={env.WALLETCONNECT_PROJECT_ID}>
      <ConsoleShell
        groups={CONSOLE_GROUPS}
        thumb={CONSOLE_THUMB}
        block={blockText(state)}
        ageSeconds={state.ledger?.ageSeconds ?? null}
        banner={hasShellBanner(state) ? <ShellBanner state={state} /> : <WalletBanner />}
        search={<PaletteButton pages={PALETTE_PAGES} />}
        wallet={<ConnectButton />}
        foot={session && <SignedIn session={session} roles={roles} auditDay={auditDay} />}
      >
        {isReadOnly && (
          <Note tone="info" className="mx-4 mt-4 sm:mx-6">
            {auditors.reading(auditDay)}
          </Note>
        )}
        <ReadOnlyRoot isReadOnly={isReadOnly}>{children}</ReadOnlyRoot>
        <PendingTransactions />
        <Live />
        <Toaster />
      </ConsoleShell>
    </WalletRoot>
  )
}

type SignedInProps = { session: ShellSession; roles: readonly RoleName[]; auditDay: string | null }

/** Who is signed in and what he may do; the emergency only for those who may. */
function SignedIn({ session, roles, auditDay }: SignedInProps) {
  const standing = auditDay === null ? shell.noRole : auditors.foot(auditDay)
  return (
    <>
      {roles.includes('GUARDIAN') && (
        <ButtonLink
          href={PAUSE_PAGE.href}
          kind="danger-outline"
          icon={OctagonX}
          prefetch={false}
          title={shell.emergency}
        >
          <span>{shell.emergency}</span>
        </ButtonLink>
      )}
      <p className="side-note text-caption text-ink-3">
        <AddressText address={session.address} />
        <span className="block">{roles.length > 0 ? roles.join(', ') : standing}</span>
      </p>
    </>
  )
}
