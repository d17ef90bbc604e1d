'use server'

import { z } from 'zod'
import type { ContractName } from '../../contracts-abi'
import { type AccountState, readAccountState } from '../chain/account-state'
import { type ContractOf, getContract } from '../chain/contract'
import { type OracleState, readOracleState } from '../chain/oracle-state'
import { type Plan, readPlans } from '../chain/plans-state'
import { readVaultState, type VaultState } from '../chain/vault-state'
import { withSlippage } from '../domain/money'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import { latest, parseAddress } from './reading'
import { type ActionResult, runAction } from './run-action'

export type VaultReading = { vault: VaultState; oracle: OracleState }

/** The Vault and the oracle it asks, at one block. Public: the chain tells anyone. */
export async function readVault(): Promise<ActionResult<VaultReading>> {
  return runAction(async () => {
    const at = await latest()
    const vault = await readVaultState(at)
    return { vault, oracle: await readOracleState(at, vault.oracle) }
  })
}

/** What the chain knows of any address: credits, withdrawal, budget, plan. Public like the chain. */
export async function readAccount(address: string): Promise<ActionResult<AccountState>> {
  return runAction(async () => {
    const account = parseAddress(address)
    return readAccountState(await latest(), account)
  })
}

const planId = z.number().int().positive().max(4_294_967_295)

export type PlanQuote = {
  block: bigint
  /** Chain time of the block, seconds. */
  time: bigint
  plan: Plan
  /** micro-USD now due, and the tokens of the period; of an upgrade, for the rest of the period. */
  usd: bigint
  allowance: bigint
  /** Wei, rounded up, and the most the purchase may cost (1% above). */
  cxpt: bigint
  maxIn: bigint
  /** USD per CXPT in WAD, and when it was posted, seconds. */
  price: bigint
  postedAt: bigint
}

type Reading = Awaited<ReturnType<typeof latest>>

/** What a plan costs at this block. Fails with the Vault's own reason when there is no price: never a 0. */
export async function quotePlan(id: number): Promise<ActionResult<PlanQuote>> {
  return runAction(async () => {
    const wanted = planId.parse(id)
    const at = await latest()
    const plan = await offeredPlan(at, wanted)
    return priced(at, plan, plan.usd, plan.allowance)
  })
}

/** What moving up costs the account for the rest of its period. */
export async function quoteUpgrade(address: string, id: number): Promise<ActionResult<PlanQuote>> {
  return runAction(async () => {
    const wanted = planId.parse(id)
    const account = parseAddress(address)
    const at = await latest()
    const plan = await offeredPlan(at, wanted)
    const [usd, allowance] = await read(at, 'Subscriptions', 'quoteUpgrade', (contract) =>
      at.client.readContract({
        ...contract,
        functionName: 'quoteUpgrade',
        args: [account, wanted],
        blockNumber: at.blockNumber,
      }),
    )
    return priced(at, plan, usd, allowance)
  })
}

async function offeredPlan(at: Reading, id: number): Promise<Plan> {
  const { plans } = await readPlans(at)
  const plan = plans.find((one) => one.id === id)
  if (!plan?.isOffered) throw new AppError('PLAN_INACTIVE', { id })
  return plan
}

/** The Vault is asked and not the oracle alone: its own lower bound counts too, and its refusal names the values. */
async function priced(at: Reading, plan: Plan, usd: bigint, allowance: bigint): Promise<PlanQuote> {
  const cxpt = await read(at, 'Vault', 'quote', (contract) =>
    at.client.readContract({ ...contract, functionName: 'quote', args: [usd], blockNumber: at.blockNumber }),
  )
  const { oracle: address } = await readVaultState(at)
  const { price, posted, asOf } = await readOracleState(at, address)
  if (price === null) throw new AppError('PRICE_STALE', { postedAt: posted.at })
  return {
    block: asOf.block,
    time: asOf.time,
    plan,
    usd,
    allowance,
    cxpt,
    maxIn: withSlippage(cxpt),
    price,
    postedAt: posted.at,
  }
}

/** A read that may revert for a reason worth saying. */
async function read<N extends ContractName, T>(
  at: Reading,
  contract: N,
  functionName: string,
  act: (contract: ContractOf<N>) => Promise<T>,
): Promise<T> {
  try {
    return await act(getContract(at.deployment, contract))
  } catch (error) {
    throw fromChain(error, { contract, functionName })
  }
}
