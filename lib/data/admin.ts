import 'server-only'
import { cache } from 'react'
import type { Address, Hex } from 'viem'
import { database } from '../auth/database'
import { requireReader, requireRole, rolesOf } from '../auth/roles'
import { currentSession } from '../auth/session'
import { listEndedOperations, listLatestEvents, saveReason } from '../db/operation-rows'
import { findLastEvent } from '../db/status-rows'
import { decodeCall, operationId } from '../domain/operation'
import { ACTIVITY_EVENTS, ADMIN_ROLES, eventText, phaseText } from '../domain/operation-words'
import { reasonHash, refOf } from '../domain/reason'
import type { RoleName } from '../domain/roles'
import { secondsOf } from '../domain/time'
import { AppError } from '../errors/app-error'
import { sayError } from '../errors/say'
import { type OperationView, openViews, readOpen, targetsOf, valueBefore, viewsOf } from './operations'
import { atOneBlock, type Snapshot } from './snapshot'

/** Whether this visitor administers. For choosing what to show: every function below checks again. */
export type AdminAccess =
  | { isAllowed: true; address: Address; roles: RoleName[] }
  | { isAllowed: false; address: Address | null; held: RoleName[]; wanted: readonly RoleName[] }

/** For acts; a read takes `requireAdminReader`, which lets auditors in. */
export const requireAdmin = () => requireRole(...ADMIN_ROLES)
export const requireAdminReader = () => requireReader(...ADMIN_ROLES)

export const getAdminAccess = cache(async (): Promise<AdminAccess> => {
  try {
    const { session, roles } = await requireAdminReader()
    return { isAllowed: true, address: session.address, roles: roles.map(({ name }) => name) }
  } catch (error) {
    const { status } = sayError(error)
    if (status !== 401 && status !== 403) throw error
    const session = await currentSession()
    const held = session ? await rolesOf(session.address) : []
    return {
      isAllowed: false,
      address: session?.address ?? null,
      held: held.map(({ name }) => name),
      wanted: ADMIN_ROLES,
    }
  }
})

export type ActivityRow = {
  key: string
  at: number
  who: string | null
  did: string
  what: string
  href: string | null
}

export type Queue = {
  block: string
  /** Block time, seconds. */
  now: number
  phase: string
  open: OperationView[]
  ended: OperationView[]
  activity: ActivityRow[]
  /** Blocks the ledger is behind the chain; what was scheduled since is read from the manager's logs. */
  behind: number
  /** Too far behind for one question: what is older than the newest blocks is missing. */
  isCut: boolean
}

const ENDED_SHOWN = 10
const ACTIVITY_SHOWN = 20

/** Everything scheduled, rebuilt from logs, and what administration did lately. */
export const getQueue = cache(async (): Promise<Queue> => {
  await requireAdminReader()
  return atOneBlock(async (ledger) => {
    const queue = await readOpen(ledger)
    const { at } = queue
    const open = await openViews(queue)
    const endedRows = [...queue.ended, ...(await listEndedOperations(at.db, at.chainId, ENDED_SHOWN))]
    const ended = await viewsOf(at, endedRows.slice(0, ENDED_SHOWN))
    const phase = await findLastEvent(at.db, at.chainId, 'Parameters', 'PhaseSet')
    return {
      block: at.block.toString(),
      now: Number(secondsOf(at.time)),
      phase: phaseText(phase?.args.phase ?? 0),
      open,
      ended,
      activity: await readActivity(at, open, ended),
      behind: Number(queue.behind),
      isCut: queue.isCut,
    }
  })
})

/** Events of settings and roles, and what happened to operations: who is known for operations alone. */
async function readActivity(
  at: Snapshot,
  open: readonly OperationView[],
  ended: readonly OperationView[],
): Promise<ActivityRow[]> {
  const rows = await listLatestEvents(at.db, at.chainId, ACTIVITY_EVENTS, at.block, ACTIVITY_SHOWN)
  const ofEvents = rows.map((row): ActivityRow => {
    const what = eventText({ contract: row.contract, name: row.name, args: row.args })
    const by = ended.find(({ ended: end, state }) => state === 'executed' && end?.txHash === row.txHash)
    return {
      key: `${row.blockNumber}.${row.logIndex}`,
      at: Number(secondsOf(row.blockTime)),
      who: by?.caller ?? null,
      did: row.contract,
      what: what ?? row.name,
      href: by ? `/operations/${by.id}` : null,
    }
  })
  const scheduled = [...open, ...ended].map((one) => operationRow(one, one.scheduledAt, 'scheduled'))
  const over = ended.flatMap((one) => (one.ended ? [operationRow(one, one.ended.at, one.state)] : []))
  return [...ofEvents, ...scheduled, ...over].sort((a, b) => b.at - a.at).slice(0, ACTIVITY_SHOWN)
}

function operationRow(one: OperationView, at: number, did: string): ActivityRow {
  const what = one.to ? `${one.title}: ${one.to}` : one.title
  return { key: `${one.id}.${one.nonce}.${did}`, at, who: one.caller, did, what, href: `/operations/${one.id}` }
}

export type ReasonInput = { target: Address; data: Hex; text: string; preimage?: string | undefined }

/**
 * Keeps why a call is proposed, before it is scheduled: as the signed-in account, with the value in force as its base. The id is that
 * of the operation this account would schedule; nobody can give a reason for another's.
 */
export async function keepReason({
  target,
  data,
  text,
  preimage,
}: ReasonInput): Promise<{ operationId: Hex; hash: Hex }> {
  const { session } = await requireAdmin()
  const reason = text.trim()
  if (reason === '') throw new AppError('REASON_REQUIRED')
  const call = await atOneBlock(async (at) => {
    const decoded = decodeCall(target, data, targetsOf(at.chainId))
    if (!decoded) throw new AppError('BAD_INPUT', { field: 'data' })
    return {
      value: await valueBefore(at, decoded, { block: at.block + 1n, logIndex: 0 }),
      block: at.block,
      ref: decoded.args.find(({ name }) => name === 'ref')?.value ?? null,
    }
  })
  if (preimage !== undefined && refOf(preimage) !== call.ref) throw new AppError('BAD_INPUT', { field: 'preimage' })
  const id = operationId(session.address, target, data)
  const hash = reasonHash(id, reason)
  const row = { author: session.address.toLowerCase() as Hex, createdAt: new Date() }
  const base = { value: call.value, block: call.block.toString() }
  await saveReason(database(), { ...row, hash, operationId: id, text: reason, base })
  // Of no operation: it is found by the reference in the event, whichever operation that came from.
  if (preimage !== undefined)
    await saveReason(database(), { ...row, hash: call.ref as Hex, operationId: null, text: preimage, base: null })
  return { operationId: id, hash }
}
