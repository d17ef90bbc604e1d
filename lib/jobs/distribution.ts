import { getContract } from '../chain/contract'
import { readVaultState } from '../chain/vault-state'
import type { JobContext, Outcome } from './context'
import { transact } from './transaction'

/**
 * Distributes the vault's revenue when there is some. Killed after sending and run again, it finds nothing left to do: the contract
 * keeps the only record.
 */
export async function distribute({ client, deployment, signers }: JobContext): Promise<Outcome> {
  if (!signers.keeper) return { say: 'off: no keeper key' }
  const { revenue, pauses } = await readVaultState({ client, deployment })
  if (revenue === 0n) return { say: 'no vault revenue' }
  if (pauses.distribute.isPaused) return { say: 'distribution is paused' }
  const hash = await transact(client, signers.keeper, {
    ...getContract(deployment, 'Vault'),
    functionName: 'distribute',
  })
  return { say: `distributed ${revenue} wei in ${hash}` }
}
