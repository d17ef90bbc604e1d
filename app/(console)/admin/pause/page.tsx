import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PauseForm } from '@/components/admin/pause-form'
import { PauseRenewals } from '@/components/admin/pause-renewals'
import type { Scope } from '@/components/admin/pause-scopes'
import { RunningPauses } from '@/components/admin/unpause'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { Note } from '@/components/ui/note'
import { Act } from '@/components/ui/read-only'
import { PageHead, Section } from '@/components/ui/section'
import { getPauseRenewals } from '@/lib/data/pause-renewals'
import { type Stopped, shellState } from '@/lib/data/shell'
import { pause as words } from '@/messages/admin-pause'
import { auditors } from '@/messages/auditors'
import { pauseRenewals as renewals } from '@/messages/pause-renewals'
import { outcome } from '../../outcome'

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
      <Suspense>
        <Renewals />
      </Suspense>
    </ConsolePage>
  )
}

/** Comes when it comes: nobody who pauses waits for it. */
async function Renewals() {
  const read = await outcome(getPauseRenewals)
  return read.ok ? (
    <PauseRenewals data={read.value} />
  ) : (
    <Section title={renewals.title} className="mt-7">
      <Failure what={read.say} retryHref="/admin/pause" code={read.code} />
    </Section>
  )
}
