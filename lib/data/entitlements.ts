import 'server-only'
import type { Address } from 'viem'
import { database } from '../auth/database'
import { currentSession } from '../auth/session'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { marketTime } from '../metering/clock'
import { readEntitlement } from '../metering/entitlement'
import { RateLimit } from '../metering/rate'
import { identify } from '../metering/signed-request'

/** Asked before each request that is served: 200 at once, 100 a second after that, for each key or owner. */
const ASKED = new RateLimit(200, 10)

/** What an address may use, as JSON: amounts as decimal strings. For a gateway with a key of scope `entitlements`, or the owner's session. */
export async function getEntitlement(address: Address, headers: Headers) {
  const db = database()
  const now = new Date()
  const who = headers.has('authorization')
    ? (await identify(db, headers, 'entitlements', now)).keyPrefix
    : await ownerOf(address)
  const seconds = ASKED.take(who, now.getTime())
  if (seconds > 0) throw new AppError('RATE_LIMITED', { seconds })
  const at = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) }
  const entitlement = await readEntitlement({ db, at, now: await marketTime(db, env.CHAIN_ID) }, address)
  return Object.fromEntries(
    Object.entries(entitlement).map(([name, value]) => [name, typeof value === 'bigint' ? value.toString() : value]),
  )
}

async function ownerOf(address: Address): Promise<string> {
  const session = await currentSession()
  if (session?.address.toLowerCase() !== address.toLowerCase()) throw new AppError('ENTITLEMENT_FORBIDDEN')
  return session.address
}
