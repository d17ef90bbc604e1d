import 'server-only'
import type { Address } from 'viem'
import { risk as words } from '@/messages/risk'
import { database } from '../auth/database'
import { requireRole } from '../auth/roles'
import { appendAudit } from '../db/audit-rows'
import { judgeAgain } from '../db/risk-record'
import {
  acknowledgeBreach,
  latestReadings,
  listEndedBreaches,
  listOpenBreaches,
  type RiskBreach,
  type RiskReading,
} from '../db/risk-rows'
import { listSetThresholds, type SetThreshold, saveThreshold } from '../db/threshold-rows'
import { isRiskId, RISK_IDS, RISKS, type RiskId, type RiskState, riskState } from '../domain/risk'
import {
  isFixed,
  readThreshold,
  THRESHOLD_IDS,
  THRESHOLDS,
  type Threshold,
  type ThresholdId,
  type ThresholdProblem,
} from '../domain/threshold'
import { AppError } from '../errors/app-error'
import { requireAdmin, requireAdminReader } from './admin'
import { type RiskHistory, readRiskHistory } from './risk-history'
import { atOneBlock } from './snapshot'

/** Who set a threshold and why; null while it stands at its standard. */
export type SetBy = { by: Address; at: Date; reason: string } | null

export type ThresholdView = Threshold & { id: ThresholdId; value: string; isFixed: boolean; set: SetBy }

export type BreachView = Omit<RiskBreach, 'acknowledgedBy' | 'acknowledgedAt' | 'note'> & {
  acknowledged: { by: Address; at: Date; note: string } | null
}

export type RiskView = {
  id: RiskId
  group: (typeof RISKS)[RiskId]['group']
  owner: (typeof RISKS)[RiskId]['owner']
  state: RiskState
  /** Decimal string in the threshold's unit; null with the reason. */
  value: string | null
  reason: string | null
  /** Of the ledger; null when nobody looked yet. */
  block: string | null
  at: Date | null
  threshold: ThresholdView
  breach: BreachView | null
  history: RiskHistory | null
}

export type RiskPage = {
  block: string
  risks: RiskView[]
  /** Those that only alerts go by. */
  alerts: ThresholdView[]
  ended: BreachView[]
  /** Whether this visitor may set thresholds. */
  canSet: boolean
}

/** Who sets thresholds: whoever is told by them must not be the one who turns them off. */
export const THRESHOLD_ROLES = ['ADMIN', 'PARAMS'] as const

/** Milliseconds of this machine without a reading, after which what was read last says nothing of now: four runs of the job. */
const OLD_READING = 20 * 60_000
const ENDED_SHOWN = 50

/** Every indicator with what it says, its threshold, its owner and its running breach. */
export async function getRisk(): Promise<RiskPage> {
  const { roles } = await requireAdminReader()
  const now = Date.now()
  return atOneBlock(async (at) => {
    const { db } = at
    const readings = new Map((await latestReadings(db)).map((row) => [row.indicator, row]))
    const open = new Map((await listOpenBreaches(db)).map((row) => [row.indicator, row]))
    const set = new Map((await listSetThresholds(db)).map((row) => [row.id, row]))
    const history = await readRiskHistory(at)
    return {
      block: at.block.toString(),
      risks: RISK_IDS.map((id) => {
        const breach = open.get(id)
        return {
          id,
          ...RISKS[id],
          ...currentOf(id, readings.get(id), set.get(id)?.value ?? THRESHOLDS[id].standard, now),
          threshold: thresholdView(id, set.get(id)),
          breach: breach ? breachView(breach) : null,
          history: history[id] ?? null,
        }
      }),
      alerts: THRESHOLD_IDS.filter((id) => !isRiskId(id)).map((id) => thresholdView(id, set.get(id))),
      ended: (await listEndedBreaches(db, ENDED_SHOWN)).map(breachView),
      canSet: roles.some(({ name }) => (THRESHOLD_ROLES as readonly string[]).includes(name)),
    }
  })
}

type Current = Pick<RiskView, 'state' | 'value' | 'reason' | 'block' | 'at'>

/** What was read last, unless nobody looks any more. */
function currentOf(id: RiskId, reading: RiskReading | undefined, limit: string, now: number): Current {
  if (!reading) return { state: 'unknown', value: null, reason: words.notYet, block: null, at: null }
  const { value, reason, block, at, readAt } = reading
  const of = { block: block.toString(), at }
  if (now - readAt.getTime() > OLD_READING) {
    const minutes = Math.floor((now - readAt.getTime()) / 60_000)
    return { ...of, state: 'unknown', value: null, reason: words.longAgo(minutes) }
  }
  return { ...of, state: riskState(id, value, limit), value, reason }
}

function thresholdView(id: ThresholdId, set: SetThreshold | undefined): ThresholdView {
  const { value = THRESHOLDS[id].standard } = set ?? {}
  const setBy = set ? { by: set.changedBy, at: set.changedAt, reason: set.reason } : null
  return { ...THRESHOLDS[id], id, value, isFixed: isFixed(id), set: setBy }
}

function breachView({ acknowledgedBy: by, acknowledgedAt: at, note, ...breach }: RiskBreach): BreachView {
  return { ...breach, acknowledged: by && at ? { by, at, note: note ?? '' } : null }
}

/** Says that a running breach is known and what is done about it. BREACH_OVER when it is over. */
export async function acknowledgeRisk(id: string, text: string): Promise<void> {
  const { session } = await requireAdmin()
  const note = text.trim()
  if (note === '') throw new AppError('REASON_REQUIRED')
  const actor = session.address.toLowerCase() as Address
  await database().transaction(async (tx) => {
    const now = new Date()
    const isOpen = await acknowledgeBreach(tx, id, { acknowledgedBy: actor, acknowledgedAt: now, note })
    if (!isOpen) throw new AppError('BREACH_OVER')
    await appendAudit(tx, { actor, action: 'risk.acknowledge', detail: { breach: id, note } }, now)
  })
}

type NewThreshold = { id: ThresholdId; value: string; reason: string }

/** Moves a threshold within its bounds, with a reason. The newest reading is judged by it at once. */
export async function moveThreshold({ id, value: text, reason: said }: NewThreshold): Promise<void> {
  const { session } = await requireRole(...THRESHOLD_ROLES)
  const reason = said.trim()
  if (reason === '') throw new AppError('REASON_REQUIRED')
  const read = readThreshold(id, text)
  if ('problem' in read) throw refusalOf(id, read)
  const actor = session.address.toLowerCase() as Address
  const { value } = read
  await database().transaction(async (tx) => {
    const now = new Date()
    const before = await saveThreshold(tx, { id, value, reason, changedAt: now, changedBy: actor })
    if (isRiskId(id)) {
      const reading = (await latestReadings(tx)).find(({ indicator }) => indicator === id)
      if (reading) await judgeAgain(tx, reading, value)
    }
    const detail = { threshold: id, before, after: value, unit: THRESHOLDS[id].unit, reason }
    await appendAudit(tx, { actor, action: 'threshold.set', detail }, now)
  })
}

function refusalOf(id: ThresholdId, read: ThresholdProblem): AppError {
  const { least, most } = THRESHOLDS[id]
  switch (read.problem) {
    case 'fixed':
      return new AppError('THRESHOLD_FIXED')
    case 'outside':
      return new AppError('THRESHOLD_OUTSIDE', { least, most })
    case 'too_fine':
      return new AppError('THRESHOLD_NUMBER', { decimals: read.decimals })
    case 'malformed':
      return new AppError('THRESHOLD_NUMBER')
  }
}
