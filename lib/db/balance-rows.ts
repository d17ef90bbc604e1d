import { sql } from 'drizzle-orm'
import type { Category } from '../domain/buckets'
import type { Queryable } from './connect'
import type { Span } from './report-rows'

/** Who has what, account by account: the sub-ledgers of sheet 9. */
type Text = Record<string, string | null>
const big = (text: string | null | undefined): bigint => BigInt(text ?? 0)

export type CreditFlow = Record<'opening' | 'loaded' | 'charged' | 'settled' | 'withdrawn' | 'closing', bigint> & {
  account: string
}

/** Credits of each user in wei: before the span, what moved them in it, and after it. Users who never had any in either are left out. */
export async function listCreditFlows(db: Queryable, { chainId, opening, closing }: Span): Promise<CreditFlow[]> {
  const during = sql.raw(`block_number > ${opening}`)
  const { rows } = await db.execute<Text>(sql`
    select account, coalesce(sum(wei) filter (where block_number <= ${opening}), 0)::text as opening,
      coalesce(sum(wei) filter (where ${during} and kind = 'deposit'), 0)::text as loaded,
      coalesce(-sum(wei) filter (where ${during} and kind = 'charge'), 0)::text as charged,
      coalesce(-sum(wei) filter (where ${during} and kind = 'settlement'), 0)::text as settled,
      coalesce(-sum(wei) filter (where ${during} and kind = 'withdrawal'), 0)::text as withdrawn,
      coalesce(sum(wei), 0)::text as closing
    from (
      select to_owner as account, kind, block_number, amount as wei from movements
        where chain_id = ${chainId} and to_bucket = 'vault_credits' and block_number <= ${closing}
      union all
      select from_owner, kind, block_number, -amount from movements
        where chain_id = ${chainId} and from_bucket = 'vault_credits' and block_number <= ${closing}) as sides
    group by account
    having sum(wei) filter (where block_number <= ${opening}) <> 0 or count(*) filter (where ${during}) > 0
    order by account`)
  return rows.map((row) => ({
    account: row.account ?? '',
    opening: big(row.opening),
    loaded: big(row.loaded),
    charged: big(row.charged),
    settled: big(row.settled),
    withdrawn: big(row.withdrawn),
    closing: big(row.closing),
  }))
}

export type LeafAmount = { account: string; cumulative: bigint; detail: Record<string, unknown> | null }

/** Lifetime totals under a root, by account; empty when its leaves are not known here. */
export async function listLeafAmounts(
  db: Queryable,
  chainId: number,
  category: Category,
  root: string,
): Promise<LeafAmount[]> {
  const { rows } = await db.execute<{
    account: string
    cumulative: string
    detail: Record<string, unknown> | null
  }>(sql`
    select account, cumulative::text, detail from reward_leaves
    where chain_id = ${chainId} and category = ${category} and root = ${root} order by account`)
  return rows.map(({ account, cumulative, detail }) => ({ account, cumulative: BigInt(cumulative), detail }))
}

export type ClaimRow = {
  block: bigint
  logIndex: number
  at: Date
  tx: string
  category: Category
  account: string
  wei: bigint
}

/** Claims up to the closing block, in chain order. */
export async function listClaims(db: Queryable, { chainId, closing }: Span): Promise<ClaimRow[]> {
  const { rows } = await db.execute<Text>(sql`
    select block_number::text as block, log_index::text, block_time as at, tx_hash as tx, category, account, amount::text as wei
    from claims where chain_id = ${chainId} and block_number <= ${closing} and amount > 0 order by block_number, log_index`)
  return rows.map((row) => ({
    block: big(row.block),
    logIndex: Number(row.log_index),
    at: new Date(row.at ?? 0),
    tx: row.tx ?? '',
    category: row.category as Category,
    account: row.account ?? '',
    wei: big(row.wei),
  }))
}

export type MovementDay = { day: string; kind: string; from: string; to: string; wei: bigint; count: number }

/** Movements of the span from one bucket to another, summed by day (UTC), kind and the two: ledger Q as journals carry it. */
export async function listMovementDays(db: Queryable, { chainId, opening, closing }: Span): Promise<MovementDay[]> {
  const { rows } = await db.execute<Text>(sql`
    select (block_time at time zone 'UTC')::date::text as day, kind, from_bucket as "from", to_bucket as "to",
      sum(amount)::text as wei, count(*)::text as count
    from movements where chain_id = ${chainId} and block_number > ${opening} and block_number <= ${closing} and from_bucket <> to_bucket
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`)
  return rows.map((row) => ({
    day: row.day ?? '',
    kind: row.kind ?? '',
    from: row.from ?? '',
    to: row.to ?? '',
    wei: big(row.wei),
    count: Number(row.count),
  }))
}
