import { and, asc, desc, eq, gt, gte, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { priceFreezes, servicePrices } from './metering-schema'

export type ServicePrice = typeof servicePrices.$inferSelect

/** The newest price of each service at a time. */
export const pricesAt = (db: Queryable, chainId: number, at: Date): Promise<ServicePrice[]> =>
  db
    .selectDistinctOn([servicePrices.service])
    .from(servicePrices)
    .where(and(eq(servicePrices.chainId, chainId), lte(servicePrices.at, at)))
    .orderBy(servicePrices.service, desc(servicePrices.at))

/** Factor that was in force a day before `at`, ppm; the first one of a service that is younger, null of one without any. */
export async function factorADayBefore(
  db: Queryable,
  chainId: number,
  service: string,
  at: Date,
): Promise<bigint | null> {
  const of = and(eq(servicePrices.chainId, chainId), eq(servicePrices.service, service))
  const factor = { factor: servicePrices.factor }
  const dayBefore = new Date(at.getTime() - 86_400_000)
  const [old] = await db
    .select(factor)
    .from(servicePrices)
    .where(and(of, lte(servicePrices.at, dayBefore)))
    .orderBy(desc(servicePrices.at))
    .limit(1)
  if (old) return old.factor
  const [first] = await db.select(factor).from(servicePrices).where(of).orderBy(asc(servicePrices.at)).limit(1)
  return first?.factor ?? null
}

/** Prices of [from, until), the oldest first, at most `limit`. */
export const priceHistory = (
  db: Queryable,
  chainId: number,
  service: string,
  span: { from: Date; until: Date },
  limit: number,
): Promise<ServicePrice[]> =>
  db
    .select()
    .from(servicePrices)
    .where(
      and(
        eq(servicePrices.chainId, chainId),
        eq(servicePrices.service, service),
        gte(servicePrices.at, span.from),
        lt(servicePrices.at, span.until),
      ),
    )
    .orderBy(asc(servicePrices.at))
    .limit(limit)

/** A price that is there already stays. */
export async function insertPrices(db: Queryable, rows: (typeof servicePrices.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(servicePrices).values(rows).onConflictDoNothing()
}

const inForce = (chainId: number, at: Date) =>
  and(
    eq(priceFreezes.chainId, chainId),
    lte(priceFreezes.from, at),
    or(isNull(priceFreezes.until), gt(priceFreezes.until, at)),
  )

/** Services whose factor a hand holds at a time. */
export async function frozenAt(db: Queryable, chainId: number, at: Date): Promise<Set<string>> {
  const rows = await db.select({ service: priceFreezes.service }).from(priceFreezes).where(inForce(chainId, at))
  return new Set(rows.map(({ service }) => service))
}

/** Freezes in force at a time, by service. */
export const listFreezes = (db: Queryable, chainId: number, at: Date) =>
  db.select().from(priceFreezes).where(inForce(chainId, at)).orderBy(asc(priceFreezes.service), asc(priceFreezes.from))

export async function insertFreeze(db: Queryable, freeze: typeof priceFreezes.$inferInsert): Promise<void> {
  await db.insert(priceFreezes).values(freeze)
}

/** How many freezes of a service it ended. */
export async function endFreezes(db: Queryable, chainId: number, service: string, at: Date): Promise<number> {
  const { rowCount } = await db
    .update(priceFreezes)
    .set({ until: at })
    .where(and(inForce(chainId, at), sql`${priceFreezes.service} = ${service}`))
  return rowCount ?? 0
}
