import { z } from 'zod'
import type { Db } from '../db/connect'
import { chargedOnDay } from '../db/metering-key-rows'
import { greater } from '../domain/money'
import { AppError } from '../errors/app-error'
import { endOf, findKey } from './keys'
import { RateLimit } from './rate'
import { authorise, noteUse, type SignedRequest } from './signed-request'

/** Asked once a request of a user: 200 at once, 100 a second after that, for each key of a gateway. */
const ASKED = new RateLimit(200, 10)
const body = z.object({ key: z.string().max(128) })

/** micro-USD as decimal strings, of the UTC day at hand; null without a budget. */
export type Introspection =
  | { active: false }
  | {
      active: true
      prefix: string
      address: string
      scopes: string[]
      budgetUsd: string | null
      budgetLeftUsd: string | null
    }

/** An API key of a user, asked by a gateway with a key of scope `introspect`. Nothing is said of a key that does not work. */
export async function introspect(db: Db, request: SignedRequest, now: Date): Promise<Introspection> {
  const { keyPrefix } = await authorise(db, request, 'introspect', now)
  const seconds = ASKED.take(keyPrefix, now.getTime())
  if (seconds > 0) throw new AppError('RATE_LIMITED', { seconds })
  const { key } = body.parse(parsed(request.body))
  const found = await findKey(db, key)
  if (!found?.owner || endOf(found, now)) return { active: false }
  await noteUse(db, found, now)
  const { prefix, owner, scopes, budgetUsd } = found
  const charged = budgetUsd === null ? 0n : await chargedOnDay(db, prefix, now.toISOString().slice(0, 10))
  const left = budgetUsd === null ? null : greater(budgetUsd - (charged + 999n) / 1_000n, 0n)
  const budget = { budgetUsd: budgetUsd?.toString() ?? null, budgetLeftUsd: left?.toString() ?? null }
  return { active: true, prefix, address: owner, scopes, ...budget }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new AppError('BAD_BODY', {}, { cause })
  }
}
