import { sql } from 'drizzle-orm'
import type { Month } from '../domain/month'
import { monthBounds } from '../domain/month'
import { dateOf } from '../domain/time'
import type { Queryable } from './connect'
import { LOCKS } from './locks'

/** Tables partitioned by calendar month (UTC), by a date or a time. */
const PARTITIONED = ['receipts', 'probes'] as const
export type Partitioned = (typeof PARTITIONED)[number]

/** `receipts_2026_11` */
export const partitionName = (table: Partitioned, month: Month): string => `${table}_${month.replace('-', '_')}`

/** Makes the partition of a month unless it is there. In a transaction the lock is held to its end: make it in one of its own. */
export async function ensurePartition(db: Queryable, table: Partitioned, month: Month): Promise<void> {
  const { start, end } = monthBounds(month)
  const name = partitionName(table, month)
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.partitions})`)
    const [from, to] = [dateOf(start), dateOf(end)].map((at) => `'${at.toISOString()}'`)
    await tx.execute(
      sql.raw(`create table if not exists "${name}" partition of "${table}" for values from (${from}) to (${to})`),
    )
  })
}

/** Months of which there is a partition, the oldest first. */
export async function partitionsOf(db: Queryable, table: Partitioned): Promise<Month[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ${table}::regclass order by 1`)
  return rows.map(({ name }) => name.slice(table.length + 1).replace('_', '-') as Month)
}

/** Takes the rows of a month away for good: retention, after they were backed up. */
export async function dropPartition(db: Queryable, table: Partitioned, month: Month): Promise<void> {
  await db.execute(sql.raw(`drop table if exists "${partitionName(table, month)}"`))
}
