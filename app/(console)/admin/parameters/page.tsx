import type { Metadata } from 'next'
import { SettingList } from '@/components/admin/settings/setting-list'
import { PageHead } from '@/components/ui/section'
import { getSettings } from '@/lib/data/settings'
import { settings } from '@/messages/settings'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: settings.title }
export const dynamic = 'force-dynamic'

export default function ParametersPage() {
  return (
    <AdminPage title={settings.title} href="/admin/parameters">
      {async () => (
        <>
          <PageHead title={settings.title} lead={settings.lead} />
          <SettingList view={await getSettings()} />
        </>
      )}
    </AdminPage>
  )
}
