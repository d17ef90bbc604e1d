import type { Address } from 'viem'
import { type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

/** What the vault knows of an account's usage: micro-USD metered in its life, and wei of credits. */
export type VaultMeter = { meteredUsd: bigint; balance: bigint }

/** By lower-case address, at one block. */
export async function readMeters(at: At, accounts: readonly Address[]): Promise<Map<string, VaultMeter>> {
  const vault = getContract(at.deployment, 'Vault')
  const asOf = await pinBlock(at)
  const contracts = accounts.map((account) => ({
    ...vault,
    functionName: 'accountOf' as const,
    args: [account] as const,
  }))
  const answers = await said(at.client.multicall({ ...together(at, asOf), allowFailure: false, contracts }))
  return new Map(
    accounts.map((account, i) => {
      const { meteredUsd = 0n, balance = 0n } = answers[i] ?? {}
      return [account.toLowerCase(), { meteredUsd, balance }]
    }),
  )
}
