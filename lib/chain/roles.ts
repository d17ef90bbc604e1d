import type { Address } from 'viem'
import { ROLE_NAMES, ROLES, type RoleName, roleById } from '../domain/roles'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

/** `delay` is the execution delay in force for this member, seconds: 0 calls directly, more must schedule. */
export type Membership = { isMember: boolean; delay: bigint }
export type RolesOf = { asOf: AsOf; address: Address; roles: Record<RoleName, Membership> }

export async function readRolesOf(at: At, address: Address): Promise<RolesOf> {
  const manager = getContract(at.deployment, 'AccessManager')
  const asOf = await pinBlock(at)
  const answers = await said(
    at.client.multicall({
      ...together(at, asOf),
      allowFailure: false,
      contracts: ROLE_NAMES.map((name) => ({
        ...manager,
        functionName: 'hasRole' as const,
        args: [ROLES[name].id, address] as const,
      })),
    }),
  )
  const membership = (name: RoleName): Membership => {
    const [isMember, delay] = answers[ROLE_NAMES.indexOf(name)] ?? [false, 0]
    return { isMember, delay: BigInt(delay) }
  }
  return { asOf, address, roles: byRole(membership) }
}

/** Role names an address holds, in the order of the table. */
export function namesHeld({ roles }: RolesOf): RoleName[] {
  return ROLE_NAMES.filter((name) => roles[name].isMember)
}

/** Names where we know the role, else the id as text. `grantDelay` in seconds. */
export type RoleSetting = { admin: RoleName | string; guardian: RoleName | string; grantDelay: bigint }
export type RoleSettings = { asOf: AsOf; roles: Record<RoleName, RoleSetting> }

/** Who administers and guards each role, as the manager has it now. Members come from events. */
export async function readRoleSettings(at: At): Promise<RoleSettings> {
  const manager = getContract(at.deployment, 'AccessManager')
  const asOf = await pinBlock(at)
  const ask = <F extends 'getRoleAdmin' | 'getRoleGuardian' | 'getRoleGrantDelay'>(functionName: F) =>
    ROLE_NAMES.map((name) => ({ ...manager, functionName, args: [ROLES[name].id] as const }))
  const options = { ...together(at, asOf), allowFailure: false } as const
  const [admins, guardians, delays] = await said(
    Promise.all([
      at.client.multicall({ ...options, contracts: ask('getRoleAdmin') }),
      at.client.multicall({ ...options, contracts: ask('getRoleGuardian') }),
      at.client.multicall({ ...options, contracts: ask('getRoleGrantDelay') }),
    ]),
  )
  const named = (id: bigint | undefined) => (id === undefined ? 'ADMIN' : (roleById(id)?.name ?? String(id)))
  const setting = (name: RoleName): RoleSetting => {
    const i = ROLE_NAMES.indexOf(name)
    return { admin: named(admins[i]), guardian: named(guardians[i]), grantDelay: BigInt(delays[i] ?? 0) }
  }
  return { asOf, roles: byRole(setting) }
}

function byRole<T>(of: (name: RoleName) => T): Record<RoleName, T> {
  return Object.fromEntries(ROLE_NAMES.map((name) => [name, of(name)])) as Record<RoleName, T>
}
