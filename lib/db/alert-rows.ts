import { randomUUID } from 'node:crypto'
import { and, desc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import type { Severity } from '../domain/alerts'
import type { Queryable } from './connect'
import { alerts } from './work-schema'

export type AlertRow = typeof alerts.$inferSelect

export type NewAlert = {
  /** Names the matter, its kind first: `root-pending provider 0x…`. */
  key: string
  severity: Severity
  /** A sentence for a person. */
  say: string
  detail?: Record<string, unknown>
  /** Whom it concerns; the staff without it. */
  account?: string
}

/** Opens an alert, once per key: while it is open, raising it again counts and refreshes what it says. Times are this machine's. */
export async function raiseAlert(
  db: Queryable,
  { key, severity, say, detail = {}, account = '' }: NewAlert,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`alert ${key}`}, 0))`)
    const again = await tx
      .update(alerts)
      .set({ severity, say, detail, seen: sql`${alerts.seen} + 1` })
      .where(and(eq(alerts.key, key), isNull(alerts.closedAt)))
      .returning({ id: alerts.id })
    if (again.length > 0) return
    const row = { id: randomUUID(), key, severity, say, detail, account: account.toLowerCase(), openedAt: sql`now()` }
    await tx.insert(alerts).values(row)
  })
}

/** The matter is over. Nothing happens when no alert of this key is open. */
export async function closeAlert(db: Queryable, key: string): Promise<void> {
  await db
    .update(alerts)
    .set({ closedAt: sql`now()` })
    .where(and(eq(alerts.key, key), isNull(alerts.closedAt)))
}

/** Closes what is open of these kinds, except the keys that still hold. */
export async function closeOthers(
  db: Queryable,
  kinds: readonly string[],
  stillOpen: readonly string[],
): Promise<void> {
  const isOfKind = inArray(sql`split_part(${alerts.key}, ' ', 1)`, [...kinds])
  await db
    .update(alerts)
    .set({ closedAt: sql`now()` })
    .where(and(isNull(alerts.closedAt), isOfKind, notInArray(alerts.key, [...stillOpen])))
}

/** Open alerts of the staff (no account) or of one account, the newest first. */
export const listOpenAlerts = (db: Queryable, account = '', limit = 100): Promise<AlertRow[]> =>
  db
    .select()
    .from(alerts)
    .where(and(isNull(alerts.closedAt), eq(alerts.account, account.toLowerCase())))
    .orderBy(desc(alerts.openedAt))
    .limit(limit)

export const listOpenByKey = (db: Queryable, keys: readonly string[]): Promise<AlertRow[]> =>
  db
    .select()
    .from(alerts)
    .where(and(isNull(alerts.closedAt), inArray(alerts.key, [...keys])))
    .orderBy(desc(alerts.openedAt))
