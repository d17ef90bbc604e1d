import { randomUUID } from 'node:crypto'
import { appendAudit } from '../db/audit-rows'
import { type Db, onTransaction } from '../db/connect'
import { type DisputeRow, decide, insertDispute, lockDispute } from '../db/dispute-rows'
import { ensurePartition, partitionsOf } from '../db/partitions'
import { findReceipt } from '../db/settlement-rows'
import { DECIDE_WITHIN, DISPUTE_WITHIN, refusalOfDispute } from '../domain/dispute'
import { monthOf } from '../domain/month'
import { dateOf, secondsOf } from '../domain/time'
import { AppError } from '../errors/app-error'
import { creditReceipt } from './credit-note'

type Address = `0x${string}`

/** `account`: who asks, lower case. `say`: his reason. */
export type DisputeWish = { account: Address; gateway: string; requestId: string; say: string }

/** `by`: who decides, lower case. `amountNano`: all that is left to give back without it. `reason`: what the account is told. */
export type DecisionWish = { by: Address; reason: string } & (
  | { decision: 'accepted'; amountNano?: bigint | undefined }
  | { decision: 'rejected' }
)

/**
 * Opens a dispute about a receipt of one's own. RECEIPT_NOT_FOUND also for somebody else's: it is not said which. DISPUTE_TOO_OLD,
 * DISPUTE_NOTHING_CHARGED, DISPUTE_OPEN.
 */
export async function openDispute(db: Db, chainId: number, wish: DisputeWish, now: Date): Promise<DisputeRow> {
  const { account, gateway, requestId, say } = wish
  const months = (await partitionsOf(db, 'receipts')).map((month) => `${month}-01`)
  const receipt = await findReceipt(db, chainId, gateway, requestId, months)
  if (receipt?.kind !== 'usage' || receipt.account !== account) throw new AppError('RECEIPT_NOT_FOUND', { requestId })
  const refusal = refusalOfDispute({ ...receipt, startedAt: secondsOf(receipt.startedAt) }, secondsOf(now))
  if (refusal) throw new AppError(refusal, { limit: DISPUTE_WITHIN })
  const row: DisputeRow = {
    chainId,
    id: randomUUID(),
    account,
    gateway,
    requestId,
    say,
    openedAt: now,
    dueAt: dateOf(secondsOf(now) + DECIDE_WITHIN),
    decidedAt: null,
    decision: null,
    decidedBy: null,
    reason: null,
    creditNote: null,
  }
  await db.transaction(async (tx) => {
    if (!(await insertDispute(tx, row))) throw new AppError('DISPUTE_OPEN')
    await appendAudit(tx, { actor: account, action: 'dispute opened', detail: { id: row.id, gateway, requestId } }, now)
  })
  return row
}

/**
 * Ends a dispute: accepted with a credit note, or rejected with words; note, decision and audit log together or not at all. Whether `by` may is
 * the caller's to check. DISPUTE_NOT_FOUND, DISPUTE_DECIDED, DISPUTE_OWN, and what a credit note throws.
 */
export async function decideDispute(
  db: Db,
  chainId: number,
  id: string,
  wish: DecisionWish,
  now: Date,
): Promise<DisputeRow> {
  if (wish.decision === 'accepted') await ensurePartition(db, 'receipts', monthOf(now))
  return onTransaction(db, async (client, tx) => {
    const row = await lockDispute(tx, chainId, id)
    if (!row) throw new AppError('DISPUTE_NOT_FOUND', { id })
    if (row.decision) throw new AppError('DISPUTE_DECIDED')
    if (row.account === wish.by) throw new AppError('DISPUTE_OWN')
    const { gateway, requestId } = row
    const { by: decidedBy, decision, reason } = wish
    const creditNote =
      wish.decision === 'accepted'
        ? await creditReceipt(client, chainId, { gateway, requestId, amountNano: wish.amountNano, reason }, now)
        : null
    const end = { decision, decidedAt: now, decidedBy, reason, creditNote }
    await decide(tx, row, end)
    const detail = { id, gateway, requestId, reason, creditNote }
    await appendAudit(tx, { actor: decidedBy, action: `dispute ${decision}`, detail }, now)
    return { ...row, ...end }
  })
}
