import type { Metadata } from 'next'
import { RoleTable } from '@/components/admin/role-table'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getRoleMap } from '@/lib/data/role-map'
import { roles as words } from '@/messages/admin-roles'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

export default function RolesPage() {
  return (
    <AdminPage title={words.title} href="/admin/roles">
      {async () => {
        const { block, roles } = await getRoleMap()
        return (
          <>
            <PageHead title={words.title} lead={words.lead} aside={<Stamp block={block} />} />
            <Section title={words.members} note={words.membersNote} className="mt-5">
              <RoleTable roles={roles} />
            </Section>
          </>
        )
      }}
    </AdminPage>
  )
}
