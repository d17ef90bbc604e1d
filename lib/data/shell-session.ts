import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { cache } from 'react'
import type { Address } from 'viem'
import { auditOf, rolesOf } from '../auth/roles'
import { currentSession } from '../auth/session'
import { lastAuditDay } from '../domain/audit-access'
import type { RoleName } from '../domain/roles'

export type ShellSession = {
  address: Address
  /** ISO 8601. */
  expires: string
}

/** Whose page it is, for its frame; null when nobody's, or when the database does not say. It opens nothing. */
export const shellSession = cache(async (): Promise<ShellSession | null> => {
  try {
    const session = await currentSession()
    return session && { address: session.address, expires: session.endsAt.toISOString() }
  } catch (error) {
    unstable_rethrow(error)
    return null
  }
})

/** The roles the signed-in account holds, for what the frame offers; none when the chain does not say. Pages check again. */
export const shellRoles = cache(async (): Promise<readonly RoleName[]> => {
  const session = await shellSession()
  if (!session) return []
  return rolesOf(session.address).then(
    (held) => held.map(({ name }) => name),
    () => [],
  )
})

/** The last day on which the signed-in account reads as an auditor; null when it does not, and when the database does not say. */
export const shellAuditDay = cache(async (): Promise<string | null> => {
  const session = await shellSession()
  if (!session) return null
  return auditOf(session.address).then(
    (audit) => audit && lastAuditDay(audit.until),
    () => null,
  )
})
