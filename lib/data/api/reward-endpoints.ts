import 'server-only'
import { z } from 'zod'
import { CATEGORIES } from '../../domain/buckets'
import {
  capacitySchema,
  jobsSchema,
  maintenanceSchema,
  probesSchema,
  registrationSchema,
} from '../../rewards/provider-input'
import type { getProvider, getProviders, postCapacity, postMaintenance, postProvider } from '../provider-api'
import type { getEpochs, getRewards, getRewardsIn } from '../reward-proof'
import {
  type AnswerOf,
  address,
  answerOf,
  decimal,
  type Endpoint,
  hash,
  instant,
  origin,
  SIGNED_ERRORS,
} from './endpoint'

const category = z.enum(CATEGORIES)
const entitlement = z
  .object({
    cumulative: decimal,
    added: decimal,
    detail: z.record(z.string(), z.unknown()).nullable(),
    proof: z.array(hash),
  })
  .nullable()
const pending = z.object({ root: hash, acceptAt: instant.nullable(), entitlement }).nullable()
const stream = z.object({
  category,
  root: hash.nullable(),
  claimed: decimal,
  claimable: decimal,
  entitlement,
  pending,
})
const rewards = answerOf<AnswerOf<typeof getRewards>>()(
  z.object({ account: address, ...origin, rewards: z.array(stream) }),
)
const rewardsIn = answerOf<AnswerOf<typeof getRewardsIn>>()(
  z.object({ account: address, ...origin, root: hash, category, entitlement }),
)
const run = z.object({
  category,
  label: z.string(),
  closedAt: instant,
  inputsHash: hash,
  root: hash,
  recomputedRoot: hash,
  total: decimal,
  state: z.enum(['closed', 'proposed', 'accepted', 'vetoed']),
  txHash: hash.nullable(),
  error: z.string().nullable(),
  inputs: z.string().describe('where the inputs are served'),
})
const epochs = answerOf<AnswerOf<typeof getEpochs>>()(z.object({ ...origin, epochs: z.array(run) }))

const provider = {
  provider: address,
  name: z.string(),
  classes: z.array(z.string()),
  endpoint: z.string(),
  registeredAt: instant,
  updatedAt: instant,
}
const providers = answerOf<AnswerOf<typeof getProviders>>()(
  z.object({ providers: z.array(z.object(provider)), next: address.nullable().describe('`after` of the next page') }),
)
const change = z.object({
  askedAt: instant,
  from: address,
  to: address,
  effectiveAt: instant,
  isCancelled: z.boolean(),
})
const maintenance = z.object({ id: z.string(), from: instant, until: instant, reason: z.string() })
const providerView = answerOf<AnswerOf<typeof getProvider>>()(
  z.object({ ...provider, payout: address, payoutChanges: z.array(change), maintenance: z.array(maintenance) }),
)
const registered = answerOf<AnswerOf<typeof postProvider>>()(
  z.object({
    provider: address,
    isNew: z.boolean(),
    payout: address,
    payoutChange: z.object({ to: address, effectiveAt: instant }).nullable(),
  }),
)
const announced = answerOf<AnswerOf<typeof postMaintenance>>()(z.object({ id: z.string() }))
const taken = answerOf<AnswerOf<typeof postCapacity>>()(z.object({ taken: z.int(), repeated: z.int() }))

const MESSAGE_ERRORS = [
  'BAD_BODY',
  'BAD_INPUT',
  'BODY_TOO_LARGE',
  'PROVIDER_SIGNATURE',
  'PROVIDER_MESSAGE_EXPIRED',
  'PROVIDER_MESSAGE_EARLY',
  'PROVIDER_MESSAGE_LIFE',
  'PROVIDER_MESSAGE_OLD',
  'RPC_AWAY',
] as const

const observations = (name: 'probes' | 'jobs' | 'capacity', say: string, body: z.ZodType): Endpoint => ({
  method: 'post',
  path: `/api/v1/providers/${name}`,
  id: `post${name[0]?.toUpperCase()}${name.slice(1)}`,
  say,
  who: 'gateway',
  body,
  answer: { say: 'How many rows were new, and how many were known.', schema: taken },
  errors: [...SIGNED_ERRORS, 'BAD_INPUT', 'OBSERVATION_TIME', 'PROVIDER_NOT_FOUND'],
})

const accrual = z.record(z.string(), z.unknown()).describe('a period without an accepted root, with its amount')
const amounts = z.object({
  owed: decimal.describe('sum of what is accrued'),
  allocated: decimal,
  claimed: decimal,
  claimable: decimal,
  free: decimal.describe('what the next root may allocate'),
  missing: decimal.describe('owed above free'),
})
const liability = z.object({
  ...origin,
  rewards: z.array(amounts.extend({ category, accrued: z.array(accrual) })),
})

/** Providers and what they earn. */
export const REWARD_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/v1/rewards',
    id: 'getLiability',
    say: 'What earners are owed by category, wei: earned and not claimable yet, claimable, claimed, and what may be allocated.',
    who: 'public',
    answer: { say: 'One entry for each category.', schema: liability },
    errors: ['LEDGER_EMPTY'],
  },
  {
    method: 'get',
    path: '/api/v1/rewards/{address}',
    id: 'getRewards',
    say: 'What an address earned, wei, with the proofs that `Rewards.claim` takes; with `root` what it had in that root.',
    who: 'public',
    params: { address },
    query: { root: hash.optional() },
    answer: { say: 'By category, or of one root.', schema: z.union([rewards, rewardsIn]) },
    errors: ['BAD_ADDRESS', 'BAD_HASH', 'ROOT_NOT_FOUND', 'LEDGER_EMPTY'],
  },
  {
    method: 'get',
    path: '/api/v1/epochs',
    id: 'getEpochs',
    say: 'Closed epochs and months, and where their inputs lie.',
    who: 'public',
    answer: { say: 'At most 200, the newest first.', schema: epochs },
    errors: ['LEDGER_EMPTY'],
  },
  {
    method: 'get',
    path: '/api/v1/providers',
    id: 'getProviders',
    say: 'Registered providers by address, a hundred a page.',
    who: 'public',
    query: { after: address.optional() },
    answer: { say: 'A page.', schema: providers },
    errors: ['BAD_ADDRESS'],
  },
  {
    method: 'post',
    path: '/api/v1/providers',
    id: 'postProvider',
    say: 'Registration, or a later version of it, signed by the provider (EIP-712).',
    who: 'public',
    body: registrationSchema,
    answer: { say: 'What is in force, and what waits.', schema: registered },
    errors: MESSAGE_ERRORS,
  },
  {
    method: 'get',
    path: '/api/v1/providers/{address}',
    id: 'getProvider',
    say: 'A provider, its payout address with what waits, and its announced maintenance.',
    who: 'public',
    params: { address },
    answer: { say: 'The provider.', schema: providerView },
    errors: ['BAD_ADDRESS', 'PROVIDER_NOT_FOUND'],
  },
  {
    method: 'post',
    path: '/api/v1/providers/maintenance',
    id: 'postMaintenance',
    say: 'Maintenance, announced a day ahead, signed by the provider (EIP-712).',
    who: 'public',
    body: maintenanceSchema,
    answer: { say: 'Its id.', schema: announced },
    errors: [...MESSAGE_ERRORS, 'PROVIDER_NOT_FOUND', 'MAINTENANCE_NOTICE', 'MAINTENANCE_TOO_MUCH'],
  },
  observations('probes', 'What a prober saw, minute by minute. Scope `probe`.', probesSchema),
  observations('jobs', 'Real jobs by hour, as a gateway counted them. Scope `probe`.', jobsSchema),
  observations('capacity', 'What providers can serve, by hour. Scope `capacity`.', capacitySchema),
]
