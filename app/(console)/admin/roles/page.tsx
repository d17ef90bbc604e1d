import type { Metadata } from 'next'
import { FunctionTable } from '@/components/admin/function-table'
import { RoleTable } from '@/components/admin/role-table'
import { ButtonLink } from '@/components/ui/button'
import { Act } from '@/components/ui/read-only'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getFunctionMap, getRoleMap } from '@/lib/data/role-map'
import { roles as words } from '@/messages/admin-roles'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

export default function RolesPage() {
  return (
    <AdminPage title={words.title} href="/admin/roles">
      {async () => {
        const { block, roles } = await getRoleMap()
        const functions = await getFunctionMap()
        return (
          <>
            <PageHead title={words.title} lead={words.lead} aside={<Stamp block={block} />} />
            <Act>
              <div className="mt-4 flex flex-wrap gap-2">
                <ButtonLink size="table" href="/admin/parameters/role-grant">
                  {words.grant}
                </ButtonLink>
                <ButtonLink size="table" href="/admin/parameters/role-revoke">
                  {words.revoke}
                </ButtonLink>
              </div>
            </Act>
            <Section
              title={words.members}
              note={words.membersNote}
              className="mt-5"
              aside={
                <a href="/admin/roles/roles.json" download>
                  {words.file}
                </a>
              }
            >
              <RoleTable roles={roles} />
            </Section>
            <Section title={words.functions} note={words.functionsNote} className="mt-7">
              <FunctionTable functions={functions} />
            </Section>
          </>
        )
      }}
    </AdminPage>
  )
}
