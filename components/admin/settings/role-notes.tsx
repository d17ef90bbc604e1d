import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import { roleWarnings } from '@/lib/domain/role-warnings'
import { ROLE_NAMES } from '@/lib/domain/roles'
import { accountKindQuery } from '@/lib/queries/account-kind'
import { roleWarningWords } from '@/messages/role-warnings'
import type { Facts, RawRow } from './form'
import { membersIn } from './role-forms'

/** What to know before a role is granted or revoked: the worst first. */
export function RoleNotes({ act, row, facts }: { act: 'grant' | 'revoke'; row: RawRow; facts: Facts }) {
  const { at, address } = useWallet()
  const kind = useQuery({ ...accountKindQuery(at, row.account as Address), enabled: act === 'grant' })
  const role = ROLE_NAMES.find((name) => name === row.role)
  if (!role || !row.account) return null
  const warnings = roleWarnings(
    { act, role, account: row.account, delay: BigInt(row.delay ?? '0') },
    { members: (name) => membersIn(facts, name), caller: address, kind: kind.data ?? null },
  )
  return (
    <div className="mt-4 grid gap-2">
      {warnings.map(({ id, tone }) => (
        <Note key={id} tone={tone} announce>
          {roleWarningWords[id](role)}
        </Note>
      ))}
    </div>
  )
}
