import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { cache } from 'react'
import type { Address } from 'viem'
import { rolesOf } from '../auth/held-roles'
import { currentSession } from '../auth/session'
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
