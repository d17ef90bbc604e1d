import type { Address } from 'viem'
import { budgetLeft } from '../domain/budget'
import { lesser } from '../domain/money'
import { utcDay } from '../domain/time'
import { USD } from '../domain/units'
import { type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

/** What the vault knows of an account's usage, micro-USD: metered in its life, and what its credits and daily budget can still pay. */
export type VaultMeter = { meteredUsd: bigint; payableUsd: bigint }

/** By lower-case address, at one block. Throws as a quote does when there is no price. */
export async function readMeters(at: At, accounts: readonly Address[]): Promise<Map<string, VaultMeter>> {
  const vault = getContract(at.deployment, 'Vault')
  const asOf = await pinBlock(at)
  const pinned = { ...vault, blockNumber: asOf.block }
  const perDollar = await said(at.client.readContract({ ...pinned, functionName: 'quote', args: [USD] }))
  const contracts = accounts.map(
    (account) => ({ ...vault, functionName: 'accountOf' as const, args: [account] as const }) as const,
  )
  const answers = await said(at.client.multicall({ ...together(at, asOf), allowFailure: false, contracts }))
  const meters = answers.map((account): VaultMeter => {
    // `perDollar` is rounded up, so that this is never more than the credits are worth.
    const worth = (account.balance * USD) / perDollar
    const { usedDay, nextBudgetDay } = account
    const budget = { ...account, usedDay: BigInt(usedDay), nextBudgetDay: BigInt(nextBudgetDay) }
    const left = budgetLeft(budget, utcDay(asOf.time))
    return { meteredUsd: account.meteredUsd, payableUsd: left === null ? worth : lesser(worth, left) }
  })
  return new Map(accounts.map((account, i) => [account.toLowerCase(), meters[i] ?? { meteredUsd: 0n, payableUsd: 0n }]))
}
