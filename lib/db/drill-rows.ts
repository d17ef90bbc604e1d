import { and, desc, eq, type InferSelectModel, isNotNull, isNull } from 'drizzle-orm'
import type { Queryable } from './connect'
import { pauseDrills } from './risk-schema'

export type DrillRow = InferSelectModel<typeof pauseDrills>

export async function insertDrill(
  db: Queryable,
  row: Pick<DrillRow, 'id' | 'chainId' | 'account' | 'begunAt' | 'block'>,
): Promise<void> {
  await db.insert(pauseDrills).values(row)
}

/** Locked to the end of the transaction: what is measured is kept once. */
export async function lockDrill(tx: Queryable, chainId: number, id: string): Promise<DrillRow | null> {
  const where = and(eq(pauseDrills.chainId, chainId), eq(pauseDrills.id, id))
  const [row] = await tx.select().from(pauseDrills).where(where).for('update')
  return row ?? null
}

/** The pause of a drill; false when it has one. */
export async function keepPause(
  tx: Queryable,
  id: string,
  pause: Pick<DrillRow, 'tx' | 'block' | 'interactions' | 'msToBlock'>,
): Promise<boolean> {
  const where = and(eq(pauseDrills.id, id), isNull(pauseDrills.msToBlock))
  return (await tx.update(pauseDrills).set(pause).where(where)).rowCount === 1
}

/** When the banner stood elsewhere, which ends the drill; false when it was kept before. */
export async function keepBanner(
  tx: Queryable,
  id: string,
  banner: Pick<DrillRow, 'msToBanner' | 'endedAt'>,
): Promise<boolean> {
  const where = and(eq(pauseDrills.id, id), isNull(pauseDrills.msToBanner), isNotNull(pauseDrills.msToBlock))
  return (await tx.update(pauseDrills).set(banner).where(where)).rowCount === 1
}

/** Drills in which something was paused, the last first. */
export const listDrills = (db: Queryable, chainId: number, limit: number): Promise<DrillRow[]> =>
  db
    .select()
    .from(pauseDrills)
    .where(and(eq(pauseDrills.chainId, chainId), isNotNull(pauseDrills.msToBlock)))
    .orderBy(desc(pauseDrills.begunAt))
    .limit(limit)
