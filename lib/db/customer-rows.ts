import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Queryable } from './connect'
import { customers, planRequests, termsConsents } from './customer-schema'
import { receipts } from './metering-schema'

type Hex = `0x${string}`
export type PlanRequest = typeof planRequests.$inferSelect
export type Customer = typeof customers.$inferSelect

/** A consent that is there already stays as it was given. */
export async function insertConsent(db: Queryable, row: typeof termsConsents.$inferInsert): Promise<void> {
  await db.insert(termsConsents).values(row).onConflictDoNothing()
}

/** When an account agreed to a version; null when it did not. */
export async function findConsent(db: Queryable, chainId: number, account: Hex, version: string): Promise<Date | null> {
  const where = and(
    eq(termsConsents.chainId, chainId),
    eq(termsConsents.account, account),
    eq(termsConsents.version, version),
  )
  const [row] = await db.select({ agreedAt: termsConsents.agreedAt }).from(termsConsents).where(where)
  return row?.agreedAt ?? null
}

export const insertPlanRequest = async (db: Queryable, row: typeof planRequests.$inferInsert): Promise<void> => {
  await db.insert(planRequests).values(row)
}

export const listPlanRequestsOf = (db: Queryable, chainId: number, account: Hex, limit: number) =>
  db
    .select()
    .from(planRequests)
    .where(and(eq(planRequests.chainId, chainId), eq(planRequests.account, account)))
    .orderBy(desc(planRequests.askedAt))
    .limit(limit)

/** What waits for an answer first, the oldest first; then the rest. */
export const listPlanRequests = (db: Queryable, chainId: number, limit: number) =>
  db
    .select()
    .from(planRequests)
    .where(eq(planRequests.chainId, chainId))
    .orderBy(sql`${planRequests.endedAt} is not null`, planRequests.askedAt)
    .limit(limit)

/** False when there is none of this id that waits. */
export async function endPlanRequest(
  db: Queryable,
  chainId: number,
  id: string,
  end: { endedAt: Date; endedBy: Hex; answer: string },
): Promise<boolean> {
  const where = and(eq(planRequests.chainId, chainId), eq(planRequests.id, id), isNull(planRequests.endedAt))
  const { rowCount } = await db.update(planRequests).set(end).where(where)
  return rowCount === 1
}

/**
 * What an account used in [from, until) and what it would have cost without an allowance: every receipt at the price that was in force for it,
 * each side rounded up as a charge is. nano-USD by service, credit notes apart.
 */
export async function sumPayPerUse(
  db: Queryable,
  chainId: number,
  account: Hex,
  { from, until }: { from: Date; until: Date },
): Promise<{ service: string; units: bigint; nano: bigint }[]> {
  const { month, startedAt, inputUnits, outputUnits, priceInput, priceOutput, priceUnit } = receipts
  const side = (units: PgColumn, price: PgColumn) => sql`ceil(${units}::numeric * ${price} / ${priceUnit})`
  const firstOf = (time: Date) => `${time.toISOString().slice(0, 7)}-01`
  return db
    .select({
      service: receipts.service,
      units: sql`sum(${inputUnits} + ${outputUnits})`.mapWith(BigInt),
      nano: sql`sum(${side(inputUnits, priceInput)} + ${side(outputUnits, priceOutput)})`.mapWith(BigInt),
    })
    .from(receipts)
    .where(
      and(
        eq(receipts.chainId, chainId),
        eq(receipts.account, account),
        eq(receipts.kind, 'usage'),
        sql`${month} >= ${firstOf(from)}::date and ${month} <= ${firstOf(until)}::date`,
        sql`${startedAt} >= ${from.toISOString()}::timestamptz and ${startedAt} < ${until.toISOString()}::timestamptz`,
      ),
    )
    .groupBy(receipts.service)
}

export async function findCustomer(db: Queryable, chainId: number, account: Hex): Promise<Customer | null> {
  const where = and(eq(customers.chainId, chainId), eq(customers.account, account))
  const [row] = await db.select().from(customers).where(where)
  return row ?? null
}

export async function saveCustomer(db: Queryable, row: Customer): Promise<void> {
  const { chainId, account, ...set } = row
  await db
    .insert(customers)
    .values(row)
    .onConflictDoUpdate({ target: [customers.chainId, customers.account], set })
}
