import type { Metadata } from 'next'
import { AuditorsView } from '@/components/admin/auditors/auditors-view'
import { PageHead } from '@/components/ui/section'
import { getAuditors } from '@/lib/data/auditors'
import { auditors as words } from '@/messages/auditors'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

export default function AuditorsPage() {
  return (
    <AdminPage title={words.title} href="/admin/auditors" hasRail={false}>
      {async () => {
        const view = await getAuditors()
        return (
          <>
            <PageHead title={words.title} lead={words.lead} />
            <AuditorsView view={view} />
          </>
        )
      }}
    </AdminPage>
  )
}
