import type { Metadata } from 'next'
import { GatewaysView } from '@/components/admin/gateways/gateways-view'
import { PageHead } from '@/components/ui/section'
import { getGateways } from '@/lib/data/gateways'
import { gateways as words } from '@/messages/gateways'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

export default function GatewaysPage() {
  return (
    <AdminPage title={words.title} href="/admin/gateways" hasRail={false}>
      {async () => {
        const view = await getGateways()
        return (
          <>
            <PageHead title={words.title} lead={words.lead} />
            <GatewaysView view={view} />
          </>
        )
      }}
    </AdminPage>
  )
}
