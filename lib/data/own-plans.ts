import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { type Address, getAddress } from 'viem'
import { terms } from '@/messages/terms'
import { database } from '../auth/database'
import { limit } from '../auth/rate-limit'
import { findReader, requireRole } from '../auth/roles'
import { currentSession, requireSession } from '../auth/session'
import { appendAudit } from '../db/audit-rows'
import {
  endPlanRequest,
  findConsent,
  insertConsent,
  insertPlanRequest,
  listPlanRequests,
  listPlanRequestsOf,
  type PlanRequest,
  sumPayPerUse,
} from '../db/customer-rows'
import type { UsageCost } from '../domain/plan-comparison'
import { isCovered, isService } from '../domain/service'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { atOneBlock, completeDays } from './snapshot'

const REQUESTS_SHOWN = 20
const INBOX_SHOWN = 200
/** Days of usage that plans are compared by. */
const COMPARED_DAYS = 30
const lower = (address: string) => address.toLowerCase() as `0x${string}`

/** Of what is shown to whoever agrees, so that a consent says what was agreed to. */
const termsHash = (): string => createHash('sha256').update(JSON.stringify(terms.clauses)).digest('hex')

/** Whether an address agreed to the terms in force. Public: it only says whether the page asks again. */
export async function hasAgreed(account: Address): Promise<boolean> {
  return (await findConsent(database(), env.CHAIN_ID, lower(account), terms.version)) !== null
}

/** Stored before the purchase; the purchase's transaction is the account's own signature. */
export async function agree(account: Address): Promise<void> {
  await limit(database(), 'consent of', account)
  await insertConsent(database(), {
    chainId: env.CHAIN_ID,
    account: lower(account),
    version: terms.version,
    hash: termsHash(),
    agreedAt: new Date(),
  })
}

export type OwnPlans = { address: Address; requests: PlanRequest[]; usage: UsageCost & { from: string; until: string } }

/** Of the signed-in account: what it used in 30 complete days as pay-per-use would have cost, and what it asked for. Null: nobody is signed in. */
export async function getOwnPlans(): Promise<OwnPlans | null> {
  const session = await currentSession()
  if (!session) return null
  const account = lower(session.address)
  const span = await atOneBlock(async ({ time }) => completeDays(time, COMPARED_DAYS))
  const instant = (day: string) => new Date(`${day}T00:00:00Z`)
  const sums = await sumPayPerUse(database(), env.CHAIN_ID, account, {
    from: instant(span.from),
    until: instant(span.until),
  })
  const usage = { tokens: 0n, tokensNano: 0n, othersNano: 0n }
  for (const { service, units, nano } of sums) {
    if (isService(service) && isCovered(service)) {
      usage.tokens += units
      usage.tokensNano += nano
    } else usage.othersNano += nano
  }
  const requests = await listPlanRequestsOf(database(), env.CHAIN_ID, account, REQUESTS_SHOWN)
  return { address: getAddress(account), requests, usage: { ...usage, ...span } }
}

export type RequestWish = { company: string; email: string; tokens: bigint; say: string }

/** An Enterprise plan is asked for by the signed-in account: the plan is made for its address. */
export async function askForPlan(wish: RequestWish): Promise<void> {
  const { address } = await requireSession()
  await limit(database(), 'plan request of', address)
  await insertPlanRequest(database(), {
    ...wish,
    chainId: env.CHAIN_ID,
    id: randomUUID(),
    account: lower(address),
    askedAt: new Date(),
  })
}

export type RequestInbox = { isAllowed: false; address: Address | null } | { isAllowed: true; requests: PlanRequest[] }

/** All requests, those that wait first, for PARAMS, who makes plans, and auditors. */
export async function getPlanRequests(): Promise<RequestInbox> {
  if (!(await findReader('PARAMS'))) {
    const session = await currentSession()
    return { isAllowed: false, address: session ? getAddress(session.address) : null }
  }
  return { isAllowed: true, requests: await listPlanRequests(database(), env.CHAIN_ID, INBOX_SHOWN) }
}

/** Takes a request off the list with a word to the account. NOT_FOUND when it does not wait. */
export async function answerPlanRequest(id: string, answer: string): Promise<void> {
  const { session } = await requireRole('PARAMS')
  const now = new Date()
  const endedBy = lower(session.address)
  await database().transaction(async (tx) => {
    const isEnded = await endPlanRequest(tx, env.CHAIN_ID, id, { endedAt: now, endedBy, answer })
    if (!isEnded) throw new AppError('NOT_FOUND', { what: 'such a request waits' })
    await appendAudit(tx, { actor: endedBy, action: 'plan request answered', detail: { id, answer } }, now)
  })
}
