import type { PoolClient } from 'pg'
import { appendAudit } from '../db/audit-rows'
import { type Db, onTransaction } from '../db/connect'
import { copyIn } from '../db/copy'
import { LOCKS } from '../db/locks'
import { lockMeters, updateMeters } from '../db/metering-account-rows'
import {
  COPY_RECEIPTS,
  type Corrected,
  creditedSoFar,
  findUsage,
  type NewReceipt,
  receiptLines,
} from '../db/metering-receipt-rows'
import { addKeyDays, addUsageDays } from '../db/metering-sum-rows'
import { AppError } from '../errors/app-error'
import { placeOf } from './months'
import { sumsOf } from './usage-sums'

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
 * have its partition. `by` is who answers for it: the note is in the audit log under that name.
 */
export function issueCreditNote(db: Db, chainId: number, wish: CreditWish, now: Date, by: string): Promise<string> {
  return onTransaction(db, async (client, tx) => {
    const id = await creditReceipt(client, chainId, wish, now)
    const { gateway, requestId, reason } = wish
    const detail = { gateway, requestId, reason, amountNano: wish.amountNano.toString(), creditNote: id }
    await appendAudit(tx, { actor: by, action: 'credit note', detail }, now)
    return id
  })
}

/** The same in a transaction of the caller's. Without `amountNano`: all that was charged and not yet given back. */
export async function creditReceipt(
  client: PoolClient,
  chainId: number,
  wish: Omit<CreditWish, 'amountNano'> & { amountNano?: bigint | undefined },
  now: Date,
): Promise<string> {
  const { gateway, requestId, reason } = wish
  if (reason.trim() === '') throw new AppError('REASON_REQUIRED')
  await client.query('select pg_advisory_xact_lock_shared($1)', [LOCKS.receipts])
  const usage = await findUsage(client, chainId, gateway, requestId)
  if (!usage) throw new AppError('RECEIPT_NOT_FOUND', { requestId })
  const [meter] = await lockMeters(client, chainId, [usage.account], now)
  // After the lock: two notes for one receipt take turns.
  const { notes, creditedNano } = await creditedSoFar(client, chainId, gateway, requestId)
  const left = usage.chargeNano - creditedNano
  const amountNano = wish.amountNano ?? left
  if (!meter || amountNano <= 0n || amountNano > left) throw new AppError('CREDIT_TOO_LARGE')
  const note = noteOf(usage, { requestId, number: notes + 1, amountNano, reason }, now)
  await copyIn(client, COPY_RECEIPTS, [receiptLines(chainId, [note], now)])
  await updateMeters(client, chainId, [{ ...meter, creditNano: meter.creditNano + amountNano }], now)
  const sums = sumsOf([{ receipt: note, listNano: 0n }])
  await addKeyDays(client, sums.keyDays())
  await addUsageDays(client, chainId, sums.usageDays())
  return note.requestId
}

function noteOf(
  usage: Corrected,
  wish: { requestId: string; number: number; amountNano: bigint; reason: string },
  now: Date,
): NewReceipt {
  return {
    ...usage,
    month: placeOf(now).month,
    requestId: `${wish.requestId}#${wish.number}`,
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
    chargeNano: -wish.amountNano,
    refersTo: wish.requestId,
    reason: wish.reason,
  }
}
