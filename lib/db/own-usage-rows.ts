import { and, asc, desc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { keyDays, keys, receipts, settlements, type usageDays } from './metering-schema'
import type { DaySpan } from './overview-rows'

type Hex = `0x${string}`
const total = (column: SQL | typeof usageDays.requests | typeof keyDays.requests | typeof keyDays.chargeNano) =>
  sql<bigint>`coalesce(sum(${column}), 0)`.mapWith(BigInt)

export type KeySum = { prefix: string; name: string; requests: bigint; chargeNano: bigint }

/** What each API key of an account was used for over [from, until), nano-USD, the most first; unused keys are absent. */
export const sumByKey = (db: Queryable, owner: Hex, { from, until }: DaySpan): Promise<KeySum[]> => {
  const chargeNano = total(keyDays.chargeNano)
  return db
    .select({ prefix: keys.prefix, name: keys.name, requests: total(keyDays.requests), chargeNano })
    .from(keys)
    .innerJoin(keyDays, and(eq(keyDays.prefix, keys.prefix), gte(keyDays.day, from), lt(keyDays.day, until)))
    .where(eq(keys.owner, owner))
    .groupBy(keys.prefix, keys.name)
    .orderBy(desc(chargeNano), asc(keys.prefix))
}

/** A place in the list of receipts, newest first. */
export type ReceiptCursor = { startedAt: Date; seq: bigint }
/** `key`: the prefix of an API key, empty for requests without one. */
export type ReceiptFilter = DaySpan & { service?: string | undefined; key?: string | undefined }

const OWN = {
  kind: receipts.kind,
  gateway: receipts.gateway,
  requestId: receipts.requestId,
  account: receipts.account,
  keyPrefix: receipts.keyPrefix,
  provider: receipts.provider,
  service: receipts.service,
  inputUnits: receipts.inputUnits,
  outputUnits: receipts.outputUnits,
  coveredInput: receipts.coveredInput,
  coveredOutput: receipts.coveredOutput,
  startedAt: receipts.startedAt,
  endedAt: receipts.endedAt,
  periodIndex: receipts.periodIndex,
  fromRolled: receipts.fromRolled,
  fromFresh: receipts.fromFresh,
  priceAt: receipts.priceAt,
  priceInput: receipts.priceInput,
  priceOutput: receipts.priceOutput,
  priceUnit: receipts.priceUnit,
  chargeNano: receipts.chargeNano,
  refersTo: receipts.refersTo,
  reason: receipts.reason,
  seq: receipts.seq,
}
export type OwnReceiptRow = Awaited<ReturnType<typeof listOwnReceipts>>[number]

const instant = (day: string) => new Date(`${day}T00:00:00Z`)
const monthOfDay = (day: string) => `${day.slice(0, 7)}-01`

/** Receipts of an account by the start of the request, newest first, after `before` when one is given. */
export function listOwnReceipts(
  db: Queryable,
  chainId: number,
  account: Hex,
  { from, until, service, key }: ReceiptFilter,
  limit: number,
  before?: ReceiptCursor,
) {
  const { startedAt, seq, month } = receipts
  return db
    .select(OWN)
    .from(receipts)
    .where(
      and(
        eq(receipts.chainId, chainId),
        eq(receipts.account, account),
        // The partitions that can hold them; the times choose the rows.
        gte(month, monthOfDay(from)),
        sql`${month} <= ${monthOfDay(until)}::date`,
        gte(startedAt, instant(from)),
        lt(startedAt, instant(until)),
        service === undefined ? undefined : eq(receipts.service, service),
        key === undefined ? undefined : key === '' ? sql`${receipts.keyPrefix} is null` : eq(receipts.keyPrefix, key),
        before && or(lt(startedAt, before.startedAt), and(eq(startedAt, before.startedAt), lt(seq, before.seq))),
      ),
    )
    .orderBy(desc(startedAt), desc(seq))
    .limit(limit)
}

/** One receipt in full, of this account only. */
export async function findOwnReceipt(
  db: Queryable,
  chainId: number,
  account: Hex,
  { gateway, requestId }: { gateway: string; requestId: string },
): Promise<OwnReceiptRow | null> {
  const where = and(
    eq(receipts.chainId, chainId),
    eq(receipts.account, account),
    eq(receipts.gateway, gateway),
    eq(receipts.requestId, requestId),
  )
  const [row] = await db.select(OWN).from(receipts).where(where).limit(1)
  return row ?? null
}

/** Credit notes of a receipt, the oldest first. */
export const listNotesOf = (
  db: Queryable,
  chainId: number,
  { account, gateway, requestId }: { account: Hex; gateway: string; requestId: string },
) =>
  db
    .select({ requestId: receipts.requestId, chargeNano: receipts.chargeNano, reason: receipts.reason })
    .from(receipts)
    .where(
      and(
        eq(receipts.chainId, chainId),
        eq(receipts.account, account),
        eq(receipts.gateway, gateway),
        eq(receipts.kind, 'credit_note'),
        eq(receipts.refersTo, requestId),
      ),
    )
    .orderBy(asc(receipts.seq))

/** The last receipt that a batch on chain holds; 0 before the first batch. */
export async function findSettledSeq(db: Queryable, chainId: number): Promise<bigint> {
  const upto = sql<string>`coalesce(max(${settlements.uptoSeq}), 0)`
  const where = and(eq(settlements.chainId, chainId), eq(settlements.state, 'settled'))
  const [row] = await db.select({ upto }).from(settlements).where(where)
  return BigInt(row?.upto ?? 0)
}
