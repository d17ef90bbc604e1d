import type { Metadata } from 'next'
import { RiskView } from '@/components/admin/risk/risk-view'
import { PageHead } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getRisk } from '@/lib/data/risk'
import { risk as words } from '@/messages/risk'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

export default function RiskAdminPage() {
  return (
    <AdminPage title={words.title} href="/admin/risk" hasRail={false}>
      {async () => {
        const page = await getRisk()
        return (
          <>
            <PageHead title={words.title} lead={words.lead} aside={<Stamp block={page.block} />} />
            <RiskView page={page} />
          </>
        )
      }}
    </AdminPage>
  )
}
