import 'server-only'
import type { RoleName } from '../domain/roles'
import { AppError } from '../errors/app-error'
import { type HeldRole, rolesOf } from './held-roles'
import { requireSession } from './session'
import type { Session } from './session-store'

export { rolesOf }

export type Authorised = { session: Session; roles: readonly HeldRole[] }

/** The signed-in account, which holds at least one of `wanted` at this moment. First line of every guarded function. */
export async function requireRole(...wanted: [RoleName, ...RoleName[]]): Promise<Authorised> {
  const session = await requireSession()
  const roles = await rolesOf(session.address)
  if (!roles.some(({ name }) => wanted.includes(name))) throw new AppError('FORBIDDEN', { role: wanted.join(' or ') })
  return { session, roles }
}
