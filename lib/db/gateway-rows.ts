import { asc, desc, eq, isNotNull } from 'drizzle-orm'
import type { Queryable } from './connect'
import type { KeyRow } from './metering-key-rows'
import { gateways, keys } from './metering-schema'

export type GatewayRow = typeof gateways.$inferSelect

/** False when there is one of this id. */
export async function addGatewayRow(tx: Queryable, row: typeof gateways.$inferInsert): Promise<boolean> {
  const { rowCount } = await tx.insert(gateways).values(row).onConflictDoNothing()
  return rowCount === 1
}

export async function lockGateway(tx: Queryable, id: string): Promise<GatewayRow | null> {
  const [row] = await tx.select().from(gateways).where(eq(gateways.id, id)).for('update')
  return row ?? null
}

export async function setGatewayRevoked(tx: Queryable, id: string, revokedAt: Date): Promise<void> {
  await tx.update(gateways).set({ revokedAt }).where(eq(gateways.id, id))
}

export const listGateways = (db: Queryable): Promise<GatewayRow[]> =>
  db.select().from(gateways).orderBy(asc(gateways.createdAt), asc(gateways.id))

/** Keys of all gateways, the newest first; revoked ones too. */
export const listGatewayKeys = (db: Queryable): Promise<KeyRow[]> =>
  db.select().from(keys).where(isNotNull(keys.gateway)).orderBy(desc(keys.createdAt), asc(keys.prefix))
