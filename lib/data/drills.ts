import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Address, Hash } from 'viem'
import { database } from '../auth/database'
import { requireRole } from '../auth/roles'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { pausedIn } from '../chain/pause-transactions'
import { appendAudit } from '../db/audit-rows'
import type { Queryable } from '../db/connect'
import { type DrillRow, insertDrill, keepBanner, keepPause, listDrills, lockDrill } from '../db/drill-rows'
import { env } from '../env/env'
import { LOCAL_CHAIN_ID } from '../env/public'
import { AppError } from '../errors/app-error'
import { requireAdminReader } from './admin'
import { shellState } from './shell'

export type DrillView = {
  id: string
  account: Address
  begunAt: Date
  /** Milliseconds from its beginning; to the banner null while nobody saw it. */
  msToBlock: number
  msToBanner: number | null
  interactions: number
  block: string
  tx: Hash
}

export type Drills = {
  /** A drill pauses for real: on the local chain alone. */
  isHere: boolean
  canBegin: boolean
  /** What is paused now: a drill begins with nothing paused. */
  pauses: Awaited<ReturnType<typeof shellState>>['pauses']
  drills: DrillView[]
}

/** Milliseconds after which a drill that was begun and left is not measured any more. */
const LONGEST = 60 * 60_000
const SHOWN = 50

export const isDrillChain = (): boolean => env.CHAIN_ID === LOCAL_CHAIN_ID

/** The record of drills, for who administers or audits. */
export async function getDrills(): Promise<Drills> {
  const { roles } = await requireAdminReader()
  const rows = await listDrills(database(), env.CHAIN_ID, SHOWN)
  const { pauses } = await shellState()
  return {
    isHere: isDrillChain(),
    canBegin: roles.some(({ name }) => name === 'GUARDIAN'),
    pauses,
    drills: rows.flatMap((row) => viewOf(row) ?? []),
  }
}

function viewOf({ id, account, begunAt, msToBlock, msToBanner, interactions, block, tx }: DrillRow): DrillView | null {
  if (msToBlock === null || block === null || tx === null) return null
  return { id, account, begunAt, msToBlock, msToBanner, interactions: interactions ?? 0, block: block.toString(), tx }
}

/** Starts the clock. DRILL_ELSEWHERE on every chain but the local one, DRILL_PAUSED while something is paused. */
export async function beginDrill(): Promise<{ id: string }> {
  const { session } = await requireRole('GUARDIAN')
  requireHere()
  const { pauses } = await shellState()
  if (pauses.length > 0) throw new AppError('DRILL_PAUSED')
  // The pause is looked for after this block: an older one is nobody's practice.
  const block = await publicClient().getBlockNumber()
  const row = { id: randomUUID(), account: session.address.toLowerCase() as Address, begunAt: new Date(), block }
  await insertDrill(database(), { ...row, chainId: env.CHAIN_ID })
  return { id: row.id }
}

export type Paused = { id: string; hashes: Hash[]; interactions: number }

/** Keeps the time to the block of the pause, by this machine's clock, once the chain shows that it paused. Twice is once. */
export async function keepDrillPause({ id, hashes, interactions }: Paused): Promise<void> {
  const { session } = await requireRole('GUARDIAN')
  requireHere()
  const now = new Date()
  await database().transaction(async (tx) => {
    const drill = await ownDrill(tx, id, session.address, now)
    if (drill.msToBlock !== null) return
    const at = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) }
    const block = await pausedIn(at, hashes, drill.block ?? 0n)
    const last = hashes.at(-1)
    if (block === null || !last) throw new AppError('DRILL_NOT_A_PAUSE')
    await keepPause(tx, id, { tx: last, block, interactions, msToBlock: now.getTime() - drill.begunAt.getTime() })
  })
}

/** Keeps the time until the banner stood on another page, and writes the drill into the audit log. */
export async function keepDrillBanner(id: string): Promise<DrillView> {
  const { session } = await requireRole('GUARDIAN')
  requireHere()
  const { pauses } = await shellState()
  const now = new Date()
  return database().transaction(async (tx) => {
    const drill = await ownDrill(tx, id, session.address, now)
    const pause = viewOf(drill)
    if (!pause || pauses.length === 0) throw new AppError('DRILL_NOT_A_PAUSE')
    if (pause.msToBanner !== null) return pause
    const msToBanner = now.getTime() - drill.begunAt.getTime()
    await keepBanner(tx, id, { msToBanner, endedAt: now })
    const { msToBlock, interactions, block, tx: hash } = pause
    const detail = { drill: id, msToBlock, msToBanner, interactions, block, tx: hash }
    await appendAudit(tx, { actor: drill.account, action: 'pause.drill', detail }, now)
    return { ...pause, msToBanner }
  })
}

function requireHere(): void {
  if (!isDrillChain()) throw new AppError('DRILL_ELSEWHERE', { chainId: env.CHAIN_ID })
}

/** Of who began it, and not long ago. */
async function ownDrill(tx: Queryable, id: string, address: Address, now: Date): Promise<DrillRow> {
  const drill = await lockDrill(tx, env.CHAIN_ID, id)
  if (!drill || drill.account !== address.toLowerCase()) throw new AppError('DRILL_NOT_FOUND')
  if (now.getTime() - drill.begunAt.getTime() > LONGEST) throw new AppError('DRILL_OLD')
  return drill
}
