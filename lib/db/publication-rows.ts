import { and, asc, eq, type InferSelectModel, sql } from 'drizzle-orm'
import type { Category } from '../domain/buckets'
import type { Queryable } from './connect'
import { receipts, settlements } from './metering-schema'
import { publications } from './provider-schema'

export type Publication = InferSelectModel<typeof publications>

/** Something that belongs into the second place and is not there. */
export type Missing =
  | { kind: 'inputs'; subject: string; category: Category; label: string }
  | { kind: 'leaves'; subject: string; category: Category; root: `0x${string}` }
  | { kind: 'receipts'; subject: string; id: number }

type Row = { kind: Missing['kind']; subject: string; category: Category; name: string }

const missingSql = (chainId: number, place: string) => sql`
  from (
    select 1 as turn, 'inputs' as kind, 'inputs ' || inputs_hash as subject, category, label as name
    from reward_runs where chain_id = ${chainId}
    union
    select 2, 'leaves', 'leaves ' || category || ' ' || root, category, root from (
      select category, root from reward_runs where chain_id = ${chainId}
      union select category, root from roots where chain_id = ${chainId} and step = 'proposed') as known
    where exists (select from reward_leaves l where l.chain_id = ${chainId} and l.category = known.category and l.root = known.root)
    union
    select 3, 'receipts', 'receipts ' || id || ' ' || root, '', id::text
    from settlements where chain_id = ${chainId} and state = 'settled' and receipts > 0
  ) as wanted
  where not exists (
    select from publications p where p.chain_id = ${chainId} and p.place = ${place} and p.subject = wanted.subject)`

/** What is to be written: inputs and leaves of rewards, receipts of settled batches. */
export async function listMissing(db: Queryable, chainId: number, place: string, limit: number): Promise<Missing[]> {
  const { rows } = await db.execute<Row>(sql`
    select kind, subject, category, name ${missingSql(chainId, place)}
    order by turn, length(name), name, category limit ${limit}`)
  return rows.map(({ kind, subject, category, name }): Missing => {
    if (kind === 'inputs') return { kind, subject, category, label: name }
    if (kind === 'leaves') return { kind, subject, category, root: name as `0x${string}` }
    return { kind, subject, id: Number(name) }
  })
}

export async function countMissing(db: Queryable, chainId: number, place: string): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n ${missingSql(chainId, place)}`)
  return rows[0]?.n ?? 0
}

/** Recorded once its bytes were read back; the same bytes in another place move the row there. */
export async function notePublication(db: Queryable, row: Omit<Publication, 'writtenAt'>): Promise<void> {
  const written = { ...row, writtenAt: sql`now()` }
  await db.insert(publications).values(written).onConflictDoUpdate({ target: publications.hash, set: written })
}

export const listPublications = (db: Queryable, chainId: number, place: string): Promise<Publication[]> =>
  db
    .select()
    .from(publications)
    .where(and(eq(publications.chainId, chainId), eq(publications.place, place)))
    .orderBy(asc(publications.path))

/** It will be written again. */
export async function forgetPublication(db: Queryable, { hash }: Publication): Promise<void> {
  await db.delete(publications).where(eq(publications.hash, hash))
}

export async function findSettlement(db: Queryable, chainId: number, id: number) {
  const where = and(eq(settlements.chainId, chainId), eq(settlements.id, id))
  const [row] = await db.select().from(settlements).where(where)
  return row ?? null
}

/** Whole rows of a batch in the order of their `seq`. */
export const listWholeReceipts = (db: Queryable, chainId: number, after: bigint, upto: bigint) =>
  db
    .select()
    .from(receipts)
    .where(and(eq(receipts.chainId, chainId), sql`${receipts.seq} > ${after}`, sql`${receipts.seq} <= ${upto}`))
    .orderBy(asc(receipts.seq))
