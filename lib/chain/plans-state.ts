import { type Address, zeroAddress } from 'viem'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

/** Price in micro-USD, allowance in tokens of one period, `retireAt` in seconds and null while it is offered without an end. */
export type Plan = {
  id: number
  usd: bigint
  allowance: bigint
  concurrency: number
  rpm: number
  rolloverBps: number
  priority: number
  retireAt: bigint | null
  customer: Address | null
  /** At the block's time. */
  isOffered: boolean
}

/** All plans by id, the retired and the customers' own ones too. */
export async function readPlans(at: At): Promise<{ asOf: AsOf; plans: Plan[] }> {
  const subscriptions = getContract(at.deployment, 'Subscriptions')
  const asOf = await pinBlock(at)
  const count = await said(
    at.client.readContract({ ...subscriptions, functionName: 'planCount', blockNumber: asOf.block }),
  )
  if (count === 0) return { asOf, plans: [] }
  const ids = Array.from({ length: count }, (_, i) => i + 1)
  const plans = await said(
    at.client.multicall({
      ...together(at, asOf),
      allowFailure: false,
      contracts: ids.map((id) => ({ ...subscriptions, functionName: 'planOf' as const, args: [id] as const })),
    }),
  )
  return {
    asOf,
    plans: plans.map((plan, i) => {
      const retireAt = BigInt(plan.retireAt)
      return {
        id: i + 1,
        usd: plan.usd,
        allowance: plan.allowance,
        concurrency: plan.concurrency,
        rpm: plan.rpm,
        rolloverBps: plan.rolloverBps,
        priority: plan.priority,
        retireAt: retireAt === 0n ? null : retireAt,
        customer: plan.customer === zeroAddress ? null : plan.customer,
        isOffered: retireAt === 0n || asOf.time < retireAt,
      }
    }),
  }
}
