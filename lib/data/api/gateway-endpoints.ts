import 'server-only'
import { z } from 'zod'
import { SERVICES } from '../../domain/service'
import type { introspectKey } from '../keys'
import type { getReceipt } from '../receipts'
import type { postUsage } from '../usage'
import {
  type AnswerOf,
  address,
  answerOf,
  blockText,
  decimal,
  type Endpoint,
  hash,
  instant,
  KEY_ERRORS,
  SIGNED_ERRORS,
} from './endpoint'

const keyPrefix = z.string().regex(/^cxk_[a-z2-9]{8}$/)
const units = z.union([z.int().min(0), z.string().regex(/^\d{1,16}$/)])
const time = z.union([instant, z.int().min(0).describe('milliseconds')])
const receiptInput = z.object({
  requestId: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,64}$/)
    .describe('unique within the gateway'),
  account: address,
  provider: address,
  service: z.enum(SERVICES),
  inputUnits: units.describe('tokens, whole seconds, pages'),
  outputUnits: units,
  startedAt: time,
  endedAt: time,
  apiKey: keyPrefix.nullish().describe('prefix of the API key of the user'),
  maxPrice: units.nullish().describe('nano-USD per unit of the rate card'),
})
const written = z.object({
  requestId: z.string(),
  status: z.enum(['accepted', 'duplicate']),
  chargeNano: decimal,
  coveredInput: decimal,
  coveredOutput: decimal,
})
const refused = z.object({
  requestId: z.string().nullable(),
  status: z.literal('refused'),
  code: z.string(),
  say: z.string(),
  field: z.string().optional(),
})
const results = answerOf<AnswerOf<typeof postUsage>>()(z.object({ results: z.array(z.union([written, refused])) }))

const introspection = answerOf<AnswerOf<typeof introspectKey>>()(
  z.union([
    z.object({ active: z.literal(false) }),
    z.object({
      active: z.literal(false),
      prefix: z.string(),
      code: z.string().describe('MEMBER_LIMIT_REACHED or KEY_LIMIT_REACHED'),
      say: z.string(),
      resetsAt: instant,
    }),
    z.object({
      active: z.literal(true),
      prefix: z.string(),
      address,
      scopes: z.array(z.string()),
      budgetUsd: decimal.nullable().describe('micro-USD a day'),
      budgetLeftUsd: decimal.nullable(),
      member: address.nullable().describe('whom the owner gave the key'),
      chargeLeftNano: decimal.nullable().describe('nano-USD left of the month, of member and key together'),
      tokensLeft: decimal.nullable(),
    }),
  ]),
)

const keyRoom = z.object({
  code: z.enum(['MEMBER_LIMIT_REACHED', 'KEY_LIMIT_REACHED']).nullable().describe('why the key may use nothing now'),
  chargeLeftNano: decimal.nullable().describe('nano-USD'),
  tokensLeft: decimal.nullable(),
  resetsAt: instant,
})

const plan = z.object({ id: z.int(), concurrency: z.int(), rpm: z.int() })
const entitlement = z.object({
  address,
  block: decimal,
  time: decimal.describe('seconds'),
  status: z.enum(['none', 'active', 'grace', 'lapsed']),
  plan: plan.nullable(),
  priority: z.int(),
  periodEnd: decimal.nullable().describe('seconds'),
  rolled: decimal,
  fresh: decimal,
  overage: z.boolean(),
  isFree: z.boolean(),
  unsettledUsd: decimal.describe('micro-USD'),
  congested: z.array(z.string()),
  spendable: decimal.describe('wei'),
  spendableUsd: decimal.describe('micro-USD'),
  budgetLeftUsd: decimal.nullable(),
  reason: z.enum(['phase', 'spend_paused', 'price_stale', 'daily_cap', 'budget', 'no_credits']).nullable(),
  key: keyRoom.nullable().describe('of `apiKey`, when it was given to a member'),
})

const batch = z.object({
  id: z.int(),
  root: hash,
  txHash: hash.nullable(),
  block: blockText.nullable(),
  proof: z.array(hash),
})
const receipt = answerOf<AnswerOf<typeof getReceipt>>()(
  z.object({
    chainId: z.int(),
    gateway: z.string(),
    requestId: z.string(),
    account: address,
    provider: address,
    service: z.string(),
    inputUnits: decimal,
    outputUnits: decimal,
    covered: decimal,
    chargeNano: decimal.describe('nano-USD; below 0 for a credit note'),
    startedAt: decimal.describe('seconds'),
    leaf: hash,
    batch: batch.nullable().describe('null while the receipt waits for its batch'),
  }),
)

/** Metering: for gateways with a key, and for the owner of an account. */
export const GATEWAY_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'post',
    path: '/api/v1/usage',
    id: 'postUsage',
    say: 'Receipts of what was served, at most 5,000 and 5 MB; also as one JSON object a line. Scope `usage`.',
    who: 'gateway',
    body: z.array(receiptInput).min(1).max(5_000),
    answer: { say: 'One result for each receipt, in their order.', schema: results },
    errors: [...SIGNED_ERRORS, 'RATE_LIMITED', 'USAGE_BUSY'],
  },
  {
    method: 'get',
    path: '/api/v1/entitlements/{address}',
    id: 'getEntitlement',
    say: 'What an address may use now. Scope `entitlements`, or its owner signed in.',
    who: 'gateway-or-session',
    params: { address },
    query: { apiKey: keyPrefix.optional().describe('prefix of the API key of the user') },
    answer: { say: 'Plan, allowance and credits.', schema: entitlement },
    errors: [...KEY_ERRORS, 'BAD_ADDRESS', 'API_KEY_WRONG', 'ENTITLEMENT_FORBIDDEN', 'RATE_LIMITED', 'RPC_AWAY'],
  },
  {
    method: 'post',
    path: '/api/v1/keys/introspect',
    id: 'introspectKey',
    say: 'Whether an API key of a user works, and what it may do. Scope `introspect`.',
    who: 'gateway',
    body: z.object({ key: z.string().max(128) }),
    answer: { say: 'Nothing is said of a key that does not work.', schema: introspection },
    errors: [...SIGNED_ERRORS, 'BAD_INPUT', 'RATE_LIMITED'],
  },
  {
    method: 'get',
    path: '/api/v1/receipts/{gateway}/{requestId}',
    id: 'getReceipt',
    say: 'A receipt with its way to the root on chain. Scope `usage`, or the owner of the account signed in.',
    who: 'gateway-or-session',
    params: { gateway: z.string(), requestId: z.string() },
    answer: { say: 'The receipt.', schema: receipt },
    errors: [...KEY_ERRORS, 'RECEIPT_NOT_FOUND'],
  },
]
