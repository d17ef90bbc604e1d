import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Address, type Hex, toFunctionSelector } from 'viem'
import { z } from 'zod'
import { ROLE_NAMES, type RoleName } from '@/lib/domain/roles'
import { CONTRACTS, type Name } from './artifacts'
import { accountAddress, type NetworkConfig } from './config'

const roleName = z.enum(ROLE_NAMES)
const file = z.strictObject({
  roles: z.record(roleName, z.strictObject({ id: z.number().int().nonnegative(), guardian: roleName.optional() })),
  admins: z.partialRecord(roleName, roleName),
  functions: z.partialRecord(z.enum(CONTRACTS), z.record(z.string(), roleName)),
})

export type RoleTable = {
  idOf: (role: RoleName) => bigint
  /** Whose members may cancel; ADMIN (0) unless the table says otherwise. */
  guardianOf: (role: RoleName) => bigint
  /** Who grants; ADMIN (0) unless the table says otherwise. */
  adminOf: (role: RoleName) => bigint
  /** Restricted functions: contract, signature, selector, role. */
  functions: { contract: Name; signature: string; selector: Hex; role: RoleName }[]
}

export type Membership = { role: RoleName; account: Address; delay: number }

const PATH = fileURLToPath(new URL('../config/roles.json', import.meta.url))

/** contracts/config/roles.json, the one table of roles, guardians, role admins and restricted functions. */
export function readRoleTable(): RoleTable {
  const { roles, admins, functions } = file.parse(JSON.parse(readFileSync(PATH, 'utf8')))
  const idOf = (role: RoleName) => BigInt(roles[role].id)
  return {
    idOf,
    guardianOf: (role) => idOf(roles[role].guardian ?? 'ADMIN'),
    adminOf: (role) => idOf(admins[role] ?? 'ADMIN'),
    functions: CONTRACTS.flatMap((contract) =>
      Object.entries(functions[contract] ?? {}).map(([signature, role]) => ({
        contract,
        signature,
        selector: toFunctionSelector(signature),
        role,
      })),
    ),
  }
}

/** Everybody who holds a role when the deployment is over. */
export function membershipsOf(config: NetworkConfig, subscriptions: Address): Membership[] {
  const held = ROLE_NAMES.flatMap((role) => {
    if (role === 'CHARGER' || role === 'SENTINEL') return []
    const { holders, delay } = config.roles[role]
    return holders.map((name) => ({ role, account: accountAddress(config, name), delay }))
  })
  return [...held, { role: 'CHARGER', account: subscriptions, delay: 0 }]
}
