import type { Metadata } from 'next'
import { ActivityList } from '@/components/admin/activity'
import { EndedOperations } from '@/components/admin/ended'
import { Queue } from '@/components/admin/queue'
import { Column, Columns } from '@/components/ui/columns'
import { Note } from '@/components/ui/note'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { queue as words } from '@/messages/admin-queue'
import { AdminPage, PhaseChip } from './admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

/** A block or two is how the ledger always is. */
const BEHIND_SAID = 2

export default function QueuePage() {
  return (
    <AdminPage title={words.administration} href="/admin" hasRail={false}>
      {async (queue) => (
        <>
          <PageHead
            title={words.title}
            lead={words.lead}
            aside={
              <>
                <PhaseChip phase={queue.phase} />
                <Stamp block={queue.block} time={queue.now} />
              </>
            }
          />
          <Columns className="mt-5">
            <Column span={7}>
              <Section title={words.scheduled} note={`${queue.open.length}`}>
                {queue.behind > BEHIND_SAID && (
                  <Note tone="warning" className="mb-3">
                    {words.behind(queue.behind)} {queue.isCut && words.isCut}
                  </Note>
                )}
                <Queue operations={queue.open} now={queue.now} empty={words.none} />
              </Section>
              <Section title={words.ended} note={words.endedNote} className="mt-7">
                <EndedOperations operations={queue.ended} />
              </Section>
            </Column>
            <Column span={5} ruled>
              <Section title={words.activity} id="activity" note={words.activityNote}>
                <ActivityList rows={queue.activity} now={queue.now} />
              </Section>
            </Column>
          </Columns>
        </>
      )}
    </AdminPage>
  )
}
