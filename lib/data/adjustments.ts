import 'server-only'
import { getAddress, type Hex } from 'viem'
import { database } from '../auth/database'
import { limit } from '../auth/rate-limit'
import { requireRole } from '../auth/roles'
import { type AdjustmentHead, findAdjustment, listAdjustments } from '../db/adjustment-rows'
import { findGenesisTime } from '../db/report-rows'
import { accountText } from '../domain/adjustment'
import { type Month, monthOf, monthsBetween } from '../domain/month'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { decideAdjustment, enterAdjustment, reverseAdjustment } from '../reports/adjust'
import { seconds } from './close-views'
import { type EvidenceFile, evidenceOf } from './evidence'
import { requireReader } from './finance-source'
import { atOneBlock } from './snapshot'

const SHOWN = 200

export type AdjustmentView = {
  id: string
  month: string
  originalPeriod: string | null
  debit: string
  credit: string
  cents: string
  memo: string
  evidence: { name: string | null; hash: string; isHere: boolean }
  reverses: string | null
  by: string
  at: number
  state: 'open' | 'approved' | 'rejected'
  decided: { by: string; at: number; reason: string } | null
  /** Entered by who reads this: somebody else decides. */
  isOwn: boolean
  isReversed: boolean
}

export type AdjustmentDesk = {
  adjustments: AdjustmentView[]
  /** Newest first: what an adjustment can be booked in. */
  months: string[]
  mayAct: boolean
}

/** Adjustments of a month, or of all, those that wait first. */
export async function getAdjustments(month?: string): Promise<AdjustmentDesk> {
  const { session, roles } = await requireReader()
  const { genesis, now } = await clocks()
  const rows = await listAdjustments(database(), env.CHAIN_ID, { month, limit: SHOWN })
  return {
    adjustments: rows.map((row) => viewOf(row, rows, session.address)),
    months: monthsBetween(monthOf(genesis), monthOf(now)).reverse(),
    mayAct: roles.some(({ name }) => name === 'FINANCE'),
  }
}

function viewOf(row: AdjustmentHead, all: readonly AdjustmentHead[], reader: string): AdjustmentView {
  const { decidedBy, decidedAt } = row
  return {
    ...{ id: row.id, month: row.month, originalPeriod: row.originalPeriod, memo: row.memo, reverses: row.reverses },
    ...{ debit: accountText(row.debit), credit: accountText(row.credit), cents: row.cents.toString() },
    evidence: { name: row.evidenceName, hash: row.evidenceHash, isHere: row.evidenceBytes !== null },
    ...{ by: getAddress(row.createdBy), at: seconds(row.createdAt), state: row.decision ?? 'open' },
    decided:
      decidedBy && decidedAt
        ? { by: getAddress(decidedBy), at: seconds(decidedAt), reason: row.decisionReason ?? '' }
        : null,
    isOwn: row.createdBy === reader.toLowerCase(),
    isReversed: all.some(({ reverses, decision }) => reverses === row.id && decision !== 'rejected'),
  }
}

/** When the ledger begins, and the chain's time. */
async function clocks(): Promise<{ genesis: Date; now: Date }> {
  const genesis = await findGenesisTime(database(), env.CHAIN_ID)
  if (!genesis) throw new AppError('LEDGER_EMPTY')
  return { genesis, now: await atOneBlock(async ({ time }) => time) }
}

async function acting() {
  const { session } = await requireRole('FINANCE')
  await limit(database(), 'close of', session.address)
  const at = { db: database(), chainId: env.CHAIN_ID, ...(await clocks()) }
  return { at, by: session.address.toLowerCase() as Hex }
}

export type AdjustmentInput = {
  month: Month
  originalPeriod: Month | null
  debit: string
  credit: string
  cents: bigint
  memo: string
  file: EvidenceFile | null
  /** Of evidence that is kept elsewhere; the file's own wins. */
  hash: Hex | null
}

/** FINANCE enters an adjustment: ADJUSTMENT_ACCOUNT, _SAME_ACCOUNT, _EVIDENCE, _MONTH_FINAL, _MONTH_AHEAD, EVIDENCE_TOO_LARGE, EVIDENCE_KIND. */
export async function enter({ file, hash, ...given }: AdjustmentInput): Promise<void> {
  const { at, by } = await acting()
  const evidence = evidenceOf(file)
  await enterAdjustment(at, { ...given, ...evidence, evidenceHash: evidence.evidenceHash ?? hash, by })
}

/** Another FINANCE account approves or rejects it: ADJUSTMENT_NOT_FOUND, _DECIDED, _OWN, _MONTH_FINAL. */
export async function decide(id: string, decision: 'approved' | 'rejected', reason: string): Promise<void> {
  const { at, by } = await acting()
  await decideAdjustment(at, { id, decision, reason, by })
}

/** Enters the opposite: ADJUSTMENT_NOT_FOUND, _NOT_APPROVED, _REVERSED. */
export async function reverse(id: string, memo: string): Promise<void> {
  const { at, by } = await acting()
  await reverseAdjustment(at, { id, memo, by })
}

/** The evidence of an adjustment, for whoever reads finance. */
export async function getAdjustmentEvidence(id: string): Promise<EvidenceFile> {
  await requireReader()
  const row = await findAdjustment(database(), env.CHAIN_ID, id)
  if (!row?.evidence) throw new AppError('ADJUSTMENT_NOT_FOUND')
  return { name: row.evidenceName ?? 'evidence', bytes: Buffer.from(row.evidence, 'base64') }
}
