import { and, asc, desc, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { AccountName, Bucket } from '../domain/buckets'
import type { Queryable } from './connect'
import { checkpoints, distributions, events, months, movements, payments, prices, splits, tranches } from './schema'

/**
 * Rows of the month reports. A span is the blocks after `opening` up to and with `closing`; what happened up to `opening` is
 * before the month. All reads are over blocks the chain will not take back, so pages of one report read at different moments fit together.
 */
export type Span = { chainId: number; opening: bigint; closing: bigint }

export type MonthRow = typeof months.$inferSelect

export const findMonth = async (db: Queryable, chainId: number, month: string): Promise<MonthRow | null> => {
  const rows = await db
    .select()
    .from(months)
    .where(and(eq(months.chainId, chainId), eq(months.month, month)))
  return rows[0] ?? null
}

export const listMonths = (db: Queryable, chainId: number): Promise<MonthRow[]> =>
  db.select().from(months).where(eq(months.chainId, chainId)).orderBy(asc(months.month))

export type LedgerHead = typeof checkpoints.$inferSelect

export const findLedgerHead = async (db: Queryable, chainId: number): Promise<LedgerHead | null> => {
  const rows = await db.select().from(checkpoints).where(eq(checkpoints.chainId, chainId))
  return rows[0] ?? null
}

/** Time of the first entry of the ledger: genesis. */
export const findGenesisTime = async (db: Queryable, chainId: number): Promise<Date | null> => {
  const rows = await db
    .select({ at: movements.blockTime })
    .from(movements)
    .where(eq(movements.chainId, chainId))
    .orderBy(asc(movements.blockNumber), asc(movements.logIndex))
    .limit(1)
  return rows[0]?.at ?? null
}

/** What went from one account of the ledger to another, in wei: before the span and in it. */
export type Flow = { from: AccountName; to: AccountName; before: bigint; during: bigint; entries: number }

const wei = (expression: SQL): SQL<bigint> => sql<bigint>`coalesce(${expression}, 0)`.mapWith(BigInt)

/** The whole ledger up to `closing` as a matrix of accounts: everything a roll-forward needs, in one statement. */
export const flows = (db: Queryable, { chainId, opening, closing }: Span): Promise<Flow[]> =>
  db
    .select({
      from: movements.fromBucket,
      to: movements.toBucket,
      before: wei(sql`sum(${movements.amount}) filter (where ${movements.blockNumber} <= ${opening})`),
      during: wei(sql`sum(${movements.amount}) filter (where ${movements.blockNumber} > ${opening})`),
      entries: sql<number>`count(*) filter (where ${movements.blockNumber} > ${opening})`.mapWith(Number),
    })
    .from(movements)
    .where(and(eq(movements.chainId, chainId), lte(movements.blockNumber, closing)))
    .groupBy(movements.fromBucket, movements.toBucket)

export type AccountBalance = { bucket: AccountName; owner: string; amount: bigint }

/** Every account that was ever used, after `block`; zeros too, because the chain may know more about them than we do. */
export const accountsAt = async (db: Queryable, chainId: number, block: bigint): Promise<AccountBalance[]> => {
  const result = await db.execute<{ bucket: Bucket; owner: string; amount: string }>(sql`
    select bucket, owner, sum(amount)::text as amount from (
      select to_bucket as bucket, to_owner as owner, amount from movements
        where chain_id = ${chainId} and block_number <= ${block}
      union all
      select from_bucket, from_owner, -amount from movements
        where chain_id = ${chainId} and block_number <= ${block}
    ) entries group by bucket, owner`)
  return result.rows.map(({ bucket, owner, amount }) => ({ bucket, owner, amount: BigInt(amount) }))
}

/** Accounts of the wallets that are ours and of some owners, after `block`: a few among a million. */
export const accountsOf = async (
  db: Queryable,
  { chainId, block, owners }: { chainId: number; block: bigint; owners: readonly string[] },
): Promise<AccountBalance[]> => {
  const list = `{${owners.join(',')}}`
  const side = (bucket: SQL, owner: SQL, sign: SQL) => sql`
    select ${bucket} as bucket, ${owner} as owner, sum(${sign} amount) as amount from movements
    where chain_id = ${chainId} and block_number <= ${block} and (${bucket} = 'treasury_external' or ${owner} = any(${list}::text[]))
    group by 1, 2`
  const result = await db.execute<{ bucket: AccountName; owner: string; amount: string }>(sql`
    select bucket, owner, sum(amount)::text as amount from (
      ${side(sql`to_bucket`, sql`to_owner`, sql``)} union all ${side(sql`from_bucket`, sql`from_owner`, sql`-`)}) as sides
    group by bucket, owner order by bucket, owner`)
  return result.rows.map(({ bucket, owner, amount }) => ({ bucket, owner, amount: BigInt(amount) }))
}

type Placed = { chainId: AnyPgColumn; blockNumber: AnyPgColumn; logIndex: AnyPgColumn }

const inSpan = (table: Placed, { chainId, opening, closing }: Span) =>
  and(eq(table.chainId, chainId), gt(table.blockNumber, opening), lte(table.blockNumber, closing))

export type MovementRow = typeof movements.$inferSelect

/** Entries that destroyed tokens. */
export const burnRows = (db: Queryable, span: Span): Promise<MovementRow[]> =>
  db
    .select()
    .from(movements)
    .where(and(inSpan(movements, span), eq(movements.toBucket, 'burned')))
    .orderBy(asc(movements.blockNumber), asc(movements.logIndex), asc(movements.seq))

export type PaymentRow = typeof payments.$inferSelect

export type PaymentTotals = { payments: number; amount: bigint; usd: bigint }

export const paymentTotals = async (db: Queryable, span: Span): Promise<PaymentTotals> => {
  const rows = await db
    .select({
      payments: sql<number>`count(*)`.mapWith(Number),
      amount: wei(sql`sum(${payments.amount})`),
      usd: wei(sql`sum(${payments.usd})`),
    })
    .from(payments)
    .where(inSpan(payments, span))
  return rows[0] ?? { payments: 0, amount: 0n, usd: 0n }
}

export type DistributionRow = typeof distributions.$inferSelect

export const distributionRows = (db: Queryable, span: Span): Promise<DistributionRow[]> =>
  db
    .select()
    .from(distributions)
    .where(inSpan(distributions, span))
    .orderBy(asc(distributions.blockNumber), asc(distributions.logIndex))

export type SplitRow = typeof splits.$inferSelect

export const splitRows = (db: Queryable, chainId: number, block: bigint): Promise<SplitRow[]> =>
  db
    .select()
    .from(splits)
    .where(and(eq(splits.chainId, chainId), lte(splits.blockNumber, block)))
    .orderBy(asc(splits.version))

export type PriceRow = typeof prices.$inferSelect

/** The price in force when the span begins, if any, and every price set in it. */
export const priceRows = async (db: Queryable, span: Span): Promise<PriceRow[]> => {
  const order = [prices.blockNumber, prices.logIndex] as const
  // One after the other: `db` may be one connection.
  const before = await db
    .select()
    .from(prices)
    .where(and(eq(prices.chainId, span.chainId), lte(prices.blockNumber, span.opening)))
    .orderBy(...order.map((column) => desc(column)))
    .limit(1)
  const during = await db
    .select()
    .from(prices)
    .where(inSpan(prices, span))
    .orderBy(...order.map((column) => asc(column)))
  return [...before, ...during]
}

export type TrancheRow = typeof tranches.$inferSelect

export const trancheRows = (db: Queryable, chainId: number, block: bigint): Promise<TrancheRow[]> =>
  db
    .select()
    .from(tranches)
    .where(and(eq(tranches.chainId, chainId), lte(tranches.blockNumber, block)))
    .orderBy(asc(tranches.id))

/** Emission used and provider rewards claimed, wei: all before the span under `day` null, then per UTC day of it. */
export type EmissionDay = { day: string | null; used: bigint; claimed: bigint }

export const emissionDays = (db: Queryable, { chainId, opening, closing }: Span): Promise<EmissionDay[]> => {
  const day = sql<string | null>`case when ${movements.blockNumber} > ${opening}
    then to_char(${movements.blockTime} at time zone 'UTC', 'YYYY-MM-DD') end`
  return db
    .select({
      day,
      used: wei(sql`sum(${movements.amount}) filter (where ${movements.fromBucket} = 'rewards_emission')`),
      claimed: wei(sql`sum(${movements.amount}) filter (where ${movements.kind} = 'claim')`),
    })
    .from(movements)
    .where(
      and(
        eq(movements.chainId, chainId),
        lte(movements.blockNumber, closing),
        sql`((${movements.kind} = 'allocate' and ${movements.fromBucket} = 'rewards_emission')
          or (${movements.kind} = 'claim' and ${movements.fromOwner} = 'provider'))`,
      ),
    )
    .groupBy(sql`1`)
    .orderBy(sql`1 asc nulls first`)
}

export type EventRow = typeof events.$inferSelect & {
  operationId: string | null
  reason: string | null
}

/** Events of these names, with the scheduled operation that was executed in the same transaction and the reason given for it. */
export const eventRows = async (db: Queryable, span: Span, names: readonly string[]): Promise<EventRow[]> => {
  // Names of columns are written out: of one table they would come without it, and mean those of the operation.
  const operation = sql<string | null>`(select o.operation_id from operations o
    where o.chain_id = "events"."chain_id" and o.ended_tx = "events"."tx_hash" and o.ended_as = 'executed'
    order by o.operation_id, o.nonce limit 1)`
  const rows = await db
    .select({
      event: events,
      operationId: operation,
      reason: sql<
        string | null
      >`(select r.text from reasons r where r.operation_id = ${operation} order by r.created_at limit 1)`,
    })
    .from(events)
    .where(and(inSpan(events, span), inArray(events.name, [...names])))
    .orderBy(asc(events.blockNumber), asc(events.logIndex))
  return rows.map(({ event, operationId, reason }) => ({ ...event, operationId, reason }))
}
