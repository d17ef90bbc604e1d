import { getContract } from '../chain/contract'
import { readVaultState } from '../chain/vault-state'
import { AppError } from '../errors/app-error'
import type { JobContext, Outcome } from './context'
import { send } from './sender'

const MEANWHILE = ['NOTHING_TO_DISTRIBUTE', 'DISTRIBUTE_PAUSED', 'TX_REVERTED']

/** Distributes the vault's revenue when there is some. What was distributed so far names the transaction: there is one for each state. */
export async function distribute({ db, client, deployment, signers }: JobContext): Promise<Outcome> {
  if (!signers.keeper) return { say: 'off: no keeper key' }
  const { revenue, spent, pauses } = await readVaultState({ client, deployment })
  if (revenue === 0n) return { say: 'no vault revenue' }
  if (pauses.distribute.isPaused) return { say: 'distribution is paused' }
  try {
    const call = { ...getContract(deployment, 'Vault'), functionName: 'distribute' }
    const purpose = `distribution after ${spent - revenue} wei`
    const { transactionHash } = await send({ db, client, signer: signers.keeper, purpose, call })
    return { say: `distributed ${revenue} wei in ${transactionHash}` }
  } catch (error) {
    // Between the look and the call anybody may distribute, and a guardian may pause.
    if (error instanceof AppError && MEANWHILE.includes(error.code)) return { say: error.say }
    throw error
  }
}
