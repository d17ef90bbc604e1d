import { type Address, encodeFunctionData, type Hex } from 'viem'
import { accessManagerAbi as abi } from '@/contracts-abi'
import { ROLE_NAMES, type RoleName } from '@/lib/domain/roles'
import { CONTRACTS } from './artifacts'
import type { CallStep, Reader, System } from './plan'

async function hasRole(reader: Reader, system: System, role: RoleName, account: Address): Promise<boolean> {
  const [isMember] = await reader.readContract({
    address: system.addresses.AccessManager,
    abi,
    functionName: 'hasRole',
    args: [system.table.idOf(role), account],
  })
  return isMember
}

/** contracts.md §2, trap 1 included: the manager's own selectors are rows of the table. */
function functionCalls({ table, addresses }: System): Hex[] {
  return CONTRACTS.flatMap((contract) => {
    const target = addresses[contract]
    const rows = table.functions.filter((row) => row.contract === contract)
    const roles = [...new Set(rows.map(({ role }) => role))]
    if (!target) return []
    return roles.map((role) => {
      const selectors = rows.filter((row) => row.role === role).map(({ selector }) => selector)
      return encodeFunctionData({
        abi,
        functionName: 'setTargetFunctionRole',
        args: [target, selectors, table.idOf(role)],
      })
    })
  })
}

function grant(system: System, role: RoleName, account: Address, delay: number): Hex {
  return encodeFunctionData({ abi, functionName: 'grantRole', args: [system.table.idOf(role), account, delay] })
}

function configuration(system: System): Hex[] {
  const { table, memberships, deployer } = system
  const labelled = ROLE_NAMES.filter((role) => role !== 'ADMIN')
  const others = memberships.filter(({ role }) => role !== 'ADMIN')
  const admins = memberships.filter(({ role }) => role === 'ADMIN')
  return [
    ...labelled.map((role) => encodeFunctionData({ abi, functionName: 'labelRole', args: [table.idOf(role), role] })),
    ...labelled
      .filter((role) => table.guardianOf(role) !== 0n)
      .map((role) =>
        encodeFunctionData({ abi, functionName: 'setRoleGuardian', args: [table.idOf(role), table.guardianOf(role)] }),
      ),
    ...functionCalls(system),
    ...others.map(({ role, account, delay }) => grant(system, role, account, delay)),
    // For the launch parameters; given back by the last transaction.
    grant(system, 'PARAMS', deployer, 0),
    // Trap 4: after the grants, because from here on the admins of these roles are others.
    ...labelled
      .filter((role) => table.adminOf(role) !== 0n)
      .map((role) =>
        encodeFunctionData({ abi, functionName: 'setRoleAdmin', args: [table.idOf(role), table.adminOf(role)] }),
      ),
    ...admins.map(({ role, account, delay }) => grant(system, role, account, delay)),
  ]
}

/** All of the configuration in one transaction: there is no half-configured manager. */
export function configureManager(system: System): CallStep {
  const first = system.memberships.find(({ role }) => role === 'ADMIN')
  return {
    kind: 'call',
    say: 'roles, delays, guardians and the functions they open',
    to: system.addresses.AccessManager,
    data: encodeFunctionData({ abi, functionName: 'multicall', args: [configuration(system)] }),
    isDone: async (reader) => first !== undefined && hasRole(reader, system, 'ADMIN', first.account),
  }
}

export function renounce(system: System, role: 'ADMIN' | 'PARAMS'): CallStep {
  return {
    kind: 'call',
    say: `the deployer gives up ${role}`,
    to: system.addresses.AccessManager,
    data: encodeFunctionData({
      abi,
      functionName: 'renounceRole',
      args: [system.table.idOf(role), system.deployer],
    }),
    isDone: async (reader) => !(await hasRole(reader, system, role, system.deployer)),
  }
}
