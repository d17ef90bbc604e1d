import { ROLES, type RoleName } from './roles'

/** What stands behind an address. A key that delegates to a contract (EIP-7702) is a key all the same. */
export type AccountKind = { kind: 'key' } | { kind: 'safe'; threshold: number } | { kind: 'contract' }

export type RoleChange = {
  act: 'grant' | 'revoke'
  role: RoleName
  /** In any case. */
  account: string
  /** Of a grant, seconds. */
  delay: bigint
}

export type Standing = {
  /** Members of every role as the chain has them, with the delay of each in seconds; addresses in small letters. */
  members: (role: RoleName) => ReadonlyMap<string, bigint>
  /** The connected wallet; null: none. */
  caller: string | null
  /** Null while it is not known. */
  kind: AccountKind | null
}

export type RoleWarning = {
  tone: 'danger' | 'warning'
  id:
    | 'last-admin'
    | 'last-member'
    | 'self'
    | 'hot-key'
    | 'one-key'
    | 'safe-of-one'
    | 'contract'
    | 'not-the-contract'
    | 'shorter'
    | 'has-no-members'
}

/** Roles of keys that sign by themselves, on machines that are on the internet. */
const HOT: readonly RoleName[] = ['METER', 'PUBLISHER', 'PRICER']
/** Roles that one person must not use alone (contracts.md §2 gives each a Safe). */
const SHARED: readonly RoleName[] = [
  'ADMIN',
  'PARAMS',
  'TREASURER',
  'GUARDIAN',
  'UNPAUSER',
  'MIGRATOR',
  'WARDEN',
  'KEYKEEPER',
]

/** What somebody who grants or revokes a role should know before he signs; the worst first. None of it is refused by the chain. */
export function roleWarnings(change: RoleChange, standing: Standing): RoleWarning[] {
  const warnings = change.act === 'grant' ? grantWarnings(change, standing) : revokeWarnings(change, standing)
  return warnings.sort((a, b) => Number(b.tone === 'danger') - Number(a.tone === 'danger'))
}

function revokeWarnings({ role, account }: RoleChange, { members, caller }: Standing): RoleWarning[] {
  const warnings: RoleWarning[] = []
  const isMember = members(role).has(account.toLowerCase())
  if (isMember && members(role).size === 1)
    warnings.push(role === 'ADMIN' ? { tone: 'danger', id: 'last-admin' } : { tone: 'warning', id: 'last-member' })
  if (isMember && account.toLowerCase() === caller?.toLowerCase()) warnings.push({ tone: 'danger', id: 'self' })
  return warnings
}

function grantWarnings({ role, account, delay }: RoleChange, { members, kind }: Standing): RoleWarning[] {
  const warnings: RoleWarning[] = []
  const isHot = HOT.some((hot) => hot !== role && members(hot).has(account.toLowerCase()))
  if (role === 'SENTINEL') warnings.push({ tone: 'danger', id: 'has-no-members' })
  if (role === 'CHARGER') {
    if (!members(role).has(account.toLowerCase())) warnings.push({ tone: 'danger', id: 'not-the-contract' })
  } else if (SHARED.includes(role)) {
    if (isHot) warnings.push({ tone: 'danger', id: 'hot-key' })
    if (kind?.kind === 'key') warnings.push({ tone: 'warning', id: 'one-key' })
    if (kind?.kind === 'safe' && kind.threshold === 1) warnings.push({ tone: 'warning', id: 'safe-of-one' })
    if (kind?.kind === 'contract') warnings.push({ tone: 'warning', id: 'contract' })
  }
  const others = [...members(role)].filter(([who]) => who !== account.toLowerCase()).map(([, theirs]) => theirs)
  const longest = [...others, members(role).get(account.toLowerCase()) ?? 0n].reduce((a, b) => (a > b ? a : b), 0n)
  if (delay < longest) warnings.push({ tone: ROLES[role].delay > 0n ? 'danger' : 'warning', id: 'shorter' })
  return warnings
}
