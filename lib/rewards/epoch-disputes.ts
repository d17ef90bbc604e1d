import { appendAudit } from '../db/audit-rows'
import type { Db } from '../db/connect'
import { answerRow, type EpochDisputeHead, lockEpochDispute } from '../db/epoch-dispute-rows'
import { findProvider, listPayoutChanges, payoutChangeOf } from '../db/provider-rows'
import { effectivePayout } from '../domain/provider'
import { secondsOf } from '../domain/time'
import { AppError } from '../errors/app-error'

type Address = `0x${string}`

/** `by`: who answers, lower case. `reason`: what the provider reads. */
export type EpochAnswer = { by: Address; decision: 'accepted' | 'rejected'; reason: string }

/**
 * Answers a dispute of an epoch, with its row in the audit log or not at all. Whether `by` may is the caller's to check. Changes no root: what an
 * upheld one corrects is done with the inputs. `now` is of the chain, like the epoch. DISPUTE_NOT_FOUND, DISPUTE_DECIDED, DISPUTE_OWN.
 */
export function answerEpochDispute(
  db: Db,
  chainId: number,
  id: string,
  { by, decision, reason }: EpochAnswer,
  now: Date,
): Promise<EpochDisputeHead> {
  return db.transaction(async (tx) => {
    const row = await lockEpochDispute(tx, chainId, id)
    if (!row) throw new AppError('DISPUTE_NOT_FOUND', { id })
    if (row.decision) throw new AppError('DISPUTE_DECIDED')
    const { provider, account, label, evidenceHash } = row
    const registered = await findProvider(tx, chainId, provider)
    const changes = (await listPayoutChanges(tx, chainId, provider)).map(payoutChangeOf)
    const payout = registered && effectivePayout(registered.payout, changes, secondsOf(now)).toLowerCase()
    if ([account, provider, payout].includes(by)) throw new AppError('DISPUTE_OWN')
    const answer = { decision, decidedAt: now, decidedBy: by, reason }
    await answerRow(tx, row, answer)
    const detail = { id, provider, label, evidenceHash, reason }
    await appendAudit(tx, { actor: by, action: `epoch dispute ${decision}`, detail })
    return { ...row, ...answer }
  })
}
