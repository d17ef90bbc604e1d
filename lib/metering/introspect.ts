import { z } from 'zod'
import type { Db } from '../db/connect'
import { chargedOnDay } from '../db/metering-key-rows'
import { greater } from '../domain/money'
import { AppError } from '../errors/app-error'
import { render } from '../errors/render'
import { ERRORS, type ErrorCode } from '../errors/table'
import { endOf, findKey } from './keys'
import { readKeyRoom } from './member-use'
import { RateLimit } from './rate'
import { authorise, noteUse, type SignedRequest } from './signed-request'

/** Asked once a request of a user: 200 at once, 100 a second after that, for each key of a gateway. */
const ASKED = new RateLimit(200, 10)
const body = z.object({ key: z.string().max(128) })

/**
 * micro-USD as decimal strings, of the UTC day at hand; null without a budget. `chargeLeftNano` (nano-USD) and `tokensLeft` are of the
 * month, what member and key have left together; null without a limit. A key over its limit does not work, and it is said why.
 */
export type Introspection =
  | { active: false }
  | { active: false; prefix: string; code: ErrorCode; say: string; resetsAt: string }
  | {
      active: true
      prefix: string
      address: string
      scopes: string[]
      budgetUsd: string | null
      budgetLeftUsd: string | null
      member: string | null
      chargeLeftNano: string | null
      tokensLeft: string | null
    }

/**
 * An API key of a user, asked by a gateway with a key of scope `introspect`. Nothing is said of a key that was ended or never was. `now`
 * is this machine's, for keys and signatures; days and months are of `marketNow`, like the receipts'.
 */
export async function introspect(
  db: Db,
  request: SignedRequest,
  now: Date,
  marketNow: Date = now,
): Promise<Introspection> {
  const { keyPrefix } = await authorise(db, request, 'introspect', now)
  const seconds = ASKED.take(keyPrefix, now.getTime())
  if (seconds > 0) throw new AppError('RATE_LIMITED', { seconds })
  const { key } = body.parse(parsed(request.body))
  const found = await findKey(db, key)
  if (!found?.owner || endOf(found, now)) return { active: false }
  await noteUse(db, found, now)
  const { prefix, owner, scopes, budgetUsd, member } = found
  const room = await readKeyRoom(db, found, marketNow)
  if (room?.code) {
    const { code, resetsAt } = room
    return {
      active: false,
      prefix,
      code,
      say: render(ERRORS[code].say, { resetsAt }),
      resetsAt: resetsAt.toISOString(),
    }
  }
  const charged = budgetUsd === null ? 0n : await chargedOnDay(db, prefix, marketNow.toISOString().slice(0, 10))
  const budgetLeft = budgetUsd === null ? null : greater(budgetUsd - (charged + 999n) / 1_000n, 0n)
  const budget = { budgetUsd: budgetUsd?.toString() ?? null, budgetLeftUsd: budgetLeft?.toString() ?? null }
  const left = {
    chargeLeftNano: room?.left.chargeNano?.toString() ?? null,
    tokensLeft: room?.left.tokens?.toString() ?? null,
  }
  return { active: true, prefix, address: owner, scopes, ...budget, member, ...left }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new AppError('BAD_BODY', {}, { cause })
  }
}
