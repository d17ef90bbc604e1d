import type { Metadata } from 'next'
import { ActivityLog } from '@/components/admin/activity-log'
import { filterOf, parseActivity } from '@/components/admin/activity-query'
import { PageHead } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getAdminActivity } from '@/lib/data/admin-activity'
import { activity as words } from '@/messages/activity'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

type Query = Record<string, string | string[] | undefined>

/** `?kind=`, `?who=`, `?from=`, `?to=` choose, `?after=` pages. */
export default async function ActivityPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { url, problems } = parseActivity(await searchParams)
  return (
    <AdminPage title={words.title} href="/admin/activity" hasRail={false}>
      {async () => {
        const { block, lines, next } = await getAdminActivity(filterOf(url), url.after)
        return (
          <>
            <PageHead title={words.title} lead={words.lead} aside={<Stamp block={block} />} />
            <ActivityLog lines={lines} next={next} url={url} problems={problems} />
          </>
        )
      }}
    </AdminPage>
  )
}
