import 'server-only'
import { database } from '../auth/database'
import { env } from '../env/env'
import { marketTime } from '../metering/clock'
import { type Introspection, introspect } from '../metering/introspect'
import type { SignedRequest } from '../metering/signed-request'

/** A key and a few words. */
export const INTROSPECT_BODY_BYTES = 4_000

/** What an API key of a user may do now, for a gateway that signs with a key of scope `introspect`. */
export async function introspectKey(request: SignedRequest): Promise<Introspection> {
  const db = database()
  return introspect(db, request, new Date(), await marketTime(db, env.CHAIN_ID))
}
