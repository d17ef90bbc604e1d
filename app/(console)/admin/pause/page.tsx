import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DrillClock } from '@/components/admin/drill/drill-clock'
import { PauseEnd } from '@/components/admin/pause-end'
import { PauseForm } from '@/components/admin/pause-form'
import { PauseRenewals } from '@/components/admin/pause-renewals'
import { RunningPauses } from '@/components/admin/unpause'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { Note } from '@/components/ui/note'
import { Act } from '@/components/ui/read-only'
import { PageHead, Section } from '@/components/ui/section'
import { isDrillChain } from '@/lib/data/drills'
import { getPauseRenewals } from '@/lib/data/pause-renewals'
import { shellState } from '@/lib/data/shell'
import { pause as words } from '@/messages/admin-pause'
import { auditors } from '@/messages/auditors'
import { drill as drillWords } from '@/messages/drill'
import { pauseRenewals as renewals } from '@/messages/pause-renewals'
import { outcome } from '../../outcome'
import { SCOPE_OF } from './scope-of'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

/** Asks for no session: what is paused is public, and who may pause the contracts decide. It must open when all else is away. */
/** `?drill=`: the drill that this is, on the local chain. `?end=`: the scope whose pause is to end early. */
export default async function PausePage({
  searchParams,
}: {
  searchParams: Promise<{ drill?: string | string[]; end?: string | string[] }>
}) {
  const { drill, end } = await searchParams
  const isDrill = typeof drill === 'string' && isDrillChain()
  const { ledger, pauses } = await shellState()
  const running = pauses.map(({ what, until }) => ({ scope: SCOPE_OF[what], until }))
  const ending = running.find(({ scope }) => scope === end)
  return (
    <ConsolePage
      rail={
        <Section plain title={words.pausedNow} note={`${pauses.length}`}>
          <RunningPauses pauses={running} />
        </Section>
      }
    >
      <PageHead title={words.title} lead={words.lead} aside={<a href="/admin/pause/drill">{drillWords.link}</a>} />
      {ledger === null && (
        <Note tone="warning" className="mt-4">
          {words.ledgerAway}
        </Note>
      )}
      {ending && ledger && <PauseEnd pause={ending} now={ledger.time} />}
      {end !== undefined && !ending && <Note className="mt-4">{words.notRunning}</Note>}
      <div className="mt-5">
        <Act instead={<Note>{auditors.noPause}</Note>}>
          {isDrill ? (
            <DrillClock id={drill}>
              <PauseForm now={ledger?.time ?? null} />
            </DrillClock>
          ) : (
            <PauseForm now={ledger?.time ?? null} isAside={end !== undefined} />
          )}
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
