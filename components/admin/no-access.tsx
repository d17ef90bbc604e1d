import { shortHex } from '@/components/ui/address'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { PageHead, Section } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { ROLES, type RoleName } from '@/lib/domain/roles'
import { roles as words } from '@/messages/admin-roles'

type Props = {
  title: string
  /** The signed-in address; null when nobody is signed in. */
  address: string | null
  /** What the chain says it holds now. */
  held: readonly RoleName[]
  wanted: readonly RoleName[]
}

/** In the place of an admin page: what it is for, which role it needs, and a way to sign in. */
export function NoAccess({ title, address, held, wanted }: Props) {
  return (
    <>
      <PageHead title={title} lead={words.doorLead} />
      <div className="mt-5">
        <SignIn why={address ? words.refused(shortHex(address), held) : words.door} />
      </div>
      <Section title={words.wanted} note={words.wantedNote} className="mt-9">
        <Table label={words.wantedTable}>
          <thead>
            <tr>
              <Th>{words.role}</Th>
              <Th>{words.may}</Th>
              <Th wide>{words.you}</Th>
            </tr>
          </thead>
          <tbody>
            {wanted.map((name) => (
              <tr key={name}>
                <RowHead>{name}</RowHead>
                <Td>{ROLES[name].can}</Td>
                <Td wide>{held.includes(name) ? words.held : words.notHeld}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <p className="mt-5 text-table text-ink-2">
        {words.publicPages} <a href="/status">{words.status}</a>.
      </p>
    </>
  )
}
