import { getContract } from '../chain/contract'
import { readVaultState } from '../chain/vault-state'
import { AppError } from '../errors/app-error'
import type { JobContext, Outcome } from './context'
import { transact } from './transaction'

const MEANWHILE = ['NOTHING_TO_DISTRIBUTE', 'DISTRIBUTE_PAUSED']

/**
 * Distributes the vault's revenue when there is some. Killed after sending and run again, it finds nothing left to do: the contract
 * keeps the only record.
 */
export async function distribute({ client, deployment, signers }: JobContext): Promise<Outcome> {
  if (!signers.keeper) return { say: 'off: no keeper key' }
  const { revenue, pauses } = await readVaultState({ client, deployment })
  if (revenue === 0n) return { say: 'no vault revenue' }
  if (pauses.distribute.isPaused) return { say: 'distribution is paused' }
  try {
    const call = { ...getContract(deployment, 'Vault'), functionName: 'distribute' }
    const hash = await transact(client, signers.keeper, call)
    return { say: `distributed ${revenue} wei in ${hash}` }
  } catch (error) {
    // Between the look and the call anybody may distribute, and a guardian may pause.
    if (error instanceof AppError && MEANWHILE.includes(error.code)) return { say: error.say }
    throw error
  }
}
