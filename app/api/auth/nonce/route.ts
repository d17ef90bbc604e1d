import { cookies } from 'next/headers'
import { cookieOptions, nonceCookie } from '@/lib/auth/cookies'
import { database } from '@/lib/auth/database'
import { issueNonce, NONCE_LIFE } from '@/lib/auth/nonce'
import { limitVisitor } from '@/lib/auth/rate-limit'
import { env } from '@/lib/env/env'
import { toAppError } from '@/lib/errors/say'
import { countFailure } from '@/lib/metering/refusals'

export const dynamic = 'force-dynamic'

/** `{nonce, issuedAt, expirationTime, domain, uri, chainId}`: all that the message needs from us, so that no clock but ours counts. */
export async function GET(request: Request): Promise<Response> {
  try {
    await limitVisitor(database(), 'nonce', request.headers)
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
    countFailure(database(), new Date(), error)
    const { status, code, say, values } = toAppError(error)
    const seconds = status === 429 ? String(values.seconds ?? 1) : null
    const wait: Record<string, string> = seconds ? { 'retry-after': seconds } : {}
    return Response.json(
      { code: seconds ? `${code}.${seconds}` : code, say },
      { status, headers: { 'cache-control': 'no-store', ...wait } },
    )
  }
}
