import type { Metadata } from 'next'
import { BeginDrill } from '@/components/admin/drill/begin-drill'
import { DrillRecord } from '@/components/admin/drill/drill-record'
import { RunningPauses } from '@/components/admin/unpause'
import { Note } from '@/components/ui/note'
import { Act } from '@/components/ui/read-only'
import { PageHead, Section } from '@/components/ui/section'
import { type Drills, getDrills } from '@/lib/data/drills'
import { drill as words } from '@/messages/drill'
import { AdminPage } from '../../admin-page'
import { SCOPE_OF } from '../scope-of'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

export default function DrillPage() {
  return (
    <AdminPage title={words.title} href="/admin/pause/drill" hasRail={false}>
      {async () => {
        const page = await getDrills()
        return (
          <>
            <PageHead title={words.title} lead={words.lead} />
            <Section title={words.how} className="mt-5">
              <ol className="mb-4 list-decimal pl-5 text-table text-ink-2">
                {words.steps.map((step) => (
                  <li key={step} className="py-0.5">
                    {step}
                  </li>
                ))}
              </ol>
              <Begin page={page} />
            </Section>
            <Section title={words.list} note={words.listNote(page.drills.length)} className="mt-7">
              <DrillRecord drills={page.drills} />
            </Section>
          </>
        )
      }}
    </AdminPage>
  )
}

function Begin({ page: { isHere, canBegin, pauses } }: { page: Drills }) {
  if (!isHere) return <Note tone="warning">{words.elsewhere}</Note>
  if (pauses.length > 0) {
    return (
      <>
        <Note tone="warning" className="mb-3">
          {words.paused}
        </Note>
        <RunningPauses pauses={pauses.map(({ what, until }) => ({ scope: SCOPE_OF[what], until }))} />
      </>
    )
  }
  if (!canBegin) return <Note>{words.notGuardian}</Note>
  return (
    <Act>
      <BeginDrill />
    </Act>
  )
}
