import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Address, getAddress, type Hex } from 'viem'
import { database } from '../auth/database'
import { limit } from '../auth/rate-limit'
import { findReader, requireReader, requireRole } from '../auth/roles'
import { currentSession, requireSession } from '../auth/session'
import { appendAudit } from '../db/audit-rows'
import {
  type EpochDisputeHead,
  type EpochDisputeRow,
  findEpochDispute,
  insertEpochDispute,
  listAnsweredEpochDisputes,
  listEpochDisputes,
  listOpenEpochDisputes,
} from '../db/epoch-dispute-rows'
import { DECIDE_WITHIN, DISPUTE_WITHIN } from '../domain/dispute'
import { epochBounds } from '../domain/epoch'
import { dateOf, secondsOf } from '../domain/time'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { answerEpochDispute, type EpochAnswer } from '../rewards/epoch-disputes'
import { epochLabel } from '../rewards/run-label'
import { type EvidenceFile, evidenceOf } from './evidence'
import { requireProvider } from './provider-owner'
import { atOneBlock } from './snapshot'

const MOST_SHOWN = 50

export type EpochDisputeWish = { provider: Address; epoch: bigint; say: string; file: EvidenceFile | null }

export type EpochDispute = {
  id: string
  provider: Address
  label: string
  say: string
  evidence: { name: string; bytes: number; hash: Hex } | null
  state: 'open' | 'accepted' | 'rejected'
  openedAt: Date
  dueAt: Date
  decidedAt: Date | null
  reason: string | null
}

const viewOf = (row: EpochDisputeHead): EpochDispute => ({
  id: row.id,
  provider: getAddress(row.provider),
  label: row.label,
  say: row.say,
  evidence:
    row.evidenceName && row.evidenceBytes && row.evidenceHash
      ? { name: row.evidenceName, bytes: row.evidenceBytes, hash: row.evidenceHash }
      : null,
  state: row.decision ?? 'open',
  openedAt: row.openedAt,
  dueAt: row.dueAt,
  decidedAt: row.decidedAt,
  reason: row.reason,
})

const lower = (address: Address): Hex => address.toLowerCase() as Hex

/**
 * The provider, or whom it is paid to, says that an epoch's inputs are wrong. Dates are of the chain's time, like the epoch. FORBIDDEN,
 * PROVIDER_NOT_FOUND, EPOCH_NOT_OVER, EPOCH_DISPUTE_TOO_OLD, EPOCH_DISPUTE_OPEN, EVIDENCE_TOO_LARGE, EVIDENCE_KIND.
 */
export async function openEpochDispute({ provider, epoch, say, file }: EpochDisputeWish): Promise<EpochDispute> {
  const { address } = await requireSession()
  await limit(database(), 'dispute of', address)
  const time = await atOneBlock(async (at) => {
    await requireProvider(at, provider, address)
    return at.time
  })
  const { end } = epochBounds(epoch)
  if (secondsOf(time) < end) throw new AppError('EPOCH_NOT_OVER')
  if (secondsOf(time) - end > DISPUTE_WITHIN) throw new AppError('EPOCH_DISPUTE_TOO_OLD', { limit: DISPUTE_WITHIN })
  const row: EpochDisputeRow = {
    chainId: env.CHAIN_ID,
    id: randomUUID(),
    account: lower(address),
    provider: lower(provider),
    label: epochLabel(epoch),
    say,
    ...evidenceOf(file),
    openedAt: time,
    dueAt: dateOf(secondsOf(time) + DECIDE_WITHIN),
    decidedAt: null,
    decision: null,
    decidedBy: null,
    reason: null,
  }
  await database().transaction(async (tx) => {
    if (!(await insertEpochDispute(tx, row))) throw new AppError('EPOCH_DISPUTE_OPEN')
    const { id, label, evidenceHash } = row
    await appendAudit(tx, { actor: row.account, action: 'epoch dispute opened', detail: { id, label, evidenceHash } })
  })
  return viewOf(row)
}

/** Those of the signed-in account; empty when nobody is signed in. */
export async function listOwnEpochDisputes(): Promise<EpochDispute[]> {
  const session = await currentSession()
  if (!session) return []
  const rows = await listEpochDisputes(database(), env.CHAIN_ID, lower(session.address), MOST_SHOWN)
  return rows.map(viewOf)
}

/** The file of a dispute, for who opened it, for the provider, for FINANCE and for auditors. DISPUTE_NOT_FOUND. */
export async function getEvidence(id: string): Promise<EvidenceFile> {
  const { address } = await requireSession()
  const row = await findEpochDispute(database(), env.CHAIN_ID, id)
  const isOwn = row && [row.account, row.provider].includes(lower(address))
  if (!isOwn) await requireReader('FINANCE')
  if (!row?.evidence) throw new AppError('DISPUTE_NOT_FOUND', { id })
  return { name: row.evidenceName ?? 'evidence', bytes: Buffer.from(row.evidence, 'base64') }
}

const DESK_SHOWN = 200
/** `time` is the chain's: deadlines are of it. */
export type EpochDisputeDesk = { time: Date; open: EpochDispute[]; answered: EpochDispute[] }

/** What waits for an answer and what was answered, for FINANCE and auditors. Null for everybody else. */
export async function getEpochDisputeDesk(): Promise<EpochDisputeDesk | null> {
  if (!(await findReader('FINANCE'))) return null
  return atOneBlock(async ({ db, chainId, time }) => ({
    time,
    open: (await listOpenEpochDisputes(db, chainId, { limit: DESK_SHOWN })).map(viewOf),
    answered: (await listAnsweredEpochDisputes(db, chainId, DESK_SHOWN)).map(viewOf),
  }))
}

/** FINANCE upholds a dispute or rejects it. FORBIDDEN, DISPUTE_NOT_FOUND, DISPUTE_DECIDED, DISPUTE_OWN. */
export async function answerAsFinance(id: string, answer: Omit<EpochAnswer, 'by'>): Promise<void> {
  const { session } = await requireRole('FINANCE')
  const now = await atOneBlock(async ({ time }) => time)
  await answerEpochDispute(database(), env.CHAIN_ID, id, { ...answer, by: lower(session.address) }, now)
}
