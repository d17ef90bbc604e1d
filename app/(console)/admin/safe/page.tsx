import type { Metadata } from 'next'
import { SafeDesk } from '@/components/admin/safe/safe-desk'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/section'
import { safe } from '@/messages/safe'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: safe.title }
export const dynamic = 'force-dynamic'

export default function SafePage() {
  return (
    <AdminPage title={safe.title} href="/admin/safe">
      {async (queue) => (
        <>
          <PageHead
            title={safe.title}
            lead={safe.lead}
            aside={
              <ButtonLink href="/offline.html" download>
                {safe.offline}
              </ButtonLink>
            }
          />
          <SafeDesk now={queue.now} />
        </>
      )}
    </AdminPage>
  )
}
