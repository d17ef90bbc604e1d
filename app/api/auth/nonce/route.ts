import { cookies } from 'next/headers'
import { cookieOptions, nonceCookie } from '@/lib/auth/cookies'
import { database } from '@/lib/auth/database'
import { issueNonce, NONCE_LIFE } from '@/lib/auth/nonce'
import { allowNonce } from '@/lib/auth/rate-limit'
import { env } from '@/lib/env/env'
import { AppError } from '@/lib/errors/app-error'
import { sayError } from '@/lib/errors/say'

export const dynamic = 'force-dynamic'

/** `{nonce, issuedAt, expirationTime, domain, uri, chainId}`: all that the message needs from us, so that no clock but ours counts. */
export async function GET(request: Request): Promise<Response> {
  try {
    const wait = allowNonce(request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'direct')
    if (wait > 0) throw new AppError('RATE_LIMITED', { seconds: wait })
    const { nonce, cookie, issuedAt, expiresAt } = await issueNonce(database(), new Date())
    const origin = env.NEXTAUTH_URL
    const jar = await cookies()
    jar.set(nonceCookie(origin), cookie, { ...cookieOptions(origin), maxAge: NONCE_LIFE / 1_000 })
    const answer = {
      nonce,
      issuedAt: issuedAt.toISOString(),
      expirationTime: expiresAt.toISOString(),
      domain: new URL(origin).host,
      uri: new URL(origin).origin,
      chainId: env.CHAIN_ID,
    }
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    const { status, code, say } = sayError(error)
    return Response.json({ code, say }, { status, headers: { 'cache-control': 'no-store' } })
  }
}
