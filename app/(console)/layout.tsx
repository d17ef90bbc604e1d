import { OctagonX } from 'lucide-react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { blockText } from '@/app/block-text'
import { CONSOLE_GROUPS, CONSOLE_THUMB, PAUSE_PAGE } from '@/app/navigation'
import { ShellBanner } from '@/app/shell-banner'
import { ButtonLink } from '@/components/ui/button'
import { ConsoleShell } from '@/components/ui/console-shell'
import { Live } from '@/components/ui/live'
import { Toaster } from '@/components/ui/toast'
import { shellState } from '@/lib/data/shell'

export const metadata: Metadata = { robots: { index: false } }

/** Admin and finance. The pages guard themselves: every data function checks the role first. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const state = await shellState()
  return (
    <ConsoleShell
      groups={CONSOLE_GROUPS}
      thumb={CONSOLE_THUMB}
      block={blockText(state)}
      ageSeconds={state.ledger?.ageSeconds ?? null}
      banner={<ShellBanner state={state} />}
      foot={
        <ButtonLink href={PAUSE_PAGE.href} kind="danger-outline" icon={OctagonX} prefetch={false}>
          Emergency pause
        </ButtonLink>
      }
    >
      {children}
      <Live />
      <Toaster />
    </ConsoleShell>
  )
}
