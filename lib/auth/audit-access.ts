import { randomUUID } from 'node:crypto'
import { appendAudit } from '../db/audit-rows'
import { type AuditorRow, endAuditor, findOpenAudit, insertAuditor, lockAuditor } from '../db/auditor-rows'
import type { Queryable } from '../db/connect'
import { AUDIT_MOST_DAYS, auditEnd, lastAuditDay, latestAuditDay, untilProblem } from '../domain/audit-access'
import { AppError } from '../errors/app-error'

type Hex = `0x${string}`

export type AuditWish = {
  chainId: number
  account: Hex
  name: string
  reason: string
  /** The last day on which he reads, `YYYY-MM-DD` in UTC. */
  lastDay: string
  by: Hex
  /** What the account holds in the console now: an auditor holds nothing. */
  roles: readonly string[]
}

/**
 * Lets an account read the console until the end of a day. AUDITOR_HOLDS_ROLE, AUDIT_DAY_PAST, AUDIT_DAY_LATE, AUDITOR_THERE, BAD_INPUT.
 */
export async function grantAudit(db: Queryable, wish: AuditWish, now: Date): Promise<AuditorRow> {
  const { chainId, account, name, reason, lastDay, by, roles } = wish
  if (roles.length > 0) throw new AppError('AUDITOR_HOLDS_ROLE', { account, roles: roles.join(', ') })
  const problem = untilProblem(lastDay, now)
  const until = auditEnd(lastDay)
  if (problem === 'past') throw new AppError('AUDIT_DAY_PAST', { day: lastDay })
  if (problem === 'too-late')
    throw new AppError('AUDIT_DAY_LATE', { most: AUDIT_MOST_DAYS, latest: latestAuditDay(now) })
  if (!until) throw new AppError('BAD_INPUT', { field: 'lastDay' })
  return db.transaction(async (tx) => {
    await lockAuditor(tx, chainId, account)
    const open = await findOpenAudit(tx, chainId, account, now)
    if (open) throw new AppError('AUDITOR_THERE', { account, day: lastAuditDay(open.until) })
    const row: AuditorRow = {
      ...{ chainId, id: randomUUID(), account, name, reason },
      ...{ grantedBy: by, grantedAt: now, until },
      ...{ endedAt: null, endedBy: null, endReason: null },
    }
    await insertAuditor(tx, row)
    const detail = { id: row.id, account, name, reason, until: until.toISOString() }
    await appendAudit(tx, { actor: by, action: 'auditor access granted', detail }, now)
    return row
  })
}

export type AuditEnd = { chainId: number; id: string; by: Hex; reason: string }

/** Ends an access before its day: at the next request nothing is read any more. AUDIT_NOT_OPEN. */
export function endAudit(db: Queryable, { chainId, id, by, reason }: AuditEnd, now: Date): Promise<void> {
  return db.transaction(async (tx) => {
    const row = await endAuditor(tx, chainId, id, { endedAt: now, endedBy: by, endReason: reason })
    if (!row) throw new AppError('AUDIT_NOT_OPEN')
    const detail = { id, account: row.account, name: row.name, reason, until: row.until.toISOString() }
    await appendAudit(tx, { actor: by, action: 'auditor access ended', detail }, now)
  })
}
