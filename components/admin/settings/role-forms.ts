import type { Address } from 'viem'
import { getContract } from '@/lib/chain/contract'
import { ROLE_NAMES, ROLES, type RoleName } from '@/lib/domain/roles'
import { callOf } from '@/lib/tx/flow'
import { settingWords as say } from '@/messages/setting-words'
import { int } from './checks'
import type { Facts, RawRow, SettingForm } from './form'
import { whole } from './units'

const ROLE = { key: 'role', unit: { kind: 'choice', choices: ROLE_NAMES } } as const
const ACCOUNT = { key: 'account', unit: { kind: 'address' } } as const

const roleOf = (row: RawRow | undefined): RoleName => ROLE_NAMES.find((name) => name === row?.role) ?? 'ADMIN'
const adminOf = (row: RawRow | undefined): RoleName => ROLES[roleOf(row)].roleAdmin
const account = (row: RawRow | undefined) => (row?.account ?? '0x') as Address

/** Fact `members-…`: who holds a role and with which delay in seconds, `0x…=86400 0x…=0`. */
export function membersIn(facts: Facts, role: string): Map<string, bigint> {
  const entries = (facts[`members-${role}`] ?? '').split(' ').filter(Boolean)
  return new Map(
    entries.map((entry) => entry.split('=')).map(([who = '', delay]) => [who.toLowerCase(), BigInt(delay ?? 0)]),
  )
}

const held = (row: RawRow | undefined, facts: Facts) => membersIn(facts, roleOf(row)).get(account(row).toLowerCase())

export const grantRole: SettingForm = {
  contract: 'AccessManager',
  functionName: 'grantRole',
  role: adminOf,
  fields: [ROLE, ACCOUNT, { key: 'delay', unit: whole('seconds', 2n ** 32n - 1n) }],
  table: null,
  check: ([row], _, facts) =>
    row && held(row, facts) === BigInt(row.delay ?? '0') ? [{ row: 0, key: 'account', say: say.holdsIt }] : [],
  call: (deployment, [row]) =>
    callOf('AccessManager', getContract(deployment, 'AccessManager'), 'grantRole', [
      ROLES[roleOf(row)].id,
      account(row),
      int(row, 'delay'),
    ]),
}

export const revokeRole: SettingForm = {
  contract: 'AccessManager',
  functionName: 'revokeRole',
  role: adminOf,
  fields: [ROLE, ACCOUNT],
  table: null,
  check: ([row], _, facts) =>
    row && held(row, facts) === undefined ? [{ row: 0, key: 'account', say: say.holdsItNot(roleOf(row)) }] : [],
  call: (deployment, [row]) =>
    callOf('AccessManager', getContract(deployment, 'AccessManager'), 'revokeRole', [
      ROLES[roleOf(row)].id,
      account(row),
    ]),
}
