import type { Metadata } from 'next'
import { ProviderRegister } from '@/components/admin/provider-register'
import { PageHead } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { getProviderRegister } from '@/lib/data/provider-register'
import { providerRegister as words } from '@/messages/provider-register'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

export default function ProvidersPage() {
  return (
    <AdminPage title={words.title} href="/admin/providers" hasRail={false}>
      {async () => {
        const { at, providers } = await getProviderRegister()
        return (
          <>
            <PageHead
              title={words.title}
              lead={words.lead}
              aside={<span className="num text-caption text-ink-3">{momentText(at)}</span>}
            />
            <ProviderRegister providers={providers} />
          </>
        )
      }}
    </AdminPage>
  )
}
