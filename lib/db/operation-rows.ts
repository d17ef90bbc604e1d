import { and, desc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { events, operations, reasons } from './schema'

export type OperationRow = typeof operations.$inferSelect
export type ReasonRow = typeof reasons.$inferSelect
export type EventRow = typeof events.$inferSelect

/** Operations that have not ended and were ready after `since` (what expired earlier is history), the first ready first. */
export const listOpenOperations = (db: Queryable, chainId: number, since: Date): Promise<OperationRow[]> =>
  db
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.chainId, chainId),
        isNull(operations.endedAs),
        sql`${operations.readyAt} > ${since.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(operations.readyAt)

/** The last operations that were executed or cancelled. */
export const listEndedOperations = (db: Queryable, chainId: number, limit: number): Promise<OperationRow[]> =>
  db
    .select()
    .from(operations)
    .where(and(eq(operations.chainId, chainId), sql`${operations.endedAs} is not null`))
    .orderBy(desc(operations.endedBlock))
    .limit(limit)

/** Every time this very operation was scheduled, the last first. */
export const findOperations = (db: Queryable, chainId: number, operationId: string): Promise<OperationRow[]> =>
  db
    .select()
    .from(operations)
    .where(and(eq(operations.chainId, chainId), eq(operations.operationId, operationId.toLowerCase() as `0x${string}`)))
    .orderBy(desc(operations.nonce))

export const listReasons = async (db: Queryable, operationIds: readonly string[]): Promise<ReasonRow[]> => {
  if (operationIds.length === 0) return []
  return db
    .select()
    .from(reasons)
    .where(inArray(reasons.operationId, operationIds as `0x${string}`[]))
    .orderBy(desc(reasons.createdAt))
}

/** The same reason for the same operation again (a proposal repeated) replaces the base it was given with. */
export const saveReason = async (db: Queryable, row: typeof reasons.$inferInsert): Promise<void> => {
  await db
    .insert(reasons)
    .values(row)
    .onConflictDoUpdate({ target: [reasons.hash, reasons.author], set: { base: row.base, createdAt: row.createdAt } })
}

/** Events of one name up to a place in the chain (that log not included), the last first. */
export const listEventsBefore = (
  db: Queryable,
  chainId: number,
  { contract, name, block, logIndex }: { contract: string; name: string; block: bigint; logIndex: number },
): Promise<EventRow[]> =>
  db
    .select()
    .from(events)
    .where(
      and(
        eq(events.chainId, chainId),
        eq(events.contract, contract),
        eq(events.name, name),
        or(lt(events.blockNumber, block), and(eq(events.blockNumber, block), lt(events.logIndex, logIndex))),
      ),
    )
    .orderBy(desc(events.blockNumber), desc(events.logIndex))
    .limit(64)

/** The last events among `Contract.Name` pairs up to a block, the last first. */
export const listLatestEvents = (
  db: Queryable,
  chainId: number,
  names: readonly string[],
  block: bigint,
  limit: number,
): Promise<EventRow[]> =>
  db
    .select()
    .from(events)
    .where(
      and(
        eq(events.chainId, chainId),
        inArray(sql`${events.contract} || '.' || ${events.name}`, [...names]),
        lte(events.blockNumber, block),
      ),
    )
    .orderBy(desc(events.blockNumber), desc(events.logIndex))
    .limit(limit)

/** Which role a function was given, in the order of the chain. */
export const listFunctionRoleEvents = (db: Queryable, chainId: number): Promise<EventRow[]> =>
  db
    .select()
    .from(events)
    .where(
      and(
        eq(events.chainId, chainId),
        eq(events.contract, 'AccessManager'),
        eq(events.name, 'TargetFunctionRoleUpdated'),
      ),
    )
    .orderBy(events.blockNumber, events.logIndex)

/** All grants and revocations, in the order of the chain. */
export const listRoleEvents = (db: Queryable, chainId: number): Promise<EventRow[]> =>
  db
    .select()
    .from(events)
    .where(
      and(
        eq(events.chainId, chainId),
        eq(events.contract, 'AccessManager'),
        inArray(events.name, ['RoleGranted', 'RoleRevoked']),
      ),
    )
    .orderBy(events.blockNumber, events.logIndex)
