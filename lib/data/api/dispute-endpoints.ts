import 'server-only'
import { z } from 'zod'
import { decisionBody, disputeBody, type getDisputes, type postDispute } from '../disputes'
import { type AnswerOf, address, answerOf, type Endpoint, instant } from './endpoint'

const dispute = z.object({
  id: z.string(),
  account: z.string().describe('the address'),
  gateway: z.string(),
  requestId: z.string(),
  reason: z.string(),
  state: z.string().describe('open, accepted or rejected'),
  openedAt: instant,
  dueAt: instant,
  decision: z
    .object({
      at: instant,
      by: address.nullable(),
      reason: z.string().nullable(),
      creditNote: z.string().nullable().describe('request id of the credit note'),
    })
    .nullable(),
})
const one = answerOf<AnswerOf<typeof postDispute>>()(dispute)
const list = answerOf<AnswerOf<typeof getDisputes>>()(z.object({ disputes: z.array(dispute) }))
const SIGNED_IN = ['SIGNED_OUT', 'SESSION_EXPIRED'] as const
const POSTED = [...SIGNED_IN, 'RATE_LIMITED', 'BAD_INPUT', 'BODY_TOO_LARGE'] as const

/** An account says that a receipt is wrong, and FINANCE decides. */
export const DISPUTE_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/v1/disputes',
    id: 'getDisputes',
    say: 'Disputes of the signed-in account, the newest first; with `open` all that wait, for FINANCE.',
    who: 'session',
    query: { open: z.string() },
    answer: { say: 'At most 200.', schema: list },
    errors: [...SIGNED_IN, 'FORBIDDEN'],
  },
  {
    method: 'post',
    path: '/api/v1/disputes',
    id: 'postDispute',
    say: 'The signed-in account says that a receipt of its own is wrong, within 60 days of the start of its request.',
    who: 'session',
    body: disputeBody,
    answer: { say: 'The dispute, open.', schema: one },
    errors: [...POSTED, 'RECEIPT_NOT_FOUND', 'DISPUTE_OPEN', 'DISPUTE_TOO_OLD', 'DISPUTE_NOTHING_CHARGED'],
  },
  {
    method: 'post',
    path: '/api/v1/disputes/{id}/decision',
    id: 'decideDispute',
    say: 'FINANCE accepts a dispute, which is a credit note, or rejects it.',
    who: 'session',
    params: { id: z.string() },
    body: decisionBody,
    answer: { say: 'The dispute, decided.', schema: one },
    errors: [...POSTED, 'FORBIDDEN', 'DISPUTE_NOT_FOUND', 'DISPUTE_DECIDED', 'DISPUTE_OWN', 'CREDIT_TOO_LARGE'],
  },
]
