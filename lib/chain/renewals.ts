import type { Address } from 'viem'
import type { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'
import { readPlans } from './plans-state'

/** Amounts in wei, times in seconds. */
export type RenewalState = {
  user: Address
  autoRenew: boolean
  end: bigint
  /** Plan of the next period. */
  plan: number
  renewCap: bigint
  /** Credits without a requested withdrawal. */
  available: bigint
  /** What the next period costs now, rounded up; null while there is no price. */
  cost: bigint | null
  /** Why a renewal by somebody else would fail at this block; null when it would work. */
  failure: AppError | null
}

/** Users at once: their trial runs stay within what a node lets one call cost. */
export const RENEWALS_AT_ONCE = 100

/** Subscriptions, credits and a trial run of the renewal of at most `RENEWALS_AT_ONCE` users, at one block. */
export async function readRenewals(at: At, users: readonly Address[]): Promise<{ asOf: AsOf; list: RenewalState[] }> {
  if (users.length > RENEWALS_AT_ONCE) throw new RangeError(`at most ${RENEWALS_AT_ONCE} users at once`)
  const subscriptions = getContract(at.deployment, 'Subscriptions')
  const vault = getContract(at.deployment, 'Vault')
  const asOf = await pinBlock(at)
  const options = together(at, asOf)
  const [{ plans }, subs, available, trials] = await Promise.all([
    readPlans({ ...at, blockNumber: asOf.block }),
    said(
      at.client.multicall({
        ...options,
        allowFailure: false,
        contracts: users.map((user) => ({
          ...subscriptions,
          functionName: 'subscriptionOf' as const,
          args: [user] as const,
        })),
      }),
    ),
    said(
      at.client.multicall({
        ...options,
        allowFailure: false,
        contracts: users.map((user) => ({ ...vault, functionName: 'availableOf' as const, args: [user] as const })),
      }),
    ),
    said(
      at.client.multicall({
        ...options,
        contracts: users.map((user) => ({ ...subscriptions, functionName: 'renew' as const, args: [user] as const })),
      }),
    ),
  ])
  const quotes = await said(
    at.client.multicall({
      ...options,
      contracts: plans.map(({ usd }) => ({ ...vault, functionName: 'quote' as const, args: [usd] as const })),
    }),
  )
  const list = users.map((user, i): RenewalState => {
    const [sub, trial] = [subs[i], trials[i]]
    if (!sub || !trial) throw new RangeError(`no answer for ${user}`)
    const plan = sub.nextPlan === 0 ? sub.plan : sub.nextPlan
    return {
      user,
      autoRenew: sub.autoRenew,
      end: BigInt(sub.end),
      plan,
      renewCap: sub.renewCap,
      available: available[i] ?? 0n,
      cost: quotes[plan - 1]?.result ?? null,
      failure: trial.status === 'success' ? null : fromChain(trial.error, { contract: 'Subscriptions' }),
    }
  })
  return { asOf, list }
}
