import 'server-only'
import { database } from '../auth/database'
import { currentSession } from '../auth/session'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { findReceiptProof } from '../metering/settlement/proof'
import { identify } from '../metering/signed-request'

/**
 * A receipt with its way to the root on chain, amounts and units as decimal strings. For its gateway, with a key of scope `usage`, and for
 * the account it is of, signed in; to everybody else it is not there.
 */
export async function getReceipt(gateway: string, requestId: string, headers: Headers) {
  const db = database()
  const asking = headers.has('authorization') ? await identify(db, headers, 'usage', new Date()) : null
  const session = asking ? null : await currentSession()
  const found = await findReceiptProof(db, env.CHAIN_ID, gateway, requestId)
  const isTheirs =
    asking?.gateway === gateway || (found && session?.address.toLowerCase() === found.row.account.toLowerCase())
  if (!found || !isTheirs) throw new AppError('RECEIPT_NOT_FOUND', { requestId })
  const { facts, leaf, batch } = found.proof
  return {
    ...facts,
    inputUnits: `${facts.inputUnits}`,
    outputUnits: `${facts.outputUnits}`,
    covered: `${facts.covered}`,
    chargeNano: `${facts.chargeNano}`,
    startedAt: `${facts.startedAt}`,
    leaf,
    batch: batch && { ...batch, block: batch.block === null ? null : `${batch.block}` },
  }
}
