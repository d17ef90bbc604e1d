import type { Metadata } from 'next'
import { PauseForm } from '@/components/admin/pause-form'
import type { Scope } from '@/components/admin/pause-scopes'
import { RunningPauses } from '@/components/admin/unpause'
import { ConsolePage } from '@/components/ui/console-shell'
import { Note } from '@/components/ui/note'
import { Act } from '@/components/ui/read-only'
import { PageHead, Section } from '@/components/ui/section'
import { type Stopped, shellState } from '@/lib/data/shell'
import { pause as words } from '@/messages/admin-pause'
import { auditors } from '@/messages/auditors'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

const SCOPE_OF: Record<Stopped, Scope> = {
  deposit: 'deposit',
  spend: 'spend',
  distribute: 'distribute',
  claim_provider: 'claims:provider',
  claim_referral: 'claims:referral',
  claim_loyalty: 'claims:loyalty',
}

/** Asks for no session: what is paused is public, and who may pause the contracts decide. It must open when all else is away. */
export default async function PausePage() {
  const { ledger, pauses } = await shellState()
  return (
    <ConsolePage
      rail={
        <Section plain title={words.pausedNow} note={`${pauses.length}`}>
          <RunningPauses pauses={pauses.map(({ what, until }) => ({ scope: SCOPE_OF[what], until }))} />
        </Section>
      }
    >
      <PageHead title={words.title} lead={words.lead} />
      {ledger === null && (
        <Note tone="warning" className="mt-4">
          {words.ledgerAway}
        </Note>
      )}
      <div className="mt-5">
        <Act instead={<Note>{auditors.noPause}</Note>}>
          <PauseForm now={ledger?.time ?? null} />
        </Act>
      </div>
    </ConsolePage>
  )
}
