import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { gateways, keyDays, keys } from './metering-schema'

export type KeyRow = typeof keys.$inferSelect
/** With whether its gateway still is one. */
export type FoundKey = KeyRow & { gatewayRevokedAt: Date | null }

/** False when the prefix is taken. */
export async function insertKey(db: Queryable, key: typeof keys.$inferInsert): Promise<boolean> {
  const { rowCount } = await db.insert(keys).values(key).onConflictDoNothing()
  return rowCount === 1
}

export async function findKeyByHash(db: Queryable, hash: string): Promise<FoundKey | null> {
  const [row] = await db
    .select({ key: keys, gatewayRevokedAt: gateways.revokedAt })
    .from(keys)
    .leftJoin(gateways, eq(gateways.id, keys.gateway))
    .where(eq(keys.hash, hash))
  return row ? { ...row.key, gatewayRevokedAt: row.gatewayRevokedAt } : null
}

export type KeyHolder = { gateway: string } | { owner: `0x${string}` }

const heldBy = (holder: KeyHolder) =>
  'gateway' in holder ? eq(keys.gateway, holder.gateway) : sql`${keys.owner} = ${holder.owner.toLowerCase()}`

/** Newest first, the revoked ones too. */
export const keysOf = (db: Queryable, holder: KeyHolder): Promise<KeyRow[]> =>
  db.select().from(keys).where(heldBy(holder)).orderBy(desc(keys.createdAt), keys.prefix)

/** A key by its prefix, of this holder only. */
export async function findKeyOf(db: Queryable, prefix: string, holder: KeyHolder): Promise<KeyRow | null> {
  const [row] = await db
    .select()
    .from(keys)
    .where(and(eq(keys.prefix, prefix), heldBy(holder)))
  return row ?? null
}

/** For an update: two rotations of one key take turns. */
export async function lockKey(db: Queryable, prefix: string, holder: KeyHolder): Promise<KeyRow | null> {
  const [row] = await db
    .select()
    .from(keys)
    .where(and(eq(keys.prefix, prefix), heldBy(holder)))
    .for('update')
  return row ?? null
}

export async function setKeyEnd(
  db: Queryable,
  prefix: string,
  end: { expiresAt: Date } | { revokedAt: Date },
): Promise<void> {
  await db
    .update(keys)
    .set(end)
    .where(and(eq(keys.prefix, prefix), isNull(keys.revokedAt)))
}

export async function setLastUsed(db: Queryable, prefix: string, at: Date): Promise<void> {
  await db.update(keys).set({ lastUsedAt: at }).where(eq(keys.prefix, prefix))
}

export async function insertGateway(db: Queryable, gateway: typeof gateways.$inferInsert): Promise<void> {
  await db.insert(gateways).values(gateway).onConflictDoNothing()
}

/** nano-USD charged with an API key of a user on a UTC day. */
export async function chargedOnDay(db: Queryable, prefix: string, day: string): Promise<bigint> {
  const [row] = await db
    .select({ chargeNano: keyDays.chargeNano })
    .from(keyDays)
    .where(and(eq(keyDays.prefix, prefix), eq(keyDays.day, day)))
  return row?.chargeNano ?? 0n
}
