import { type Address, getAddress, type Hex, toFunctionSelector } from 'viem'
import { ABIS, accessManagerAbi as abi } from '@/contracts-abi'
import { ROLE_NAMES } from '@/lib/domain/roles'
import { CONTRACTS } from './artifacts'
import { compare } from './compare'
import type { Reader, System } from './plan'
import type { Membership } from './role-table'

/**
 * `configured`: the deployer is still ADMIN. `sealed`: it keeps PARAMS for the launch parameters. `done`: it holds nothing. Before
 * `done` the targets may not exist yet; their roles are set on the predicted addresses.
 */
export type Stage = 'configured' | 'sealed' | 'done'

/** Most blocks per request for logs: what public RPCs allow. */
const LOG_RANGE = 2_000n

/** All logs of the manager, oldest first. */
export async function managerLogs(reader: Reader, system: System) {
  const head = await reader.getBlockNumber({ cacheTime: 0 })
  const events = abi.filter((item) => item.type === 'event')
  const logs = []
  for (let from = system.fromBlock; from <= head; from += LOG_RANGE) {
    const to = from + LOG_RANGE - 1n < head ? from + LOG_RANGE - 1n : head
    const address = system.addresses.AccessManager
    logs.push(...(await reader.getLogs({ address, events, fromBlock: from, toBlock: to, strict: true })))
  }
  return logs
}

const keyOf = (role: bigint, account: Address) => `${role} ${getAddress(account)}`

function expectedMembers({ memberships, deployer }: System, stage: Stage): Membership[] {
  const own: Membership[] = []
  if (stage !== 'done') own.push({ role: 'PARAMS', account: deployer, delay: 0 })
  if (stage === 'configured') own.push({ role: 'ADMIN', account: deployer, delay: 0 })
  return [...memberships, ...own]
}

/** Members, labels and operations as the logs tell them: nobody else holds anything, and nothing was ever scheduled. */
async function checkLogs(reader: Reader, system: System, stage: Stage): Promise<string[]> {
  const members = new Set<string>()
  const labels = new Map<bigint, string>()
  let scheduled = 0
  for (const { eventName, args } of await managerLogs(reader, system)) {
    if (eventName === 'RoleGranted') members.add(keyOf(args.roleId, args.account))
    if (eventName === 'RoleRevoked') members.delete(keyOf(args.roleId, args.account))
    if (eventName === 'RoleLabel') labels.set(args.roleId, args.label)
    if (eventName === 'OperationScheduled') scheduled++
  }
  const { table } = system
  const wanted = expectedMembers(system, stage).map(({ role, account }) => keyOf(table.idOf(role), account))
  const labelled = ROLE_NAMES.filter((role) => role !== 'ADMIN')
  return [
    ...compare('members of roles (role id, account)', wanted.sort(), [...members].sort()),
    ...labelled.flatMap((role) => compare(`label of ${role}`, role, labels.get(table.idOf(role)))),
    ...compare('scheduled operations', 0, scheduled),
  ]
}

async function checkRoles(reader: Reader, system: System, stage: Stage): Promise<string[]> {
  const { table } = system
  const manager = { address: system.addresses.AccessManager, abi } as const
  const members = expectedMembers(system, stage).map(async ({ role, account, delay }) => {
    const args = [table.idOf(role), account] as const
    const [since, current, pending, effect] = await reader.readContract({ ...manager, functionName: 'getAccess', args })
    return [
      ...(since > 0 ? [] : [`${account} does not hold ${role}`]),
      ...compare(`delay of ${role} for ${account}`, delay, current),
      ...compare(`change of that delay`, [0, 0], [pending, effect]),
    ]
  })
  const roles = ROLE_NAMES.map(async (role) => {
    const args = [table.idOf(role)] as const
    const [admin, guardian, grantDelay] = await Promise.all([
      reader.readContract({ ...manager, functionName: 'getRoleAdmin', args }),
      reader.readContract({ ...manager, functionName: 'getRoleGuardian', args }),
      reader.readContract({ ...manager, functionName: 'getRoleGrantDelay', args }),
    ])
    return [
      ...compare(`admin of ${role}`, table.adminOf(role), admin),
      ...compare(`guardian of ${role}`, table.guardianOf(role), guardian),
      ...compare(`grant delay of ${role}`, 0, grantDelay),
    ]
  })
  return (await Promise.all([...members, ...roles])).flat()
}

type Row = { contract: (typeof CONTRACTS)[number]; target: Address; signature: string; selector: Hex; role: bigint }

/** Every function that writes: with a role of the table, or of ADMIN, which is what the manager answers for the rest (trap 7). */
function functionRows({ addresses, table }: System): Row[] {
  return CONTRACTS.flatMap((contract) => {
    const target = addresses[contract]
    if (!target) return []
    return ABIS[contract].flatMap((item) => {
      if (item.type !== 'function' || item.stateMutability === 'view' || item.stateMutability === 'pure') return []
      const selector = toFunctionSelector(item)
      const row = table.functions.find((known) => known.contract === contract && known.selector === selector)
      return { contract, target, signature: item.name, selector, role: row ? table.idOf(row.role) : 0n }
    })
  })
}

async function checkFunctions(reader: Reader, system: System): Promise<string[]> {
  const { addresses, table } = system
  const manager = { address: addresses.AccessManager, abi } as const
  const rows = functionRows(system)
  const missing = table.functions.filter(
    ({ contract, selector }) =>
      addresses[contract] && !rows.some((row) => row.contract === contract && row.selector === selector),
  )
  const functions = rows.map(async ({ contract, target, signature, selector, role }) => {
    const found = await reader.readContract({
      ...manager,
      functionName: 'getTargetFunctionRole',
      args: [target, selector],
    })
    return compare(`role of ${contract}.${signature} (${selector})`, role, found)
  })
  const targets = CONTRACTS.map(async (contract) => {
    const target = addresses[contract]
    if (!target) return []
    const [isClosed, delay] = await Promise.all([
      reader.readContract({ ...manager, functionName: 'isTargetClosed', args: [target] }),
      reader.readContract({ ...manager, functionName: 'getTargetAdminDelay', args: [target] }),
    ])
    return [...compare(`${contract} closed`, false, isClosed), ...compare(`admin delay of ${contract}`, 0, delay)]
  })
  return [
    ...missing.map(({ contract, signature }) => `${contract} has no function ${signature}, which roles.json names`),
    ...(await Promise.all([...functions, ...targets])).flat(),
  ]
}

/** Every difference between the access that is configured and the one on chain, as sentences; empty when there is none. */
export async function checkAccess(reader: Reader, system: System, stage: Stage): Promise<string[]> {
  const parts = [checkLogs(reader, system, stage), checkRoles(reader, system, stage), checkFunctions(reader, system)]
  return (await Promise.all(parts)).flat()
}
