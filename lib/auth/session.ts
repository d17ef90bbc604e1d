import 'server-only'
import { cookies } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { cookieIn, sessionCookie } from './cookies'
import { database } from './database'
import { isOfConsole } from './held-roles'
import { closeAllSessions, readSession, type Session } from './session-store'

/** The signed-in account, or null. Read once per request. Roles are not in it: ask `requireRole`. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const id = await sessionId()
  return id ? open(id) : null
})

const open = (id: string): Promise<Session | null> =>
  readSession(database(), id, { chainId: env.CHAIN_ID, now: new Date(), isConsole: isOfConsole })

export async function requireSession(): Promise<Session> {
  const session = await currentSession()
  if (session) return session
  throw new AppError((await sessionId()) ? 'SESSION_EXPIRED' : 'SIGNED_OUT')
}

/** The same by the headers of a request: for routes that change something, which another site must not send for its visitor. */
export async function requireSessionOf(headers: Headers): Promise<Session> {
  const origin = headers.get('origin')
  if (origin !== null && origin !== new URL(env.NEXTAUTH_URL).origin) throw new AppError('WRONG_ORIGIN')
  const token = cookieIn(headers.get('cookie'), sessionCookie(env.NEXTAUTH_URL))
  const id = token ? await idOf(token) : null
  const session = id ? await open(id) : null
  if (!session) throw new AppError(id ? 'SESSION_EXPIRED' : 'SIGNED_OUT')
  return session
}

/** Ends every session of the signed-in account, on every device. */
export async function signOutEverywhere(): Promise<number> {
  const { address } = await requireSession()
  return closeAllSessions(database(), address, new Date())
}

async function sessionId(): Promise<string | null> {
  const jar = await cookies()
  const token = jar.get(sessionCookie(env.NEXTAUTH_URL))?.value
  return token ? idOf(token) : null
}

/** Null for a token of another secret, an expired or a mangled one. */
export async function idOf(token: string): Promise<string | null> {
  try {
    const read = await decode({ token, secret: env.NEXTAUTH_SECRET })
    return typeof read?.sid === 'string' ? read.sid : null
  } catch {
    return null
  }
}
