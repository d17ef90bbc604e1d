import type { Db } from '../db/connect'
import { type FoundKey, setLastUsed } from '../db/metering-key-rows'
import { AppError } from '../errors/app-error'
import { endOf, findKey, type GatewayScope } from './keys'
import { countFailure } from './refusals'
import { isSignedBy, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signature'

/** Either way. */
const WINDOW_SECONDS = 300
/** `last_used_at` is for people: a minute is fine enough. */
const LAST_USED_MS = 60_000

type HeaderBag = { get: (name: string) => string | null }
export type SignedRequest = { headers: HeaderBag; body: Uint8Array }
export type Caller = { gateway: string; keyPrefix: string }

/**
 * The gateway that signed a request within five minutes, with a key of `scope`. Throws SIGNATURE_MISSING, _OLD, _FUTURE, _WRONG,
 * KEY_MISSING, _UNKNOWN, _REVOKED, _EXPIRED (401) or KEY_SCOPE (403), each counted.
 */
export function authorise(db: Db, request: SignedRequest, scope: GatewayScope, now: Date): Promise<Caller> {
  return counted(db, now, async () => {
    const key = bearerOf(request.headers)
    await checkSignature(key, request, now)
    return callerOf(db, key, scope, now)
  })
}

/** The same for a read without a body: the key alone. */
export function identify(db: Db, headers: HeaderBag, scope: GatewayScope, now: Date): Promise<Caller> {
  return counted(db, now, async () => callerOf(db, bearerOf(headers), scope, now))
}

async function counted<T>(db: Db, now: Date, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    countFailure(db, now, error)
    throw error
  }
}

function bearerOf(headers: HeaderBag): string {
  const [, key] = /^Bearer (\S{1,128})$/.exec(headers.get('authorization') ?? '') ?? []
  if (!key) throw new AppError('KEY_MISSING')
  return key
}

/** Before the key is looked up: a request that nobody signed costs no query. */
async function checkSignature(key: string, { headers, body }: SignedRequest, now: Date): Promise<void> {
  const [timestamp, signature] = [headers.get(TIMESTAMP_HEADER), headers.get(SIGNATURE_HEADER)]
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) throw new AppError('SIGNATURE_MISSING')
  const age = Math.floor(now.getTime() / 1_000) - Number(timestamp)
  if (age > WINDOW_SECONDS) throw new AppError('SIGNATURE_OLD')
  if (age < -WINDOW_SECONDS) throw new AppError('SIGNATURE_FUTURE')
  if (!(await isSignedBy(key, timestamp, body, signature))) throw new AppError('SIGNATURE_WRONG')
}

async function callerOf(db: Db, key: string, scope: GatewayScope, now: Date): Promise<Caller> {
  const found = await findKey(db, key)
  if (!found?.gateway) throw new AppError('KEY_UNKNOWN')
  const end = endOf(found, now)
  if (end) throw new AppError(end)
  if (!found.scopes.includes(scope)) throw new AppError('KEY_SCOPE', { scope })
  await noteUse(db, found, now)
  return { gateway: found.gateway, keyPrefix: found.prefix }
}

/** At most one write a minute and key. */
export async function noteUse(db: Db, { prefix, lastUsedAt }: FoundKey, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < LAST_USED_MS) return
  await setLastUsed(db, prefix, now)
}
