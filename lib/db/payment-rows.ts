import { and, asc, eq, type InferSelectModel, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { distributions, events, payments, splits } from './schema'

export type PaymentRow = InferSelectModel<typeof payments>
type Hex = `0x${string}`

/** What one transaction paid, in the order of the queue: a purchase is one, a settlement one for each of its users. */
export const listPaymentsOf = (db: Queryable, chainId: number, txHash: Hex): Promise<PaymentRow[]> =>
  db
    .select()
    .from(payments)
    .where(and(eq(payments.chainId, chainId), eq(payments.txHash, txHash)))
    .orderBy(asc(payments.blockNumber), asc(payments.logIndex))

export type CoveringRow = {
  blockNumber: bigint
  blockTime: Date
  txHash: Hex
  total: bigint
  version: number
  burn: number
  protocol: number
  operations: number
  provider: number
  /** Wei of the queue that earlier distributions covered. */
  start: bigint
}

/** The distributions that covered some of [from, until) of the queue, the first one first, each with the split it was made by. */
export async function listCovering(
  db: Queryable,
  chainId: number,
  from: bigint,
  until: bigint,
): Promise<CoveringRow[]> {
  const { total, blockNumber, logIndex, blockTime, txHash, splitVersion } = distributions
  const reached = sql<bigint>`sum(${total}) over (order by ${blockNumber}, ${logIndex})`.mapWith(BigInt).as('reached')
  const queue = db
    .$with('queue')
    .as(
      db
        .select({ blockNumber, logIndex, blockTime, txHash, total, splitVersion, reached })
        .from(distributions)
        .where(eq(distributions.chainId, chainId)),
    )
  const rows = await db
    .with(queue)
    .select({
      blockNumber: queue.blockNumber,
      blockTime: queue.blockTime,
      txHash: queue.txHash,
      total: queue.total,
      reached: queue.reached,
      version: splits.version,
      burn: splits.burn,
      protocol: splits.protocol,
      operations: splits.operations,
      provider: splits.provider,
    })
    .from(queue)
    .innerJoin(splits, and(eq(splits.chainId, chainId), eq(splits.version, queue.splitVersion)))
    .where(
      sql`${queue.reached} > ${from.toString()}::numeric and ${queue.reached} - ${queue.total} < ${until.toString()}::numeric`,
    )
    .orderBy(asc(queue.blockNumber), asc(queue.logIndex))
  return rows.map(({ reached: end, ...row }) => ({ ...row, start: end - row.total }))
}

/** Names of our events in a transaction, in order; none when it touched no contract of ours. */
export async function listEventNames(db: Queryable, chainId: number, txHash: Hex): Promise<string[]> {
  const rows = await db
    .select({ name: events.name })
    .from(events)
    .where(and(eq(events.chainId, chainId), eq(events.txHash, txHash)))
    .orderBy(asc(events.blockNumber), asc(events.logIndex))
  return rows.map(({ name }) => name)
}
