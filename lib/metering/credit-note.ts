import type { Pool } from 'pg'
import { LOCKS } from '../db/locks'
import { lockMeters, updateMeters } from '../db/metering-account-rows'
import { copyReceipts, creditedSoFar, findUsage, type NewReceipt } from '../db/metering-receipt-rows'
import { addKeyDays, addUsageDays } from '../db/metering-sum-rows'
import { AppError } from '../errors/app-error'
import { placeOf } from './months'
import { keySums, usageSums } from './usage-sums'
import { inTransaction } from './write-receipts'

export type CreditWish = {
  gateway: string
  /** Of the receipt that is corrected. */
  requestId: string
  /** nano-USD given back, above 0. */
  amountNano: bigint
  reason: string
}

/**
 * A negative receipt: what it gives back is used up by later usage before anything more is charged, so that what the chain is told never
 * falls. The id of the note: the request's, `#` and a number. RECEIPT_NOT_FOUND, CREDIT_TOO_LARGE, REASON_REQUIRED. The month of `now` must
 * have its partition.
 */
export async function issueCreditNote(pool: Pool, chainId: number, wish: CreditWish, now: Date): Promise<string> {
  const { gateway, requestId, amountNano, reason } = wish
  if (reason.trim() === '') throw new AppError('REASON_REQUIRED')
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock_shared($1)', [LOCKS.receipts])
    const usage = await findUsage(client, chainId, gateway, requestId)
    if (!usage) throw new AppError('RECEIPT_NOT_FOUND', { requestId })
    const [meter] = await lockMeters(client, chainId, [usage.account], now)
    // After the lock: two notes for one receipt take turns.
    const { notes, creditedNano } = await creditedSoFar(client, chainId, gateway, requestId)
    if (!meter || amountNano <= 0n || creditedNano + amountNano > usage.chargeNano)
      throw new AppError('CREDIT_TOO_LARGE')
    const note: NewReceipt = {
      ...usage,
      month: placeOf(now).month,
      requestId: `${requestId}#${notes + 1}`,
      kind: 'credit_note',
      inputUnits: 0n,
      outputUnits: 0n,
      startedAt: now,
      endedAt: now,
      periodIndex: null,
      fromRolled: 0n,
      fromFresh: 0n,
      coveredInput: 0n,
      coveredOutput: 0n,
      chargeNano: -amountNano,
      refersTo: requestId,
      reason,
    }
    await copyReceipts(client, chainId, [note], now)
    await updateMeters(client, chainId, [{ ...meter, creditNano: meter.creditNano + amountNano }], now)
    await addKeyDays(client, keySums([note]))
    await addUsageDays(client, chainId, usageSums([{ receipt: note, listNano: 0n }]))
    return note.requestId
  })
}
