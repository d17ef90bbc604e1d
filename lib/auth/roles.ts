import 'server-only'
import type { RoleName } from '../domain/roles'
import { AppError } from '../errors/app-error'
import { type HeldRole, rolesOf } from './held-roles'
import { requireSession, requireSessionOf } from './session'
import type { Session } from './session-store'

export { rolesOf }

type Wanted = [RoleName, ...RoleName[]]
export type Authorised = { session: Session; roles: readonly HeldRole[] }

/** The signed-in account, which holds at least one of `wanted` at this moment. First line of every guarded function. */
export async function requireRole(...wanted: Wanted): Promise<Authorised> {
  return authorised(await requireSession(), wanted)
}

/** The same by the headers of a request. */
export async function requireRoleOf(headers: Headers, ...wanted: Wanted): Promise<Authorised> {
  return authorised(await requireSessionOf(headers), wanted)
}

async function authorised(session: Session, wanted: Wanted): Promise<Authorised> {
  const roles = await rolesOf(session.address)
  if (!roles.some(({ name }) => wanted.includes(name))) throw new AppError('FORBIDDEN', { role: wanted.join(' or ') })
  return { session, roles }
}
