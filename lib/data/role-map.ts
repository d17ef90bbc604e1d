import 'server-only'
import { cache } from 'react'
import { type Address, getAddress } from 'viem'
import { database } from '../auth/database'
import { publicClient } from '../chain/clients'
import { deploymentOf, nameOfContract } from '../chain/contract'
import { readRoleSettings, readRolesOf } from '../chain/roles'
import { listRoleEvents } from '../db/operation-rows'
import { ROLE_NAMES, ROLES, type RoleName, roleById } from '../domain/roles'
import { env } from '../env/env'
import { requireAdminReader } from './admin'
import { recordExport } from './audit-export'
import { type FunctionLine, readFunctionMap } from './function-map'
import { atOneBlock } from './snapshot'

export type RoleMember = {
  address: Address
  /** A contract of ours, when it is one. */
  contract: string | null
  /** Execution delay in force, seconds; null when the chain does not know this member. */
  delay: bigint | null
  /** `ledger`: events say so and the chain does not (a grant delay runs, or an event is missing). */
  foundIn: 'both' | 'ledger'
}

export type RoleLine = {
  name: RoleName
  can: string
  admin: string
  guardian: string
  members: RoleMember[]
}

/** Who can do what with which delay: members from logs, each one asked of the chain. */
export const getRoleMap = cache(async (): Promise<{ block: string; roles: RoleLine[] }> => {
  await requireAdminReader()
  const { block, members } = await atOneBlock(async ({ db, chainId, block }) => ({
    block,
    members: membersOf(await listRoleEvents(db, chainId)),
  }))
  const at = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) }
  const addresses = [...new Set([...members.values()].flatMap((set) => [...set]))]
  const [settings, ...held] = await Promise.all([
    readRoleSettings(at),
    ...addresses.map((address) => readRolesOf(at, getAddress(address))),
  ])
  const roles = ROLE_NAMES.map((name): RoleLine => {
    const { admin, guardian } = settings.roles[name]
    const line = [...(members.get(name) ?? [])].map((address): RoleMember => {
      const membership = held[addresses.indexOf(address)]?.roles[name]
      return {
        address: getAddress(address),
        contract: nameOfContract(at.deployment, getAddress(address)),
        delay: membership?.isMember ? membership.delay : null,
        foundIn: membership?.isMember ? 'both' : 'ledger',
      }
    })
    return { name, can: ROLES[name].can, admin, guardian, members: line }
  })
  return { block: block.toString(), roles }
})

/** The same for a file; that it was taken is written down. */
export async function exportRoleMap(): Promise<Awaited<ReturnType<typeof getRoleMap>> & { functions: FunctionLine[] }> {
  const { session } = await requireAdminReader()
  await recordExport(session.address, 'roles.json')
  const map = await getRoleMap()
  return { ...map, functions: await getFunctionMap() }
}

/** Which role may call which function, with the delays of those who hold it; read from the chain and beside what events say. */
export const getFunctionMap = cache(async (): Promise<FunctionLine[]> => {
  await requireAdminReader()
  const { roles } = await getRoleMap()
  return readFunctionMap(database(), env.CHAIN_ID, roles)
})

type RoleEvent = { name: string; args: Record<string, unknown> }

/** Members by role after all grants and revocations, in the order of the chain. Pure. */
export function membersOf(events: readonly RoleEvent[]): Map<RoleName, Set<string>> {
  const members = new Map<RoleName, Set<string>>()
  for (const { name, args } of events) {
    const role = roleById(BigInt(String(args.roleId)))
    if (!role) continue
    const set = members.get(role.name) ?? new Set<string>()
    const account = String(args.account).toLowerCase()
    if (name === 'RoleGranted') set.add(account)
    else set.delete(account)
    members.set(role.name, set)
  }
  return members
}
