import { type Address, zeroAddress } from 'viem'
import { STATUSES, type Status } from '../domain/subscription'
import { AppError } from '../errors/app-error'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

/** Amounts in wei, budgets in micro-USD, times in seconds. */
export type VaultAccount = {
  spent: bigint
  withdrawn: bigint
  meteredUsd: bigint
  /** The requested withdrawal; `unlockAt` 0 when there is none. */
  pending: bigint
  unlockAt: bigint
  budgetUsd: bigint
  usedUsd: bigint
  usedDay: bigint
  nextBudgetUsd: bigint
  /** UTC day from which `nextBudgetUsd` is in force, 0 when none is waiting. */
  nextBudgetDay: bigint
}

export type Subscription = {
  plan: number
  /** Plan of the next period, 0 when no change is scheduled. */
  nextPlan: number
  start: bigint
  end: bigint
  index: number
  autoRenew: boolean
  /** Tokens of this period, upgrades included. */
  allowance: bigint
  renewCap: bigint
  referrer: Address | null
}

export type AccountState = {
  asOf: AsOf
  address: Address
  /** CXPT in the wallet, wei. */
  wallet: bigint
  /** What the wallet approved for the Vault, wei. */
  approved: bigint
  credits: bigint
  /** Credits without a requested withdrawal: what plans are paid from. */
  available: bigint
  account: VaultAccount
  subscription: Subscription
  status: Status
}

export async function readAccountState(at: At, address: Address): Promise<AccountState> {
  const token = getContract(at.deployment, 'CXPT')
  const vault = getContract(at.deployment, 'Vault')
  const subscriptions = getContract(at.deployment, 'Subscriptions')
  const asOf = await pinBlock(at)
  const args = [address] as const
  const [wallet, approved, credits, available, account, sub, status] = await said(
    at.client.multicall({
      ...together(at, asOf),
      allowFailure: false,
      contracts: [
        { ...token, functionName: 'balanceOf', args },
        { ...token, functionName: 'allowance', args: [address, vault.address] },
        { ...vault, functionName: 'balanceOf', args },
        { ...vault, functionName: 'availableOf', args },
        { ...vault, functionName: 'accountOf', args },
        { ...subscriptions, functionName: 'subscriptionOf', args },
        { ...subscriptions, functionName: 'statusOf', args },
      ],
    }),
  )
  const name = STATUSES[status]
  if (!name) throw new AppError('CHAIN_ANSWER', { what: 'statusOf' })
  return {
    asOf,
    address,
    wallet,
    approved,
    credits,
    available,
    status: name,
    account: {
      spent: account.spent,
      withdrawn: account.withdrawn,
      meteredUsd: account.meteredUsd,
      pending: account.pending,
      unlockAt: BigInt(account.unlockAt),
      budgetUsd: account.budgetUsd,
      usedUsd: account.usedUsd,
      usedDay: BigInt(account.usedDay),
      nextBudgetUsd: account.nextBudgetUsd,
      nextBudgetDay: BigInt(account.nextBudgetDay),
    },
    subscription: {
      plan: sub.plan,
      nextPlan: sub.nextPlan,
      start: BigInt(sub.start),
      end: BigInt(sub.end),
      index: sub.index,
      autoRenew: sub.autoRenew,
      allowance: sub.allowance,
      renewCap: sub.renewCap,
      referrer: sub.referrer === zeroAddress ? null : sub.referrer,
    },
  }
}
