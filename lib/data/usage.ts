import 'server-only'
import { database } from '../auth/database'
import { env } from '../env/env'
import { marketTime } from '../metering/clock'
import { type ReceiptAnswer, receiveUsage } from '../metering/receive'
import type { SignedRequest } from '../metering/signed-request'
import { MAX_BODY_BYTES } from '../metering/usage-body'
import { UsageWriter } from '../metering/writer'

export const USAGE_BODY_BYTES = MAX_BODY_BYTES

/** On `globalThis`: a reloaded module of the development server must not write beside another. */
const shared: typeof globalThis & { cxptWriter?: UsageWriter } = globalThis

/** The batch of a gateway, which signs it with a key of scope `usage`. One answer for each receipt. */
export async function postUsage(request: SignedRequest): Promise<{ results: ReceiptAnswer[] }> {
  const db = database()
  shared.cxptWriter ??= new UsageWriter(db, env.CHAIN_ID)
  const at = await marketTime(db, env.CHAIN_ID)
  return { results: await receiveUsage({ db, writer: shared.cxptWriter }, request, new Date(), at) }
}
