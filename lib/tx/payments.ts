import { type Address, zeroAddress } from 'viem'
import type { Deployment } from '../../contracts-abi'
import { getContract } from '../chain/contract'
import type { Approval } from './approval'
import { callOf, type Flow } from './flow'
import { type Path, stepsOf } from './path'

/** Wei that the Vault takes from the wallet. */
function approvalFor(deployment: Deployment, amount: bigint): Approval {
  return {
    token: getContract(deployment, 'CXPT').address,
    spender: getContract(deployment, 'Vault').address,
    amount,
  }
}

export type LoadCredits = { deployment: Deployment; account: Address; amount: bigint; path: Path; title: string }

/** CXPT of the wallet become credits of the same account. */
export function loadCredits({ deployment, account, amount, path, title }: LoadCredits): Flow {
  const vault = getContract(deployment, 'Vault')
  const steps = stepsOf(path, approvalFor(deployment, amount), ({ deadline, v, r, s }) =>
    path === 'permit'
      ? callOf('Vault', vault, 'depositWithPermit', [account, amount, deadline, v, r, s])
      : callOf('Vault', vault, 'deposit', [account, amount]),
  )
  return { key: 'deposit', title, steps, needs: { cxpt: amount, flags: ['deposit'] } }
}

export type BuyPlan = {
  deployment: Deployment
  plan: number
  /** Wei: the most the plan may cost now, and the most each renewal may. */
  maxIn: bigint
  isRenewing: boolean
  renewCap: bigint
  referrer: Address | null
  /** Wei that leave the wallet for the credits first; 0 when the credits suffice. */
  fromWallet: bigint
  /** Wei that leave the credits for the plan, what is loaded on the way included: the quote. */
  cost: bigint
  path: Path
  title: string
}

/** A plan, paid from credits after loading what is missing: one transaction on every path but `approve`. */
export function buyPlan(buy: BuyPlan): Flow {
  const { deployment, plan, maxIn, isRenewing, renewCap, fromWallet, path, title } = buy
  const subscriptions = getContract(deployment, 'Subscriptions')
  const terms = [plan, maxIn, isRenewing, renewCap, buy.referrer ?? zeroAddress] as const
  const steps = stepsOf(path, approvalFor(deployment, fromWallet), ({ deadline, v, r, s }) =>
    fromWallet === 0n
      ? callOf('Subscriptions', subscriptions, 'subscribe', terms)
      : // Where an approval stands the contract ignores the empty permit.
        callOf('Subscriptions', subscriptions, 'subscribeWithPermit', [...terms, fromWallet, deadline, v, r, s]),
  )
  return {
    key: `subscribe:${plan}`,
    title,
    steps,
    needs: {
      flags: fromWallet === 0n ? ['spend'] : ['deposit', 'spend'],
      isPriced: true,
      ...(fromWallet === 0n ? { credits: buy.cost } : { cxpt: fromWallet }),
    },
  }
}
