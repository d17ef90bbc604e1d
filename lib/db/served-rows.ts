import { type SQL, sql } from 'drizzle-orm'
import type { Queryable } from './connect'

/** Usage that is booked before `until`, the end of the month that is reported. */
export type Served = { chainId: number; until: Date }

type Text = Record<string, string | null>

/** The lock of the month that a receipt's request started in: 72 hours after its end. */
const LOCK = sql`((r.month + interval '1 month') at time zone 'UTC' + interval '72 hours')`
const IS_LATE = sql`r.received_at >= ${LOCK}`
/** The instant on which a receipt is booked. */
const BOOKED = sql`case when ${IS_LATE} then r.received_at else r.started_at end`
const DAY = sql`(${BOOKED} at time zone 'UTC')::date`

const known = ({ chainId, until }: Served): SQL =>
  sql`r.chain_id = ${chainId} and ${BOOKED} < ${until.toISOString()}::timestamptz`

export type ServedDay = {
  day: string
  service: string
  /** `YYYY-MM` of the request, when it was known too late for that month. */
  originalPeriod: string | null
  charge: bigint
  notes: bigint
}

/** What usage was charged and what credit notes gave back, by the day it is booked on, service and month of origin. */
export async function listServedDays(db: Queryable, served: Served): Promise<ServedDay[]> {
  const { rows } = await db.execute<Text>(sql`
    select ${DAY}::text as day, r.service, case when ${IS_LATE} then to_char(r.month, 'YYYY-MM') end as original,
      coalesce(sum(r.charge_nano) filter (where r.kind = 'usage'), 0)::text as charge,
      coalesce(-sum(r.charge_nano) filter (where r.kind = 'credit_note'), 0)::text as notes
    from receipts r where ${known(served)} and r.charge_nano <> 0 group by 1, 2, 3 order by 1, 2, 3`)
  return rows.map((row) => ({
    day: row.day ?? '',
    service: row.service ?? '',
    originalPeriod: row.original ?? null,
    charge: BigInt(row.charge ?? 0),
    notes: BigInt(row.notes ?? 0),
  }))
}

export type NotedReceipt = { account: string; day: string; kind: 'usage' | 'credit_note'; nano: bigint }

/** Receipts of the accounts that ever had a credit note, in the order in which the meter took them, from the first note on. */
export async function listNotedReceipts(db: Queryable, served: Served): Promise<NotedReceipt[]> {
  const { rows } = await db.execute<Text>(sql`
    with noted as (
      select account, min(seq) as first from receipts r where ${known(served)} and kind = 'credit_note' group by account)
    select r.account, ${DAY}::text as day, r.kind, abs(r.charge_nano)::text as nano
    from receipts r join noted n on n.account = r.account and r.seq >= n.first
    where ${known(served)} and r.charge_nano <> 0 order by r.account, r.seq`)
  return rows.map((row) => ({
    account: row.account ?? '',
    day: row.day ?? '',
    kind: row.kind as NotedReceipt['kind'],
    nano: BigInt(row.nano ?? 0),
  }))
}

export type Debtor = { account: string; old: bigint; settled: bigint }

/**
 * Accounts without credits at a block, with what was charged to them more than 90 days before the end of the month and all that was settled:
 * micro-USD for `settled`, nano-USD for `old`. Used-up credit notes are the caller's to take off.
 */
export async function listDebtors(db: Queryable, served: Served, closing: bigint, end: Date): Promise<Debtor[]> {
  const { rows } = await db.execute<Text>(sql`
    with old as (
      select r.account, sum(r.charge_nano) as nano from receipts r
      where ${known(served)} and r.kind = 'usage' and ${BOOKED} < ${end.toISOString()}::timestamptz - interval '90 days' group by 1
    ), settled as (
      select account, sum(usd) as usd from payments
      where chain_id = ${served.chainId} and kind = 'settled' and block_number <= ${closing} group by 1
    ), credits as (
      select owner, sum(wei) as wei from (
        select to_owner as owner, amount as wei from movements
          where chain_id = ${served.chainId} and to_bucket = 'vault_credits' and block_number <= ${closing}
        union all select from_owner, -amount from movements
          where chain_id = ${served.chainId} and from_bucket = 'vault_credits' and block_number <= ${closing}) as both_sides group by 1
    )
    select o.account, o.nano::text as old, coalesce(s.usd, 0)::text as settled from old o
    left join settled s on s.account = o.account left join credits c on c.owner = o.account
    where coalesce(c.wei, 0) = 0 and o.nano > coalesce(s.usd, 0) * 1000 order by o.account`)
  return rows.map((row) => ({
    account: row.account ?? '',
    old: BigInt(row.old ?? 0),
    settled: BigInt(row.settled ?? 0),
  }))
}

export type LateUse = { account: string; index: number; at: Date; receivedAt: Date; rolled: bigint; fresh: bigint }

/** Use of allowances that became known after the lock of its month. */
export async function listLateUses(db: Queryable, chainId: number): Promise<LateUse[]> {
  const { rows } = await db.execute<Text>(sql`
    select r.account, r.period_index::text as index, r.started_at as at, r.received_at, r.from_rolled::text as rolled, r.from_fresh::text as fresh
    from receipts r where r.chain_id = ${chainId} and ${IS_LATE} and r.period_index is not null
      and r.from_rolled + r.from_fresh > 0 order by r.account, r.period_index, r.started_at, r.seq`)
  return rows.map((row) => ({
    account: row.account ?? '',
    index: Number(row.index),
    at: new Date(row.at ?? 0),
    receivedAt: new Date(row.received_at ?? 0),
    rolled: BigInt(row.rolled ?? 0),
    fresh: BigInt(row.fresh ?? 0),
  }))
}
