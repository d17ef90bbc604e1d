import { type Address, type Hex, toFunctionSelector, toFunctionSignature } from 'viem'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { readFunctionRoles } from '../chain/function-roles'
import { targetsIn } from '../chain/targets'
import type { Queryable } from '../db/connect'
import { listFunctionRoleEvents } from '../db/operation-rows'
import { PUBLIC_ROLE, ROLE_NAMES, roleById } from '../domain/roles'
import { env } from '../env/env'

export type FunctionLine = {
  contract: string
  target: Address
  /** `setSplit((uint16,uint16,uint16,uint16))`, or the selector of one that our ABIs do not know. */
  signature: string
  selector: Hex
  /** On the chain now. */
  role: string
  guardian: string
  /** By the last event; null when there was none. */
  told: string | null
  /** Execution delays of the role's members, seconds, the shortest first; none: nobody can call it. */
  delays: bigint[]
}

/** Who holds a role, with the delay of each; null where the chain does not know a member. */
type Holders = { name: string; members: readonly { delay: bigint | null }[] }

type Known = { contract: string; target: Address; signature: string; selector: Hex }

/** Everything that changes state, of every contract of ours. */
function changingFunctions(): Known[] {
  return targetsIn(deploymentOf(env.CHAIN_ID)).flatMap(({ name, address, abi }) =>
    abi.flatMap((item) => {
      if (item.type !== 'function' || item.stateMutability === 'view' || item.stateMutability === 'pure') return []
      const signature = toFunctionSignature(item)
      return [{ contract: name, target: address, signature, selector: toFunctionSelector(item) }]
    }),
  )
}

const keyOf = (target: string, selector: string) => `${target.toLowerCase()} ${selector.toLowerCase()}`
const named = (id: bigint) => (id === PUBLIC_ROLE ? 'PUBLIC' : (roleById(id)?.name ?? `role ${id}`))

/** What the events say, by target and selector: the last one counts. */
function toldRoles(events: readonly { args: Record<string, unknown> }[]): Map<string, bigint> {
  return new Map(
    events.map(({ args }) => [keyOf(String(args.target), String(args.selector)), BigInt(String(args.roleId))]),
  )
}

/**
 * Which role may call which function: read from the manager for every function of ours and every one an event names, beside what the events
 * say. Functions that no role was given are anybody's, or guard themselves; they are not listed.
 */
export async function readFunctionMap(
  db: Queryable,
  chainId: number,
  roles: readonly Holders[],
): Promise<FunctionLine[]> {
  const told = toldRoles(await listFunctionRoleEvents(db, chainId))
  const known = changingFunctions()
  const have = new Set(known.map(({ target, selector }) => keyOf(target, selector)))
  const unknown = [...told.keys()].flatMap((key): Known[] => {
    const [target = '0x', selector = '0x'] = key.split(' ')
    if (have.has(key)) return []
    return [{ contract: target, target: target as Address, signature: selector, selector: selector as Hex }]
  })
  const all = [...known, ...unknown]
  const at = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) }
  const found = await readFunctionRoles(at, all)
  const lines = all.flatMap((one, i): FunctionLine[] => {
    const { role = 0n, guardian = 0n } = found[i] ?? {}
    const event = told.get(keyOf(one.target, one.selector)) ?? null
    if (role === 0n && event === null) return []
    const name = named(role)
    return [
      {
        ...one,
        ...{ role: name, guardian: named(guardian), told: event === null ? null : named(event) },
        delays: delaysOf(roles, name),
      },
    ]
  })
  return lines.sort(byRole)
}

function delaysOf(roles: readonly Holders[], name: string): bigint[] {
  const members = roles.find((role) => role.name === name)?.members ?? []
  const delays = members.flatMap(({ delay }) => (delay === null ? [] : [delay]))
  return [...new Set(delays)].sort((a, b) => (a < b ? -1 : 1))
}

const place = ({ role }: FunctionLine) => {
  const found = (ROLE_NAMES as readonly string[]).indexOf(role)
  return found < 0 ? ROLE_NAMES.length : found
}

function byRole(a: FunctionLine, b: FunctionLine): number {
  if (place(a) !== place(b)) return place(a) - place(b)
  const [left, right] = [`${a.contract}.${a.signature}`, `${b.contract}.${b.signature}`]
  return left < right ? -1 : left > right ? 1 : 0
}
