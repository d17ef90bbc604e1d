import 'server-only'
import { cache } from 'react'
import type { Address } from 'viem'
import { type AuditorRow, findOpenAudit } from '../db/auditor-rows'
import { lastAuditDay } from '../domain/audit-access'
import type { RoleName } from '../domain/roles'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { database } from './database'
import { type HeldRole, rolesOf } from './held-roles'
import { requireSession, requireSessionOf } from './session'
import type { Session } from './session-store'

export { rolesOf }

type Wanted = [RoleName, ...RoleName[]]
export type Authorised = { session: Session; roles: readonly HeldRole[] }
/** `audit`: who reads holds none of the wanted roles, and reads as an auditor. */
export type Reading = Authorised & { audit: AuditorRow | null }

/** The signed-in account, which holds at least one of `wanted` at this moment. First line of every guarded act. */
export async function requireRole(...wanted: Wanted): Promise<Authorised> {
  return authorised(await requireSession(), wanted)
}

/** The same by the headers of a request. */
export async function requireRoleOf(headers: Headers, ...wanted: Wanted): Promise<Authorised> {
  return authorised(await requireSessionOf(headers), wanted)
}

/** The signed-in account, which holds one of `wanted` or reads as an auditor at this moment. First line of every guarded read. */
export async function requireReader(...wanted: Wanted): Promise<Reading> {
  return reading(await requireSession(), wanted)
}

/** The same for a page that has a word for everybody else too: null instead of a refusal. */
export async function findReader(...wanted: Wanted): Promise<Reading | null> {
  try {
    return await requireReader(...wanted)
  } catch (error) {
    if (error instanceof AppError && REFUSALS.has(error.code)) return null
    throw error
  }
}

/** The same by the headers of a request. */
export async function requireReaderOf(headers: Headers, ...wanted: Wanted): Promise<Reading> {
  return reading(await requireSessionOf(headers), wanted)
}

/** The access with which an account reads the console at this moment, from the database alone; asked once per request. */
export const auditOf = cache(
  (address: Address): Promise<AuditorRow | null> =>
    findOpenAudit(database(), env.CHAIN_ID, address.toLowerCase() as Address, new Date()),
)

const REFUSALS: ReadonlySet<string> = new Set(['SIGNED_OUT', 'SESSION_EXPIRED', 'FORBIDDEN'])

const holdsOne = (roles: readonly HeldRole[], wanted: Wanted) => roles.some(({ name }) => wanted.includes(name))

async function authorised(session: Session, wanted: Wanted): Promise<Authorised> {
  const roles = await rolesOf(session.address)
  if (holdsOne(roles, wanted)) return { session, roles }
  const role = wanted.join(' or ')
  const audit = await auditOf(session.address)
  throw audit
    ? new AppError('AUDITOR_READS_ONLY', { day: lastAuditDay(audit.until), role })
    : new AppError('FORBIDDEN', { role })
}

async function reading(session: Session, wanted: Wanted): Promise<Reading> {
  const roles = await rolesOf(session.address)
  if (holdsOne(roles, wanted)) return { session, roles, audit: null }
  const audit = await auditOf(session.address)
  if (!audit) throw new AppError('FORBIDDEN', { role: wanted.join(' or ') })
  return { session, roles, audit }
}
