import { type InferSelectModel, sql } from 'drizzle-orm'
import { isThresholdId, type ThresholdId, type ThresholdValues, thresholdsWith } from '../domain/threshold'
import type { Queryable } from './connect'
import { thresholds } from './risk-schema'

export type SetThreshold = Omit<InferSelectModel<typeof thresholds>, 'id'> & { id: ThresholdId }

/** What an admin set; a row of a threshold that this version no longer has is left out. */
export async function listSetThresholds(db: Queryable): Promise<SetThreshold[]> {
  const rows = await db.select().from(thresholds)
  return rows.flatMap(({ id, ...row }) => (isThresholdId(id) ? [{ id, ...row }] : []))
}

/** Every threshold that is in force. */
export async function readThresholds(db: Queryable): Promise<ThresholdValues> {
  const set = await listSetThresholds(db)
  return thresholdsWith(Object.fromEntries(set.map(({ id, value }) => [id, value])))
}

/** Sets one, in turns with whoever else does; gives what was in force before. Inside a transaction. */
export async function saveThreshold(tx: Queryable, row: SetThreshold): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('thresholds', 0))`)
  const before = await readThresholds(tx)
  const { id, ...set } = row
  await tx.insert(thresholds).values(row).onConflictDoUpdate({ target: thresholds.id, set })
  return before[id]
}
