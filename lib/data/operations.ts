import 'server-only'
import { type Address, getAddress, type Hex } from 'viem'
import type { ContractName } from '@/contracts-abi'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { readFunctionRoles } from '../chain/function-roles'
import { targetsIn } from '../chain/targets'
import {
  findOperations,
  listEventsBefore,
  listOpenOperations,
  listReasons,
  type OperationRow,
  type ReasonRow,
} from '../db/operation-rows'
import {
  type DecodedCall,
  decodeCall,
  EXPIRATION,
  type OperationState,
  operationState,
  type Target,
} from '../domain/operation'
import { type Order, type Ordered, orderKey, ordersOf } from '../domain/operation-order'
import { type Args, kindOf, wordsOf } from '../domain/operation-words'
import { type RoleName, roleById } from '../domain/roles'
import { dateOf, secondsOf } from '../domain/time'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { laterOperations, withLater } from './later-operations'
import { atOneBlock, type Snapshot } from './snapshot'

/** The value the operation was based on and the one in force now; `null` where it replaces nothing we know. */
export type Base = { from: string | null; now: string | null; isMoved: boolean }

/** One scheduled operation. Times in seconds of the chain. */
export type OperationView = {
  id: Hex
  nonce: number
  state: OperationState
  title: string
  /** What is set; null when the function is not one we have words for. */
  to: string | null
  base: Base
  /** Whether executing over a moved base would undo somebody's change. */
  replaces: boolean
  contract: ContractName | null
  functionName: string | null
  /** Decoded from the calldata; null when it cannot be read: the bytes stand for themselves then. */
  text: string | null
  caller: Address
  target: Address
  data: Hex
  scheduledAt: number
  readyAt: number
  expiresAt: number
  block: string
  txHash: Hex
  ended: { at: number; txHash: Hex } | null
  reason: { text: string; hash: Hex; author: Address } | null
  /** Whose function it is, and whose members may cancel; null once it has ended. */
  roles: { role: RoleName | string; guardian: RoleName | string } | null
  /** Its place among the open ones that set the same; null when it is alone, or has ended. */
  order: Order | null
}

export const targetsOf = (chainId: number): Target[] => targetsIn(deploymentOf(chainId))

/** Public. One operation, every time it was scheduled, the last first; throws OPERATION_NOT_FOUND. */
export function getOperation(id: string): Promise<{ now: number; block: string; runs: OperationView[] }> {
  if (!/^0x[0-9a-fA-F]{64}$/.test(id)) throw new AppError('BAD_HASH', { value: id.slice(0, 80) })
  return atOneBlock(async (ledger) => {
    const queue = await readOpen(ledger)
    const isThis = ({ operationId }: OperationRow) => operationId === id.toLowerCase()
    // An operation the ledger does not hold yet, or whose end it does not: the logs since say.
    const since = [...queue.open, ...queue.ended].filter(isThis)
    const known = await findOperations(ledger.db, ledger.chainId, id)
    const rows = [...since, ...known.filter(({ nonce }) => !since.some((row) => row.nonce === nonce))]
    if (rows.length === 0) throw new AppError('OPERATION_NOT_FOUND', { id })
    rows.sort((a, b) => b.nonce - a.nonce)
    const runs = await withOrders(await viewsOf(queue.at, rows), orders(queue.at, queue.open))
    return { now: Number(secondsOf(queue.at.time)), block: queue.at.block.toString(), runs }
  })
}

/** Operations that expired longer ago than this are history. */
const EXPIRED_SHOWN = 7n * 86_400n

export type OpenQueue = {
  /** The ledger's block, at the head's time. */
  at: Snapshot
  open: OperationRow[]
  /** That ended after the ledger's block. */
  ended: OperationRow[]
  behind: bigint
  isCut: boolean
}

/** Everything scheduled: what the ledger holds, and what the manager's logs say since its block. */
export async function readOpen(ledger: Snapshot): Promise<OpenQueue> {
  const later = await laterOperations(ledger)
  const at = { ...ledger, time: dateOf(later.now) }
  const since = dateOf(later.now - EXPIRATION - EXPIRED_SHOWN)
  const rows = await listOpenOperations(at.db, at.chainId, since)
  const { behind, isCut, logs } = later
  return { at, ...withLater(at.chainId, rows, logs), behind, isCut }
}

/** Views of the open ones, each with its place among those that set the same. */
export async function openViews({ at, open }: OpenQueue): Promise<OperationView[]> {
  return withOrders(await viewsOf(at, open), orders(at, open))
}

const withOrders = (views: readonly OperationView[], found: Promise<Map<string, Order>>) =>
  found.then((places) => views.map((view) => ({ ...view, order: places.get(orderKey(view)) ?? null })))

/** Of those that have not expired: the others are in nobody's way. */
async function orders(at: Snapshot, open: readonly OperationRow[]): Promise<Map<string, Order>> {
  const targets = targetsOf(at.chainId)
  const list: Ordered[] = []
  for (const row of open) {
    const readyAt = secondsOf(row.readyAt)
    if (secondsOf(at.time) >= readyAt + EXPIRATION) continue
    const call = decodeCall(row.target, row.data, targets)
    const { replaces, to } = wordsOf(call)
    list.push({
      ...{ id: row.operationId, nonce: row.nonce, kind: kindOf(call), replaces, to },
      from: await valueBefore(at, call, { block: at.block + 1n, logIndex: 0 }),
      ...{ readyAt: Number(readyAt), block: row.blockNumber, logIndex: row.logIndex },
    })
  }
  return ordersOf(list)
}

/** Rows as people read them: decoded from calldata, compared with what is in force. */
export async function viewsOf(at: Snapshot, rows: readonly OperationRow[]): Promise<OperationView[]> {
  const targets = targetsOf(at.chainId)
  const [reasons, roles] = await Promise.all([
    listReasons(
      at.db,
      rows.map(({ operationId }) => operationId),
    ),
    readRoles(rows.filter(({ endedAs }) => endedAs === null)),
  ])
  const views: OperationView[] = []
  for (const row of rows) {
    const call = decodeCall(row.target, row.data, targets)
    const reason = reasons.find(({ operationId }) => operationId === row.operationId) ?? null
    views.push(await viewOf(at, row, call, reason, roles.get(row.operationId) ?? null))
  }
  return views
}

async function viewOf(
  at: Snapshot,
  row: OperationRow,
  call: DecodedCall | null,
  reason: ReasonRow | null,
  roles: OperationView['roles'],
): Promise<OperationView> {
  const words = wordsOf(call)
  const readyAt = secondsOf(row.readyAt)
  return {
    id: row.operationId,
    nonce: row.nonce,
    state: operationState({ readyAt, endedAs: row.endedAs }, secondsOf(at.time)),
    title: words.title,
    to: words.to,
    base: await baseOf(at, row, call, reason),
    replaces: words.replaces,
    contract: call ? (call.contract as ContractName) : null,
    functionName: call?.functionName ?? null,
    text: call?.text ?? null,
    caller: getAddress(row.caller),
    target: getAddress(row.target),
    data: row.data,
    scheduledAt: Number(secondsOf(row.blockTime)),
    readyAt: Number(readyAt),
    expiresAt: Number(readyAt + EXPIRATION),
    block: row.blockNumber.toString(),
    txHash: row.txHash,
    ended: row.endedTime && row.endedTx ? { at: Number(secondsOf(row.endedTime)), txHash: row.endedTx } : null,
    reason: reason && { text: reason.text, hash: reason.hash, author: getAddress(reason.author) },
    roles,
    order: null,
  }
}

/** Where in the chain a value is asked for: before this log. */
type Place = { block: bigint; logIndex: number }

/**
 * The base is what the proposer saw, when he said why, else what was in force when it was scheduled. An operation that has ended is
 * compared with what was in force just before it ended.
 */
async function baseOf(
  at: Snapshot,
  row: OperationRow,
  call: DecodedCall | null,
  reason: ReasonRow | null,
): Promise<Base> {
  const stored = reason?.base?.value
  const scheduled = await valueBefore(at, call, { block: row.blockNumber, logIndex: row.logIndex })
  const from = typeof stored === 'string' ? stored : scheduled
  const now = await valueBefore(at, call, { block: row.endedBlock ?? at.block + 1n, logIndex: 0 })
  return { from, now, isMoved: from !== null && now !== null && from !== now }
}

/** The value in force before a place, in the words of the operation that would replace it. */
export async function valueBefore(at: Snapshot, call: DecodedCall | null, place: Place): Promise<string | null> {
  const { known, args } = wordsOf(call)
  if (!call || !known?.base) return null
  const { event, say, isSame } = known.base
  const rows = await listEventsBefore(at.db, at.chainId, { contract: call.contract, name: event, ...place })
  const found = rows.find((row) => !isSame || isSame(row.args as Args, args))
  return found ? say(found.args as Args) : null
}

/** The roles of the functions, from the chain; none when it does not answer: who may cancel is then left to the wallet's trial run. */
async function readRoles(rows: readonly OperationRow[]): Promise<Map<string, OperationView['roles']>> {
  const asked = rows.filter(({ data }) => data.length >= 10)
  if (asked.length === 0) return new Map()
  const client = publicClient()
  const found = await readFunctionRoles(
    { client, deployment: deploymentOf(env.CHAIN_ID) },
    asked.map(({ target, data }) => ({ target, selector: data.slice(0, 10) as Hex })),
  ).catch(() => [])
  const named = (id: bigint) => roleById(id)?.name ?? id.toString()
  return new Map(
    asked.flatMap(({ operationId }, i) => {
      const one = found[i]
      return one ? [[operationId, { role: named(one.role), guardian: named(one.guardian) }] as const] : []
    }),
  )
}
