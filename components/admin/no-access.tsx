import { shortHex } from '@/components/ui/address'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { PageHead, Section } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { ROLES, type RoleName } from '@/lib/domain/roles'

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
      <PageHead
        title={title}
        lead="Change the split and the emission schedule, pause in an emergency, see what is scheduled. Each change is shown in money, simulated, delayed, and signed in your own wallet or Safe."
      />
      <div className="mt-5">
        <SignIn
          why={
            address
              ? refusal(address, held)
              : 'Administration asks who you are: sign in with an account that holds one of the roles below.'
          }
        />
      </div>
      <Section title="Roles that open it" note="read from the chain, at most 15 s old" className="mt-9">
        <Table label="Roles that administer">
          <thead>
            <tr>
              <Th>Role</Th>
              <Th>May</Th>
              <Th wide>You</Th>
            </tr>
          </thead>
          <tbody>
            {wanted.map((name) => (
              <tr key={name}>
                <RowHead>{name}</RowHead>
                <Td>{ROLES[name].can}</Td>
                <Td wide>{held.includes(name) ? 'held' : 'not held'}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <p className="mt-5 text-table text-ink-2">
        Scheduled operations are public: each has a page of its own. What is paused now is on{' '}
        <a href="/status">Status</a>.
      </p>
    </>
  )
}

function refusal(address: string, held: readonly RoleName[]): string {
  const what = held.length === 0 ? 'holds no role' : `holds ${held.join(', ')}`
  return `You are signed in as ${shortHex(address)}, which ${what}. That does not administer; sign in with an account that does.`
}
