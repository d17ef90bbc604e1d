import { appendAudit } from '../db/audit-rows'
import type { Queryable } from '../db/connect'
import { endFreezes, insertFreeze } from '../db/metering-price-history'
import type { Service } from '../domain/service'
import { AppError } from '../errors/app-error'

type Hand = { chainId: number; service: Service; by: `0x${string}`; reason: string; now: Date }

/** Holds the factor of a service from the next hour on, until `until` or until it is lifted. In the audit log. REASON_REQUIRED. */
export function freezePrice(db: Queryable, { until = null, ...hand }: Hand & { until?: Date | null }): Promise<void> {
  return byHand(db, 'price.freeze', hand, until, async (tx) => {
    const { chainId, service, by, reason, now } = hand
    await insertFreeze(tx, { chainId, service, from: now, until, by, reason })
  })
}

/** Lets the factor of a service move again. In the audit log. NOT_FOUND when nothing holds it. */
export function unfreezePrice(db: Queryable, hand: Hand): Promise<void> {
  return byHand(db, 'price.unfreeze', hand, null, async (tx) => {
    const ended = await endFreezes(tx, hand.chainId, hand.service, hand.now)
    if (ended === 0) throw new AppError('NOT_FOUND', { what: `a freeze of ${hand.service}` })
  })
}

function byHand(
  db: Queryable,
  action: string,
  { chainId, service, by, reason, now }: Hand,
  until: Date | null,
  work: (tx: Queryable) => Promise<void>,
): Promise<void> {
  if (reason.trim() === '') throw new AppError('REASON_REQUIRED')
  return db.transaction(async (tx) => {
    await work(tx)
    const detail = { chainId, service, reason, until: until?.toISOString() ?? null }
    await appendAudit(tx, { actor: by, action, detail }, now)
  })
}
