import 'server-only'
import { cache } from 'react'
import { type Address, getAddress } from 'viem'
import { endAudit, grantAudit } from '../auth/audit-access'
import { database } from '../auth/database'
import { requireRole, rolesOf } from '../auth/roles'
import { type AuditorRow, listAuditors } from '../db/auditor-rows'
import { type AuditState, auditState, lastAuditDay, latestAuditDay } from '../domain/audit-access'
import { env } from '../env/env'
import { requireAdminReader } from './admin'

/** More than were ever granted is years of quarters. */
const MOST_SHOWN = 200

export type AuditorView = {
  id: string
  address: Address
  name: string
  reason: string
  grantedBy: Address
  grantedAt: Date
  lastDay: string
  state: AuditState
  end: { at: Date; by: Address; reason: string } | null
}

export type Auditors = { canGrant: boolean; today: string; latest: string; auditors: AuditorView[] }

const lower = (address: string) => address.toLowerCase() as Address

const viewOf = (row: AuditorRow, now: Date): AuditorView => ({
  id: row.id,
  address: getAddress(row.account),
  name: row.name,
  reason: row.reason,
  grantedBy: getAddress(row.grantedBy),
  grantedAt: row.grantedAt,
  lastDay: lastAuditDay(row.until),
  state: auditState(row, now),
  end:
    row.endedAt && row.endedBy ? { at: row.endedAt, by: getAddress(row.endedBy), reason: row.endReason ?? '' } : null,
})

/** Who reads and who read the console as an auditor. Dates are of the console's clock, as sessions are. */
export const getAuditors = cache(async (): Promise<Auditors> => {
  const { roles } = await requireAdminReader()
  const now = new Date()
  const rows = await listAuditors(database(), env.CHAIN_ID, MOST_SHOWN)
  return {
    canGrant: roles.some(({ name }) => name === 'ADMIN'),
    today: now.toISOString().slice(0, 10),
    latest: latestAuditDay(now),
    auditors: rows.map((row) => viewOf(row, now)),
  }
})

export type AuditorWish = { address: Address; name: string; reason: string; lastDay: string }

/** ADMIN lets an address read. FORBIDDEN, AUDITOR_HOLDS_ROLE, AUDIT_DAY_PAST, AUDIT_DAY_LATE, AUDITOR_THERE. */
export async function grantAuditAccess({ address, ...wish }: AuditorWish): Promise<void> {
  const { session } = await requireRole('ADMIN')
  const roles = (await rolesOf(address)).map(({ name }) => name)
  const at = { chainId: env.CHAIN_ID, account: lower(address), by: lower(session.address) }
  await grantAudit(database(), { ...wish, ...at, roles }, new Date())
}

/** ADMIN ends an access before its day. FORBIDDEN, AUDIT_NOT_OPEN. */
export async function endAuditAccess(id: string, reason: string): Promise<void> {
  const { session } = await requireRole('ADMIN')
  await endAudit(database(), { chainId: env.CHAIN_ID, id, by: lower(session.address), reason }, new Date())
}
