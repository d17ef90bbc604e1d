import { and, asc, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Address, Hex } from 'viem'
import type { PayoutChange } from '../domain/provider'
import { secondsOf } from '../domain/time'
import type { Queryable } from './connect'
import { capacityReports } from './metering-schema'
import { demandHours, exclusions, jobHours, payoutChanges, probes, providers } from './provider-schema'

export type ProviderRow = typeof providers.$inferSelect
export type PayoutChangeRow = typeof payoutChanges.$inferSelect
export type ProbeRow = typeof probes.$inferInsert
export type JobHourRow = typeof jobHours.$inferInsert
export type ExclusionRow = typeof exclusions.$inferSelect
export type CapacityRow = typeof capacityReports.$inferInsert

const lower = (address: string): Hex => address.toLowerCase() as Hex

/** `forUpdate`: messages of one provider take turns. */
export async function findProvider(
  db: Queryable,
  chainId: number,
  provider: Address,
  forUpdate = false,
): Promise<ProviderRow | null> {
  const query = db
    .select()
    .from(providers)
    .where(and(eq(providers.chainId, chainId), eq(providers.provider, lower(provider))))
  const [row] = await (forUpdate ? query.for('update') : query)
  return row ?? null
}

/** By address, after one; a page. */
export async function listProviders(
  db: Queryable,
  chainId: number,
  { after = '', limit = 10_000 }: { after?: string; limit?: number } = {},
): Promise<ProviderRow[]> {
  return db
    .select()
    .from(providers)
    .where(and(eq(providers.chainId, chainId), gt(providers.provider, lower(after))))
    .orderBy(asc(providers.provider))
    .limit(limit)
}

/** False when somebody else registered it a moment before. */
export async function insertProvider(tx: Queryable, row: typeof providers.$inferInsert): Promise<boolean> {
  const done = await tx.insert(providers).values(row).onConflictDoNothing().returning({ provider: providers.provider })
  return done.length === 1
}

export async function updateProvider(
  tx: Queryable,
  { chainId, provider }: Pick<ProviderRow, 'chainId' | 'provider'>,
  set: Partial<typeof providers.$inferInsert>,
): Promise<void> {
  await tx
    .update(providers)
    .set(set)
    .where(and(eq(providers.chainId, chainId), eq(providers.provider, lower(provider))))
}

export async function listPayoutChanges(
  db: Queryable,
  chainId: number,
  provider?: Address,
): Promise<PayoutChangeRow[]> {
  const ofOne = provider ? eq(payoutChanges.provider, lower(provider)) : undefined
  return db
    .select()
    .from(payoutChanges)
    .where(and(eq(payoutChanges.chainId, chainId), ofOne))
    .orderBy(asc(payoutChanges.provider), asc(payoutChanges.askedAt))
}

export const payoutChangeOf = (row: PayoutChangeRow): PayoutChange => ({
  askedAt: secondsOf(row.askedAt),
  from: row.from,
  to: row.to,
  effectiveAt: secondsOf(row.effectiveAt),
  isCancelled: row.cancelledAt !== null,
})

export async function insertPayoutChange(tx: Queryable, row: typeof payoutChanges.$inferInsert): Promise<void> {
  await tx.insert(payoutChanges).values(row)
}

/** Changes that did not take effect yet. */
export async function cancelPayoutChanges(
  tx: Queryable,
  chainId: number,
  provider: Address,
  now: Date,
): Promise<number> {
  const done = await tx
    .update(payoutChanges)
    .set({ cancelledAt: now })
    .where(
      and(
        eq(payoutChanges.chainId, chainId),
        eq(payoutChanges.provider, lower(provider)),
        isNull(payoutChanges.cancelledAt),
        gt(payoutChanges.effectiveAt, now),
      ),
    )
    .returning({ to: payoutChanges.to })
  return done.length
}

/** A repeated observation changes nothing: the first word of a prober on a minute stands. Returns how many were new. */
export async function insertProbes(tx: Queryable, rows: ProbeRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const done = await tx.insert(probes).values(rows).onConflictDoNothing().returning({ minute: probes.minute })
  return done.length
}

/** The last word of a gateway on an hour stands: an hour is reported while it runs, and again when it is over. */
export async function upsertJobHours(tx: Queryable, rows: JobHourRow[]): Promise<void> {
  if (rows.length === 0) return
  const { chainId, hour, provider, service, gateway } = jobHours
  await tx
    .insert(jobHours)
    .values(rows)
    .onConflictDoUpdate({
      target: [chainId, hour, provider, service, gateway],
      set: {
        requests: sql`excluded.requests`,
        errors: sql`excluded.errors`,
        latencies: sql`excluded.latencies`,
        goodMinutes: sql`excluded.good_minutes`,
      },
    })
}

/** The first report of an hour stands. Returns how many were new. */
export async function insertCapacity(tx: Queryable, rows: CapacityRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const done = await tx.insert(capacityReports).values(rows).onConflictDoNothing().returning({ at: capacityReports.at })
  return done.length
}

/** Those of a provider and the network-wide ones (`provider` empty) that end after a time and begin before another. */
export async function listExclusions(db: Queryable, chainId: number, from: Date, until: Date): Promise<ExclusionRow[]> {
  return db
    .select()
    .from(exclusions)
    .where(and(eq(exclusions.chainId, chainId), gt(exclusions.until, from), lte(exclusions.from, until)))
    .orderBy(asc(exclusions.from), asc(exclusions.id))
}

export async function listMaintenance(db: Queryable, chainId: number, provider: Address): Promise<ExclusionRow[]> {
  return db
    .select()
    .from(exclusions)
    .where(and(eq(exclusions.chainId, chainId), eq(exclusions.provider, lower(provider))))
    .orderBy(desc(exclusions.from))
}

export async function insertExclusion(tx: Queryable, row: typeof exclusions.$inferInsert): Promise<void> {
  await tx.insert(exclusions).values(row)
}

/** An hour is written once. */
export async function insertDemand(tx: Queryable, rows: (typeof demandHours.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(demandHours).values(rows).onConflictDoNothing()
}

/** When the first provider registered; null without one. */
export async function firstRegistration(db: Queryable, chainId: number): Promise<Date | null> {
  const [row] = await db
    .select({ at: providers.registeredAt })
    .from(providers)
    .where(eq(providers.chainId, chainId))
    .orderBy(asc(providers.registeredAt))
    .limit(1)
  return row?.at ?? null
}

/** Which of these addresses (lower case) are registered. */
export async function knownProviders(db: Queryable, chainId: number, all: readonly Address[]): Promise<Set<string>> {
  const rows = await db
    .select({ provider: providers.provider })
    .from(providers)
    .where(and(eq(providers.chainId, chainId), inArray(providers.provider, [...all])))
  return new Set(rows.map(({ provider }) => provider))
}
