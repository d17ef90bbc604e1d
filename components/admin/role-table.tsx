import { AddressText } from '@/components/ui/address'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Note } from '@/components/ui/note'
import type { RoleLine, RoleMember } from '@/lib/data/role-map'
import { formatDuration } from '@/lib/domain/time'
import { roles as words } from '@/messages/admin-roles'

/** Who can do what, with which delay, and who can stop him. */
export function RoleTable({ roles }: { roles: readonly RoleLine[] }) {
  const lonely = roles.filter(({ name, members }) => name === 'ADMIN' && members.length === 1)
  return (
    <>
      <Table label={words.title} rows={34} scroll>
        <thead>
          <tr>
            <Th>{words.role}</Th>
            <Th>{words.may}</Th>
            <Th>{words.membersAndDelay}</Th>
            <Th wide>{words.grantedBy}</Th>
            <Th wide>{words.cancelledBy}</Th>
          </tr>
        </thead>
        <tbody>
          {roles.map(({ name, can, admin, guardian, members }) => (
            <tr key={name}>
              <RowHead>{name}</RowHead>
              <Td>{can}</Td>
              <Td>
                {members.length === 0 ? (
                  <span className="text-ink-3">{words.nobody}</span>
                ) : (
                  members.map((member) => <Member key={member.address} member={member} />)
                )}
              </Td>
              <Td wide>{admin}</Td>
              <Td wide>{guardian}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {lonely.length > 0 && (
        <Note tone="warning" className="mt-3">
          {words.lonely}
        </Note>
      )}
    </>
  )
}

function Member({ member: { address, contract, delay, foundIn } }: { member: RoleMember }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <AddressText address={address} name={contract ?? undefined} />
      {delay !== null && (
        <span className="num text-caption text-ink-3">{delay === 0n ? words.atOnce : formatDuration(delay)}</span>
      )}
      {foundIn === 'ledger' && <Badge tone="warning">{words.inLogsOnly}</Badge>}
    </span>
  )
}
