import type { Metadata } from 'next'
import { RoleTable } from '@/components/admin/role-table'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getRoleMap } from '@/lib/data/role-map'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: 'Roles' }
export const dynamic = 'force-dynamic'

export default function RolesPage() {
  return (
    <AdminPage title="Roles" href="/admin/roles">
      {async () => {
        const { block, roles } = await getRoleMap()
        return (
          <>
            <PageHead
              title="Roles"
              lead="Who can do what, with which delay. Members come from the logs of the access manager and are each asked of the chain."
              aside={<Stamp block={block} />}
            />
            <Section title="Members" note="read-only" className="mt-5">
              <RoleTable roles={roles} />
            </Section>
          </>
        )
      }}
    </AdminPage>
  )
}
