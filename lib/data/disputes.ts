import 'server-only'
import { getAddress } from 'viem'
import { z } from 'zod'
import { database } from '../auth/database'
import { limit, limitVisitor } from '../auth/rate-limit'
import { requireReaderOf, requireRoleOf } from '../auth/roles'
import { requireSessionOf } from '../auth/session'
import { type DisputeRow, listDisputesOf, listOpenDisputes } from '../db/dispute-rows'
import { env } from '../env/env'
import { decideDispute, openDispute } from '../metering/disputes'
import { parseBody } from './json-body'
import type { Posted } from './posted'

/** Bytes: a reason of 1,000 characters in any script, and the names around it. */
export const DISPUTE_BODY_BYTES = 8_000
const MOST_SHOWN = 200

/** Shown to others: no control characters, and nothing that turns the direction of text. */
const words = z
  .string('must be text')
  .trim()
  .min(1, 'must not be empty')
  .max(1_000, 'must have at most 1,000 characters')
  .regex(/^[^\p{Cc}\p{Cf}]+$/u, 'must be plain text of one line')
export const disputeBody = z.strictObject({
  gateway: z.string('must be the name of a gateway').regex(/^[a-z0-9-]{1,40}$/, 'must be the name of a gateway'),
  requestId: z.string('must be a request id').regex(/^[A-Za-z0-9._:-]{1,64}$/, 'must be a request id'),
  reason: words,
})
export const decisionBody = z.discriminatedUnion(
  'decision',
  [
    z.strictObject({
      decision: z.literal('accepted'),
      reason: words,
      amountNano: z
        .string('must be nano-USD, as a string')
        .regex(/^[1-9]\d{0,29}$/, 'must be whole nano-USD above 0, as a string')
        .transform(BigInt)
        .optional(),
    }),
    z.strictObject({ decision: z.literal('rejected'), reason: words }),
  ],
  { error: 'must be accepted or rejected' },
)

const viewOf = ({ account, openedAt, dueAt, decidedAt, decidedBy, ...row }: DisputeRow) => ({
  id: row.id,
  account: getAddress(account),
  gateway: row.gateway,
  requestId: row.requestId,
  reason: row.say,
  state: row.decision ?? 'open',
  openedAt: openedAt.toISOString(),
  dueAt: dueAt.toISOString(),
  decision: decidedAt && {
    at: decidedAt.toISOString(),
    by: decidedBy && getAddress(decidedBy),
    reason: row.reason,
    creditNote: row.creditNote,
  },
})

const lower = (address: string) => address.toLowerCase() as `0x${string}`

/** The signed-in account says that a receipt of its own is wrong. */
export async function postDispute({ headers, body }: Posted) {
  await limitVisitor(database(), 'dispute', headers)
  const { address } = await requireSessionOf(headers)
  await limit(database(), 'dispute of', address)
  const { reason, ...receipt } = parseBody(disputeBody, body)
  const asked = { ...receipt, say: reason, account: lower(address) }
  return viewOf(await openDispute(database(), env.CHAIN_ID, asked, new Date()))
}

/** Those of the signed-in account, the newest first. */
export async function getDisputes(headers: Headers) {
  const { address } = await requireSessionOf(headers)
  const rows = await listDisputesOf(database(), env.CHAIN_ID, lower(address), MOST_SHOWN)
  return { disputes: rows.map(viewOf) }
}

/** What waits for a decision, for FINANCE and auditors. */
export async function getOpenDisputes(headers: Headers) {
  await requireReaderOf(headers, 'FINANCE')
  const rows = await listOpenDisputes(database(), env.CHAIN_ID, { limit: MOST_SHOWN })
  return { disputes: rows.map(viewOf) }
}

/** FINANCE accepts, which is a credit note, or rejects. */
export async function postDecision(id: string, { headers, body }: Posted) {
  await limitVisitor(database(), 'dispute', headers)
  const { session } = await requireRoleOf(headers, 'FINANCE')
  const made = { ...parseBody(decisionBody, body), by: lower(session.address) }
  return viewOf(await decideDispute(database(), env.CHAIN_ID, id, made, new Date()))
}
