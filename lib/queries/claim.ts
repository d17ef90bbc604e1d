import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import type { Address, Hex } from 'viem'
import { type At, pinBlock, said, together } from '../chain/at'
import { getContract } from '../chain/contract'
import { CATEGORIES, type Category } from '../domain/buckets'
import { type ClaimCheck, type ClaimState, checkClaim, type Offer } from '../domain/claim'
import { AppError } from '../errors/app-error'
import { ERRORS, type ErrorCode } from '../errors/table'
import { claimKey } from './keys'

const hash = v.pipe(v.string(), v.regex(/^0x[0-9a-fA-F]{64}$/))
const digits = v.pipe(v.string(), v.regex(/^\d{1,78}$/))
const answer = v.object({
  rewards: v.array(
    v.object({
      category: v.string(),
      root: v.nullable(hash),
      entitlement: v.nullable(v.object({ cumulative: digits, proof: v.array(hash) })),
    }),
  ),
})
const refusal = v.object({ code: v.string() })

function codeOf(body: unknown): string | undefined {
  const read = v.safeParse(refusal, body)
  return read.success ? read.output.code : undefined
}

/** The proof our server offers. What it is worth the chain's own root decides. */
async function readOffer(category: Category, account: Address): Promise<Offer> {
  const response = await fetch(`/api/v1/rewards/${account}`, { cache: 'no-store' })
  const body: unknown = await response.json().catch(() => null)
  const code = codeOf(body)
  if (!response.ok) {
    throw new AppError(code && Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : 'DATABASE_AWAY')
  }
  const stream = v.parse(answer, body).rewards.find((one) => one.category === category)
  return {
    root: (stream?.root ?? null) as Hex | null,
    cumulative: stream?.entitlement ? BigInt(stream.entitlement.cumulative) : null,
    proof: (stream?.entitlement?.proof ?? []) as Hex[],
  }
}

async function readClaimState(at: At, category: Category, account: Address): Promise<ClaimState> {
  const rewards = getContract(at.deployment, 'Rewards')
  const asOf = await pinBlock(at)
  const id = CATEGORIES.indexOf(category)
  const [stream, claimed] = await said(
    at.client.multicall({
      ...together(at, asOf),
      allowFailure: false,
      contracts: [
        { ...rewards, functionName: 'streamOf', args: [id] },
        { ...rewards, functionName: 'claimedOf', args: [id, account] },
      ],
    }),
  )
  const until = BigInt(stream.pausedUntil)
  return {
    root: BigInt(stream.root) === 0n ? null : stream.root,
    claimed,
    pausedUntil: until > asOf.time ? until : null,
  }
}

/** Milliseconds between two looks while a claim is being decided on. */
const LOOK = 10_000

export type Claim = ClaimCheck & { state: ClaimState }

/** The offer of the server, held against the chain in this browser. */
export function claimQuery(at: At, category: Category, account: Address) {
  const rewards = getContract(at.deployment, 'Rewards').address
  return queryOptions({
    queryKey: claimKey(at.client.chain.id, category, account),
    queryFn: async (): Promise<Claim> => {
      const [offer, state] = await Promise.all([readOffer(category, account), readClaimState(at, category, account)])
      return { ...checkClaim({ chainId: at.client.chain.id, rewards, category }, account, offer, state), state }
    },
    refetchInterval: LOOK,
  })
}
