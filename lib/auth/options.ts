import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import pino from 'pino'
import type { Address } from 'viem'
import { publicClient } from '../chain/clients'
import { appendAudit } from '../db/audit-rows'
import { env } from '../env/env'
import { toAppError } from '../errors/say'
import { authCookies, cookieIn, nonceCookie, sessionCookie } from './cookies'
import { database } from './database'
import { isOfConsole, rolesOf } from './held-roles'
import { idOf } from './session'
import { closeSession, openSession, readSession, USER_IDLE } from './session-store'
import { verifySignIn } from './siwe'

const log = pino({ name: 'sign-in' })

/** Made per request, so that a build needs no environment. */
export function authOptions(): NextAuthOptions {
  const origin = env.NEXTAUTH_URL
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: USER_IDLE / 1_000 },
    cookies: authCookies(origin),
    useSecureCookies: origin.startsWith('https:'),
    // Its own pages load styles of their own; every way there leads home.
    pages: { signIn: '/', signOut: '/', error: '/' },
    providers: [siweProvider(origin)],
    callbacks: {
      // `user` only at sign-in. The token holds the id of a session and nothing else.
      jwt: ({ token, user }) => (user ? { sid: user.sid } : { sid: token.sid }),
      async session({ session, token }) {
        const { sid } = token
        const open = sid ? await readSession(database(), sid, reading()) : null
        // Thrown, next-auth answers with no session and drops the cookie.
        if (!open) throw new Error('the session has ended')
        return { expires: session.expires, address: open.address }
      },
    },
    events: {
      async signOut({ token }) {
        if (token?.sid) await closeSession(database(), token.sid, new Date())
      },
    },
    // An ended session is no error; what is one, the provider has logged.
    logger: { error() {}, warn() {}, debug() {} },
  }
}

function siweProvider(origin: string) {
  return CredentialsProvider({
    id: 'siwe',
    name: 'Ethereum',
    credentials: { message: { type: 'text' }, signature: { type: 'text' } },
    async authorize(credentials, request) {
      const cookie = cookieOf(request.headers, nonceCookie(origin)) ?? ''
      try {
        const message = String(credentials?.message ?? '')
        const signature = String(credentials?.signature ?? '')
        const context = { db: database(), client: publicClient(), origin, chainId: env.CHAIN_ID, now: new Date() }
        const address = await verifySignIn({ message, signature, cookie }, context)
        await endPrevious(cookieOf(request.headers, sessionCookie(origin)))
        const sid = await openSession(database(), address, env.CHAIN_ID, new Date())
        await recordSignIn(address)
        return { id: address, sid }
      } catch (error) {
        const { code, cause } = toAppError(error)
        if (code === 'UNEXPECTED') log.error({ msg: 'sign-in failed', error: cause })
        else log.info({ msg: 'sign-in refused' })
        // next-auth hands the message to the page: the code of the table, from which the page makes its sentence.
        throw new Error(code)
      }
    },
  })
}

/** Of those who hold a role or audit: what users do is nobody's record. A chain that does not answer keeps nobody out of his account. */
async function recordSignIn(address: Address): Promise<void> {
  const roles = await rolesOf(address).catch(() => [])
  if (roles.length === 0 && !(await isOfConsole(address).catch(() => false))) return
  const detail = { roles: roles.map(({ name }) => name).join(', ') || 'auditor' }
  await appendAudit(database(), { actor: address.toLowerCase(), action: 'signed in', detail })
}

const reading = () => ({ chainId: env.CHAIN_ID, now: new Date(), isConsole: isOfConsole })

/** A new sign-in replaces the session this browser had. */
async function endPrevious(token: string | null): Promise<void> {
  const id = token ? await idOf(token) : null
  if (id) await closeSession(database(), id, new Date())
}

const cookieOf = (headers: Record<string, unknown> | undefined, name: string): string | null =>
  cookieIn(String(headers?.cookie ?? ''), name)
