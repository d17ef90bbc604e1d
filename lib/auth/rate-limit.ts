import { createHmac } from 'node:crypto'
import type { Db } from '../db/connect'
import { type Bucket, takeToken } from '../db/rate-rows'
import { visitorOf } from '../domain/visitor'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'

const [SECOND, MINUTE] = [1_000, 60_000]

/** By visitor before anything is looked at, by account once it is known that it is the one who asks: nobody uses up another's. */
const BUCKETS = {
  nonce: { burst: 20, eachMs: 3 * SECOND },
  'sign-in': { burst: 20, eachMs: 3 * SECOND },
  registration: { burst: 20, eachMs: 10 * SECOND },
  'registration of': { burst: 10, eachMs: 5 * MINUTE },
  dispute: { burst: 20, eachMs: 10 * SECOND },
  'dispute of': { burst: 10, eachMs: 10 * MINUTE },
  'members of': { burst: 40, eachMs: 10 * SECOND },
  'consent of': { burst: 5, eachMs: MINUTE },
  'close of': { burst: 40, eachMs: 10 * SECOND },
  'export of': { burst: 20, eachMs: 30 * SECOND },
  'plan request of': { burst: 5, eachMs: 60 * MINUTE },
} as const satisfies Record<string, Bucket>

/** Addresses of visitors are no business of the database's. */
const hashOf = (text: string): string => createHmac('sha256', env.KEY_PEPPER).update(text).digest('hex').slice(0, 32)

/** Counts one act of `who`, in all replicas together. Throws RATE_LIMITED with the seconds to wait. */
export async function limit(db: Db, what: keyof typeof BUCKETS, who: string): Promise<void> {
  const seconds = await takeToken(db, `${what} ${hashOf(`${what} ${who.toLowerCase()}`)}`, BUCKETS[what])
  if (seconds > 0) throw new AppError('RATE_LIMITED', { seconds })
}

/** The same for whoever sent a request. */
export const limitVisitor = (db: Db, what: keyof typeof BUCKETS, headers: Headers): Promise<void> =>
  limit(db, what, visitorOf(headers.get('x-forwarded-for'), env.TRUSTED_PROXIES))

/**
 * The answer to a sign-in of a visitor who tries too often, in the shape next-auth's own refusals have; null to go on. Each try may cost a
 * call of a contract wallet.
 */
export async function refuseSignIn(db: Db, headers: Headers): Promise<Response | null> {
  try {
    await limitVisitor(db, 'sign-in', headers)
    return null
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'RATE_LIMITED') throw error
    const { seconds } = error.values
    const url = `${new URL(env.NEXTAUTH_URL).origin}/?error=${error.code}.${seconds}`
    const wait = { 'retry-after': String(seconds), 'cache-control': 'no-store' }
    return Response.json({ url }, { status: 429, headers: wait })
  }
}
