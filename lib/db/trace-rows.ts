import { and, asc, desc, eq, gt, type InferSelectModel, lt, lte, or, sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Queryable } from './connect'
import { receipts, settlements } from './metering-schema'
import { claims, prices, roots } from './schema'

type Place = { blockNumber: bigint; logIndex: number }

/** The price in force at a place of the chain; null before the first. */
export async function findPriceInForce(
  db: Queryable,
  chainId: number,
  { blockNumber, logIndex }: Place,
): Promise<InferSelectModel<typeof prices> | null> {
  const before = or(
    lt(prices.blockNumber, blockNumber),
    and(eq(prices.blockNumber, blockNumber), lt(prices.logIndex, logIndex)),
  )
  const [row] = await db
    .select()
    .from(prices)
    .where(and(eq(prices.chainId, chainId), before))
    .orderBy(desc(prices.blockNumber), desc(prices.logIndex))
    .limit(1)
  return row ?? null
}

export type BatchUsage = { id: number; root: Hex; receipts: number; nano: bigint; due: bigint | null }

/** What a settlement took from one account: its receipts of the batch with their charge in nano-USD, and what was due in micro-USD. */
export async function findBatchUsage(
  db: Queryable,
  chainId: number,
  tx: Hex,
  account: Hex,
): Promise<BatchUsage | null> {
  const [batch] = await db
    .select()
    .from(settlements)
    .where(and(eq(settlements.chainId, chainId), eq(settlements.txHash, tx)))
    .limit(1)
  if (!batch) return null
  const [sum] = await db
    .select({ count: sql<string>`count(*)`, nano: sql<string>`coalesce(sum(${receipts.chargeNano}), 0)::text` })
    .from(receipts)
    .where(
      and(
        eq(receipts.chainId, chainId),
        eq(receipts.account, account),
        gt(receipts.seq, batch.afterSeq),
        lte(receipts.seq, batch.uptoSeq),
      ),
    )
  const own = batch.usages.find(({ user }) => user.toLowerCase() === account)
  return {
    ...{ id: batch.id, root: batch.root, receipts: Number(sum?.count ?? 0), nano: BigInt(sum?.nano ?? 0) },
    due: own ? BigInt(own.due) : null,
  }
}

/** The first root of providers that was accepted after a block: what was put into their pool before it could be in it. */
export async function findRootAfter(
  db: Queryable,
  chainId: number,
  block: bigint,
): Promise<InferSelectModel<typeof roots> | null> {
  const [row] = await db
    .select()
    .from(roots)
    .where(
      and(
        eq(roots.chainId, chainId),
        eq(roots.category, 'provider'),
        eq(roots.step, 'accepted'),
        gt(roots.blockNumber, block),
      ),
    )
    .orderBy(asc(roots.blockNumber), asc(roots.logIndex))
    .limit(1)
  return row ?? null
}

/** Claims of providers from a block on, the first ones. */
export const listClaimsAfter = (db: Queryable, chainId: number, block: bigint, limit: number) =>
  db
    .select()
    .from(claims)
    .where(and(eq(claims.chainId, chainId), eq(claims.category, 'provider'), gt(claims.blockNumber, block)))
    .orderBy(asc(claims.blockNumber), asc(claims.logIndex))
    .limit(limit)
