import { and, asc, desc, eq, gt, gte, type InferSelectModel, isNull, lte, ne, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { LOCKS } from './locks'
import { meters, receipts, settlements } from './metering-schema'
import { events } from './schema'

export type Settlement = InferSelectModel<typeof settlements>
type Hex = `0x${string}`

export async function lockReceipts(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.receipts})`)
}

export async function findLastSettlement(db: Queryable, chainId: number): Promise<Settlement | null> {
  const where = and(eq(settlements.chainId, chainId), ne(settlements.state, 'failed'))
  const [row] = await db.select().from(settlements).where(where).orderBy(desc(settlements.id)).limit(1)
  return row ?? null
}

export async function insertSettlement(tx: Queryable, row: Settlement): Promise<void> {
  await tx.insert(settlements).values(row)
}

/** What a batch asks for, as long as nothing of it was signed. */
export async function changeUsages(
  db: Queryable,
  { chainId, id }: Settlement,
  change: Pick<Settlement, 'usages' | 'due'>,
): Promise<void> {
  await db
    .update(settlements)
    .set(change)
    .where(and(eq(settlements.chainId, chainId), eq(settlements.id, id)))
}

/** Ends a batch once. False when it had ended before. */
export async function endSettlement(
  tx: Queryable,
  { chainId, id }: Settlement,
  end: Pick<Settlement, 'taken' | 'txHash' | 'blockNumber'> & Partial<Pick<Settlement, 'usages'>>,
): Promise<boolean> {
  const where = and(eq(settlements.chainId, chainId), eq(settlements.id, id), eq(settlements.state, 'built'))
  const ended = await tx
    .update(settlements)
    .set({ ...end, state: 'settled' })
    .where(where)
    .returning({ id: settlements.id })
  return ended.length > 0
}

/** Batches that wait for the chain, the oldest first. */
export const listBuilt = (db: Queryable, chainId: number): Promise<Settlement[]> =>
  db
    .select()
    .from(settlements)
    .where(and(eq(settlements.chainId, chainId), eq(settlements.state, 'built')))
    .orderBy(asc(settlements.id))

/** Settled ones that a reorganisation could still take back, up to a block of the chain; the oldest first. */
export const listNotFinal = (db: Queryable, chainId: number, upto: bigint): Promise<Settlement[]> =>
  db
    .select()
    .from(settlements)
    .where(
      and(
        eq(settlements.chainId, chainId),
        eq(settlements.state, 'settled'),
        isNull(settlements.finalAt),
        lte(settlements.blockNumber, upto),
      ),
    )
    .orderBy(asc(settlements.id))

/** Whether the ledger has the event of a batch where the batch says it is. */
export async function hasBatchEvent(db: Queryable, { chainId, txHash, blockNumber }: Settlement): Promise<boolean> {
  const where = and(
    eq(events.chainId, chainId),
    eq(events.contract, 'Vault'),
    eq(events.name, 'Batch'),
    eq(events.txHash, txHash ?? '0x'),
    eq(events.blockNumber, blockNumber ?? -1n),
  )
  const rows = await db.select({ name: events.name }).from(events).where(where).limit(1)
  return rows.length > 0
}

export async function setFinal(db: Queryable, { chainId, id }: Settlement): Promise<void> {
  await db
    .update(settlements)
    .set({ finalAt: sql`now()` })
    .where(and(eq(settlements.chainId, chainId), eq(settlements.id, id)))
}

/** A batch waits for the chain again, with `usages` as they were asked. False when another worker was faster. */
export async function unsettle(
  tx: Queryable,
  { chainId, id, txHash, blockNumber }: Settlement,
  usages: Settlement['usages'],
): Promise<boolean> {
  const where = and(
    eq(settlements.chainId, chainId),
    eq(settlements.id, id),
    eq(settlements.state, 'settled'),
    isNull(settlements.finalAt),
    eq(settlements.txHash, txHash ?? '0x'),
    eq(settlements.blockNumber, blockNumber ?? -1n),
  )
  const changed = await tx
    .update(settlements)
    .set({ state: 'built', usages, txHash: null, blockNumber: null, taken: null })
    .where(where)
    .returning({ id: settlements.id })
  return changed.length > 0
}

/** Adds what the chain took of an account, micro-USD. */
export async function addSettled(tx: Queryable, chainId: number, account: Hex, usd: bigint): Promise<void> {
  await tx
    .update(meters)
    .set({ settledUsd: sql`${meters.settledUsd} + ${usd}` })
    .where(and(eq(meters.chainId, chainId), eq(meters.account, account)))
}

export type Due = { account: Hex; charged: bigint; settled: bigint }

/** Accounts whose meter is ahead of what our batches took, micro-USD: `first` before the others, then the largest. */
export async function listDue(
  db: Queryable,
  chainId: number,
  { first, limit, offset }: { first: readonly Hex[]; limit: number; offset: number },
): Promise<Due[]> {
  const charged = sql<string>`div(${meters.chargedNano}, 1000)`
  return db
    .select({ account: meters.account, charged: charged.mapWith(BigInt), settled: meters.settledUsd })
    .from(meters)
    .where(and(eq(meters.chainId, chainId), sql`${charged} > ${meters.settledUsd}`))
    .orderBy(
      sql`${meters.account} = any(${sql.param(first)}::text[]) desc`,
      sql`${charged} - ${meters.settledUsd} desc`,
      asc(meters.account),
    )
    .limit(limit)
    .offset(offset)
}

/** The receipt at which a batch of at most `limit` ends; null when there is none after `after`. Under the lock. */
export async function findBatchEnd(
  tx: Queryable,
  chainId: number,
  after: bigint,
  limit: number,
): Promise<{ upto: bigint; receipts: number } | null> {
  const { rows } = await tx.execute<{ upto: string | null; n: number }>(sql`
    select max(seq)::text as upto, count(*)::int as n from (
      select seq from receipts where chain_id = ${chainId} and seq > ${after} order by seq limit ${limit}) as batch`)
  const [row] = rows
  return row?.upto ? { upto: BigInt(row.upto), receipts: row.n } : null
}

const FACTS = {
  kind: receipts.kind,
  gateway: receipts.gateway,
  requestId: receipts.requestId,
  account: receipts.account,
  provider: receipts.provider,
  service: receipts.service,
  inputUnits: receipts.inputUnits,
  outputUnits: receipts.outputUnits,
  coveredInput: receipts.coveredInput,
  coveredOutput: receipts.coveredOutput,
  chargeNano: receipts.chargeNano,
  startedAt: receipts.startedAt,
  seq: receipts.seq,
}
export type ReceiptRow = Awaited<ReturnType<typeof listReceipts>>[number]

/** Receipts of a batch in the order of their `seq`. */
export async function listReceipts(db: Queryable, chainId: number, after: bigint, upto: bigint) {
  const where = and(eq(receipts.chainId, chainId), gt(receipts.seq, after), lte(receipts.seq, upto))
  return db.select(FACTS).from(receipts).where(where).orderBy(asc(receipts.seq))
}

/** By its gateway and request id; `months` are the partitions to look in. */
export async function findReceipt(
  db: Queryable,
  chainId: number,
  gateway: string,
  requestId: string,
  months: readonly string[],
): Promise<ReceiptRow | null> {
  const where = and(
    eq(receipts.chainId, chainId),
    eq(receipts.gateway, gateway),
    eq(receipts.requestId, requestId),
    sql`${receipts.month} = any(${sql.param(months)}::date[])`,
  )
  const [row] = await db.select(FACTS).from(receipts).where(where).limit(1)
  return row ?? null
}

/** The batch that a receipt is in; null while it waits. */
export async function findBatchOf(db: Queryable, chainId: number, seq: bigint): Promise<Settlement | null> {
  const where = and(
    eq(settlements.chainId, chainId),
    ne(settlements.state, 'failed'),
    sql`${settlements.afterSeq} < ${seq} and ${seq} <= ${settlements.uptoSeq}`,
  )
  const [row] = await db.select().from(settlements).where(where).limit(1)
  return row ?? null
}

/** Requests to withdraw credits since a time, newer ones of an account beside older ones. Wei, seconds; 0 wei calls one off. */
export async function listWithdrawalRequests(
  db: Queryable,
  chainId: number,
  since: Date,
): Promise<{ account: Hex; amount: bigint; unlockAt: bigint }[]> {
  const where = and(
    eq(events.chainId, chainId),
    eq(events.contract, 'Vault'),
    eq(events.name, 'WithdrawalRequested'),
    gte(events.blockTime, since),
  )
  const rows = await db.select({ args: events.args }).from(events).where(where)
  return rows.map(({ args }) => ({
    account: String(args.user).toLowerCase() as Hex,
    amount: BigInt(String(args.amount)),
    unlockAt: BigInt(String(args.unlockAt)),
  }))
}
