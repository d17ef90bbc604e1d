import { sql } from 'drizzle-orm'
import type { Category, MovementKind } from '../domain/buckets'
import { OUR_BUCKETS } from '../domain/buckets'
import type { Queryable } from './connect'

/** Rows that ledger U follows from, from genesis to a block that the chain will not take back. */
export type Upto = { chainId: number; closing: bigint }

/** Where something stands in the chain. */
export type Spot = { block: bigint; logIndex: number; at: Date; tx: string }

type Text = Record<string, string | null>
const spotOf = (row: Text): Spot => ({
  block: BigInt(row.block ?? 0),
  logIndex: Number(row.log_index),
  at: new Date(row.at ?? 0),
  tx: row.tx ?? '',
})

export type OwnMovement = Spot & {
  seq: number
  kind: MovementKind
  from: { bucket: string; owner: string }
  to: { bucket: string; owner: string }
  wei: bigint
  /** Of a treasury withdrawal: its reference, and the sentence behind it when it was kept. */
  withdrawal: { ref: string | null; reason: string | null } | null
}

const OURS = sql.raw(OUR_BUCKETS.map((bucket) => `'${bucket}'`).join(', '))

/**
 * Movements with tokens of ours on either side, but for credits that become vault revenue: those come as sums. The reference is that of the
 * Treasury's event beside the movement.
 */
export async function listOwnMovements(db: Queryable, { chainId, closing }: Upto): Promise<OwnMovement[]> {
  const { rows } = await db.execute<Text>(sql`
    select m.block_number::text as block, m.log_index::text, m.seq::text, m.block_time as at, m.tx_hash as tx, m.kind,
      m.from_bucket, m.from_owner, m.to_bucket, m.to_owner, m.amount::text as wei,
      case when m.kind in ('treasury_withdrawal', 'defund', 'fund', 'treasury_move') then e.args ->> 'ref' end as ref, r.text as reason
    from movements m
    left join events e on m.kind in ('treasury_withdrawal', 'defund', 'fund', 'treasury_move')
      and e.chain_id = m.chain_id and e.block_number = m.block_number and e.log_index = m.log_index
    left join lateral (select text from reasons where hash = e.args ->> 'ref' order by created_at limit 1) r on e.args is not null
    where m.chain_id = ${chainId} and m.block_number <= ${closing}
      and m.kind not in ('deposit', 'withdrawal', 'charge', 'settlement')
      and (m.from_bucket in (${OURS}) or m.to_bucket in (${OURS}))
    order by m.block_number, m.log_index, m.seq`)
  return rows.map((row) => ({
    ...spotOf(row),
    seq: Number(row.seq),
    kind: row.kind as MovementKind,
    from: { bucket: row.from_bucket ?? '', owner: row.from_owner ?? '' },
    to: { bucket: row.to_bucket ?? '', owner: row.to_owner ?? '' },
    wei: BigInt(row.wei ?? 0),
    withdrawal: row.kind === 'treasury_withdrawal' ? { ref: row.ref ?? null, reason: row.reason ?? null } : null,
  }))
}

export type ReceivedSum = Spot & { kind: 'charged' | 'settled'; usd: bigint; wei: bigint; count: number }

/** A place in the chain as one number: no block has a million logs. */
const placeOf = (block: string, log: string) => sql.raw(`(${block} * 1000000 + ${log})`)

/**
 * What users paid, summed by day (UTC), kind, and the distribution that comes next: inside a day the order of payments among themselves
 * changes nothing. The spot of a sum is that of its last payment.
 */
export async function listReceived(db: Queryable, { chainId, closing }: Upto): Promise<ReceivedSum[]> {
  const { rows } = await db.execute<Text>(sql`
    with cuts as (
      select coalesce(array_agg(place order by place), '{}') as places from (
        select ${placeOf('block_number', 'log_index')} as place from distributions
        where chain_id = ${chainId} and block_number <= ${closing}) as d
    ), last as (
      select kind, (block_time at time zone 'UTC')::date as day,
        case when cardinality(places) = 0 then 0 else width_bucket(${placeOf('block_number', 'log_index')}, places) end as cut,
        max(${placeOf('block_number', 'log_index')}) as place, max(block_time) as at,
        sum(usd)::text as usd, sum(amount)::text as wei, count(*)::text as count
      from payments, cuts where chain_id = ${chainId} and block_number <= ${closing} group by 1, 2, 3
    )
    select (place / 1000000)::bigint::text as block, (place % 1000000)::text as log_index, at, kind, usd, wei, count
    from last order by place, kind`)
  return rows.map((row) => ({
    ...spotOf(row),
    kind: row.kind as ReceivedSum['kind'],
    usd: BigInt(row.usd ?? 0),
    wei: BigInt(row.wei ?? 0),
    count: Number(row.count),
  }))
}

export type PricePoint = Spot & { price: bigint }

export async function listPrices(db: Queryable, { chainId, closing }: Upto): Promise<PricePoint[]> {
  const { rows } = await db.execute<Text>(sql`
    select block_number::text as block, log_index::text, block_time as at, tx_hash as tx, price::text from prices
    where chain_id = ${chainId} and block_number <= ${closing} order by block_number, log_index`)
  return rows.map((row) => ({ ...spotOf(row), price: BigInt(row.price ?? 0) }))
}

export type AcceptedStep = Spot & {
  category: Category
  root: string
  total: bigint
  /** When it was proposed the last time before. */
  proposedAt: Date
  label: string | null
}

/**
 * Accepted roots in chain order, up to `until`: that of a month's last epoch is accepted after the month. Those behind the closing block are
 * for what was earned before it.
 */
export async function listAcceptedUntil(db: Queryable, chainId: number, until: Date): Promise<AcceptedStep[]> {
  const { rows } = await db.execute<Text>(sql`
    select a.block_number::text as block, a.log_index::text, a.block_time as at, a.tx_hash as tx, a.category, a.root, a.total::text,
      coalesce(p.block_time, a.block_time) as proposed_at, u.label
    from roots a
    left join lateral (select block_time from roots p where p.chain_id = a.chain_id and p.category = a.category and p.root = a.root
      and p.step = 'proposed' and (p.block_number, p.log_index) < (a.block_number, a.log_index)
      order by p.block_number desc, p.log_index desc limit 1) p on true
    left join lateral (select label from reward_runs u where u.chain_id = a.chain_id and u.category = a.category and u.root = a.root
      order by closed_at limit 1) u on true
    where a.chain_id = ${chainId} and a.step = 'accepted' and a.block_time < ${until.toISOString()}::timestamptz
    order by a.block_number, a.log_index`)
  return rows.map((row) => ({
    ...spotOf(row),
    category: row.category as Category,
    root: row.root ?? '',
    total: BigInt(row.total ?? 0),
    proposedAt: new Date(row.proposed_at ?? 0),
    label: row.label ?? null,
  }))
}
