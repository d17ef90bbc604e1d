import 'server-only'
import type { Address } from 'viem'
import { database } from '../auth/database'
import { currentSession } from '../auth/session'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import type { Queryable } from '../db/connect'
import { findKeyOf } from '../db/metering-key-rows'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { marketTime } from '../metering/clock'
import { readEntitlement } from '../metering/entitlement'
import { endOf } from '../metering/keys'
import { readKeyRoom } from '../metering/member-use'
import { RateLimit } from '../metering/rate'
import { identify } from '../metering/signed-request'

/** Asked before each request that is served: 200 at once, 100 a second after that, for each key or owner. */
const ASKED = new RateLimit(200, 10)

/**
 * What an address may use, as JSON: amounts as decimal strings. For a gateway with a key of scope `entitlements`, or the owner's session.
 * `apiKey`: the prefix of a key of the address, to hear what its member may still use this month; API_KEY_WRONG for anybody else's.
 */
export async function getEntitlement(address: Address, headers: Headers, apiKey: string | null) {
  const db = database()
  const now = new Date()
  const who = headers.has('authorization')
    ? (await identify(db, headers, 'entitlements', now)).keyPrefix
    : await ownerOf(address)
  const seconds = ASKED.take(who, now.getTime())
  if (seconds > 0) throw new AppError('RATE_LIMITED', { seconds })
  const at = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) }
  const marketNow = await marketTime(db, env.CHAIN_ID)
  const key = apiKey === null ? null : await keyRoomOf(db, address, apiKey, { now, marketNow })
  const entitlement = await readEntitlement({ db, at, now: marketNow }, address)
  const fields = Object.entries(entitlement).map(([name, value]) => [
    name,
    typeof value === 'bigint' ? value.toString() : value,
  ])
  return { ...Object.fromEntries(fields), key }
}

/** Null for a key that has no limit of a month. */
async function keyRoomOf(db: Queryable, address: Address, prefix: string, at: { now: Date; marketNow: Date }) {
  const key = await findKeyOf(db, prefix, { owner: address })
  if (!key || endOf({ ...key, gatewayRevokedAt: null }, at.now)) throw new AppError('API_KEY_WRONG')
  const room = await readKeyRoom(db, key, at.marketNow)
  return (
    room && {
      code: room.code,
      chargeLeftNano: room.left.chargeNano?.toString() ?? null,
      tokensLeft: room.left.tokens?.toString() ?? null,
      resetsAt: room.resetsAt.toISOString(),
    }
  )
}

async function ownerOf(address: Address): Promise<string> {
  const session = await currentSession()
  if (session?.address.toLowerCase() !== address.toLowerCase()) throw new AppError('ENTITLEMENT_FORBIDDEN')
  return session.address
}
