import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Category } from '../domain/buckets'
import { insertRows } from './bulk'
import type { Queryable } from './connect'
import { rewardLeaves, rewardRuns } from './provider-schema'
import { claims, roots } from './schema'

export type RunRow = typeof rewardRuns.$inferSelect
export type LeafRow = typeof rewardLeaves.$inferSelect
export type RootRow = typeof roots.$inferSelect

const ofCategory = (chainId: number, category: Category) =>
  and(eq(rewardRuns.chainId, chainId), eq(rewardRuns.category, category))

/** Runs of a category, the newest first. */
export async function listRuns(db: Queryable, chainId: number, category: Category, limit = 500): Promise<RunRow[]> {
  return db
    .select()
    .from(rewardRuns)
    .where(ofCategory(chainId, category))
    .orderBy(desc(rewardRuns.closedAt))
    .limit(limit)
}

export async function findRun(
  db: Queryable,
  chainId: number,
  category: Category,
  label: string,
): Promise<RunRow | null> {
  const [row] = await db
    .select()
    .from(rewardRuns)
    .where(and(ofCategory(chainId, category), eq(rewardRuns.label, label)))
  return row ?? null
}

/** A run and its leaves, together or not at all. False when it was there before. */
export async function insertRun(
  db: Queryable,
  run: typeof rewardRuns.$inferInsert,
  leaves: LeafRow[],
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const done = await tx.insert(rewardRuns).values(run).onConflictDoNothing().returning({ label: rewardRuns.label })
    if (done.length === 0) return false
    await insertLeaves(tx, leaves)
    return true
  })
}

/** Leaves of one root; those that are there already stay as they are. */
export async function insertLeaves(tx: Queryable, leaves: LeafRow[]): Promise<void> {
  const [first] = leaves
  if (!first || (await hasLeaves(tx, first.chainId, first.category, first.root))) return
  await insertRows(
    tx,
    rewardLeaves,
    leaves.map((leaf) => ({ ...leaf })),
  )
}

export async function updateRun(
  db: Queryable,
  { chainId, category, label }: Pick<RunRow, 'chainId' | 'category' | 'label'>,
  set: Partial<Pick<RunRow, 'state' | 'txHash' | 'error'>>,
): Promise<void> {
  await db
    .update(rewardRuns)
    .set(set)
    .where(and(ofCategory(chainId, category), eq(rewardRuns.label, label)))
}

/** Takes away a run that was never proposed, with its leaves, unless another run has the same root. */
export async function deleteRun(db: Queryable, { chainId, category, label, root }: RunRow): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(rewardRuns).where(and(ofCategory(chainId, category), eq(rewardRuns.label, label)))
    await tx.execute(sql`
      delete from reward_leaves l where l.chain_id = ${chainId} and l.category = ${category} and l.root = ${root}
        and not exists (select from reward_runs r where r.chain_id = l.chain_id and r.category = l.category and r.root = l.root)
        and not exists (select from roots o where o.chain_id = l.chain_id and o.category = l.category and o.root = l.root)`)
  })
}

async function hasLeaves(db: Queryable, chainId: number, category: Category, root: Hex): Promise<boolean> {
  const { rows } = await db.execute<{ known: boolean }>(sql`
    select exists (select from reward_leaves
      where chain_id = ${chainId} and category = ${category} and root = ${root.toLowerCase()}) as known`)
  return rows[0]?.known ?? false
}

/** Leaves of a root, by account; empty when the root is not known here. */
export async function listLeaves(db: Queryable, chainId: number, category: Category, root: Hex): Promise<LeafRow[]> {
  return db
    .select()
    .from(rewardLeaves)
    .where(
      and(
        eq(rewardLeaves.chainId, chainId),
        eq(rewardLeaves.category, category),
        eq(rewardLeaves.root, root.toLowerCase() as Hex),
      ),
    )
    .orderBy(asc(rewardLeaves.account))
}

/** Which of these roots have leaves here. */
export async function knownRoots(db: Queryable, chainId: number, all: readonly Hex[]): Promise<Set<string>> {
  if (all.length === 0) return new Set()
  const rows = await db
    .selectDistinct({ category: rewardLeaves.category, root: rewardLeaves.root })
    .from(rewardLeaves)
    .where(and(eq(rewardLeaves.chainId, chainId), inArray(rewardLeaves.root, [...all])))
  return new Set(rows.map(({ category, root }) => `${category} ${root}`))
}

/** Everything that happened to the roots of a category, in chain order. */
export async function listRoots(db: Queryable, chainId: number, category: Category): Promise<RootRow[]> {
  return db
    .select()
    .from(roots)
    .where(and(eq(roots.chainId, chainId), eq(roots.category, category)))
    .orderBy(asc(roots.blockNumber), asc(roots.logIndex))
}

/** Wei claimed by an account, by category, as the ledger knows it. */
export async function claimedBy(db: Queryable, chainId: number, account: Hex): Promise<Map<Category, bigint>> {
  const rows = await db
    .select({ category: claims.category, cumulative: sql<string>`max(${claims.cumulative})::text` })
    .from(claims)
    .where(and(eq(claims.chainId, chainId), eq(claims.account, account.toLowerCase() as Hex)))
    .groupBy(claims.category)
  return new Map(rows.map(({ category, cumulative }) => [category, BigInt(cumulative)]))
}

/** Runs of all categories, the newest first, without their inputs. */
export async function listClosedRuns(db: Queryable, chainId: number, limit: number) {
  return db
    .select(SHOWN)
    .from(rewardRuns)
    .where(eq(rewardRuns.chainId, chainId))
    .orderBy(desc(rewardRuns.closedAt), asc(rewardRuns.category))
    .limit(limit)
}

const SHOWN = {
  category: rewardRuns.category,
  label: rewardRuns.label,
  closedAt: rewardRuns.closedAt,
  inputsHash: rewardRuns.inputsHash,
  root: rewardRuns.root,
  recomputedRoot: rewardRuns.recomputedRoot,
  total: rewardRuns.total,
  state: rewardRuns.state,
  txHash: rewardRuns.txHash,
  error: rewardRuns.error,
}

/** Accounts in each of these roots and what the run behind it added, wei, by `category root`. */
export async function countLeaves(db: Queryable, chainId: number, all: readonly Hex[]) {
  if (all.length === 0) return new Map<string, { accounts: number; added: bigint }>()
  const { category, root, added } = rewardLeaves
  const rows = await db
    .select({ category, root, accounts: sql<number>`count(*)::int`, added: sql<bigint>`sum(${added})`.mapWith(BigInt) })
    .from(rewardLeaves)
    .where(and(eq(rewardLeaves.chainId, chainId), inArray(root, [...all])))
    .groupBy(category, root)
  return new Map(rows.map((row) => [`${row.category} ${row.root}`, { accounts: row.accounts, added: row.added }]))
}
