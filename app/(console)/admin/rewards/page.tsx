import type { Metadata } from 'next'
import { RewardRuns } from '@/components/admin/reward-runs'
import { RewardStreams } from '@/components/admin/reward-streams'
import { PageHead } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getAdminRewards } from '@/lib/data/admin-rewards'
import { adminRewards as words } from '@/messages/admin-rewards'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

export default function RewardsAdminPage() {
  return (
    <AdminPage title={words.title} href="/admin/rewards" hasRail={false}>
      {async () => {
        const { block, now, window, streams, runs } = await getAdminRewards()
        return (
          <>
            <PageHead title={words.title} lead={words.lead} aside={<Stamp block={block} />} />
            <RewardStreams streams={streams} now={now} window={window} />
            <RewardRuns runs={runs} />
          </>
        )
      }}
    </AdminPage>
  )
}
