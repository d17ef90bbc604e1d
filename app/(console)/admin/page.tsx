import type { Metadata } from 'next'
import { ActivityList } from '@/components/admin/activity'
import { EndedOperations } from '@/components/admin/ended'
import { Queue } from '@/components/admin/queue'
import { Column, Columns } from '@/components/ui/columns'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { AdminPage, PhaseChip } from './admin-page'

export const metadata: Metadata = { title: 'Queue' }
export const dynamic = 'force-dynamic'

export default function QueuePage() {
  return (
    <AdminPage title="Administration" href="/admin" hasRail={false}>
      {async (queue) => (
        <>
          <PageHead
            title="Queue"
            lead="Everything that is scheduled, decoded from its calldata and rebuilt from logs alone."
            aside={
              <>
                <PhaseChip phase={queue.phase} />
                <Stamp block={queue.block} time={queue.now} />
              </>
            }
          />
          <Columns className="mt-5">
            <Column span={7}>
              <Section title="Scheduled" note={`${queue.open.length}`}>
                <Queue operations={queue.open} now={queue.now} empty="Nothing is scheduled." />
              </Section>
              <Section title="Ended" note="the last ten" className="mt-7">
                <EndedOperations operations={queue.ended} />
              </Section>
            </Column>
            <Column span={5} ruled>
              <Section title="Activity" id="activity" note="settings, roles, operations">
                <ActivityList rows={queue.activity} now={queue.now} />
              </Section>
            </Column>
          </Columns>
        </>
      )}
    </AdminPage>
  )
}
