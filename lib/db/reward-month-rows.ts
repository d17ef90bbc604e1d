import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'

export type Paid = { account: string; month: string; usd: bigint }

/** What accounts paid before a time, by calendar month (UTC), micro-USD: `Settled` and `Charged`. */
export async function listPaid(db: Queryable, chainId: number, before: Date): Promise<Paid[]> {
  const { rows } = await db.execute<{ account: string; month: string; usd: string }>(sql`
    select account, to_char(block_time at time zone 'UTC', 'YYYY-MM') as month, sum(usd)::text as usd from payments
    where chain_id = ${chainId} and block_time < ${before.toISOString()}::timestamptz
    group by 1, 2 order by 1, 2`)
  return rows.map(({ account, month, usd }) => ({ account, month, usd: BigInt(usd) }))
}

export type Note = { account: string; month: string; receivedAt: Date; nano: bigint }

/** Credit notes by the month of the request they correct (their own without one), nano-USD above zero. */
export async function listNotes(db: Queryable, chainId: number): Promise<Note[]> {
  const { rows } = await db.execute<{ account: string; month: string; received: string; nano: string }>(sql`
    select n.account, to_char(coalesce(r.started_at, n.started_at) at time zone 'UTC', 'YYYY-MM') as month,
      n.received_at as received, (-n.charge_nano)::text as nano
    from receipts n left join receipts r on r.chain_id = n.chain_id and r.gateway = n.gateway and r.request_id = n.refers_to
      and r.kind = 'usage'
    where n.chain_id = ${chainId} and n.kind = 'credit_note' and n.charge_nano < 0
    order by n.account, n.received_at, n.request_id`)
  return rows.map(({ account, month, received, nano }) => ({
    account,
    month,
    receivedAt: new Date(received),
    nano: BigInt(nano),
  }))
}

/** Who was brought by whom before a time. `isOneHouse`: both are providers of one same-funding cluster. */
export async function listReferred(db: Queryable, chainId: number, before: Date) {
  const { rows } = await db.execute<{ user: string; referrer: string; isOneHouse: boolean }>(sql`
    select e.args->>'user' as "user", e.args->>'referrer' as referrer,
      exists (select from providers a join providers b on b.chain_id = a.chain_id and b.cluster = a.cluster
        where a.chain_id = e.chain_id and (a.provider = e.args->>'user' or a.payout = e.args->>'user')
          and (b.provider = e.args->>'referrer' or b.payout = e.args->>'referrer')) as "isOneHouse"
    from events e where e.chain_id = ${chainId} and e.contract = 'Subscriptions' and e.name = 'Referred'
      and e.block_time < ${before.toISOString()}::timestamptz
    order by 1`)
  return rows
}

/** USD per CXPT in WAD, as last posted at or before a time; null before the first. */
export async function findPriceAt(db: Queryable, chainId: number, at: Date): Promise<bigint | null> {
  const { rows } = await db.execute<{ price: string }>(sql`
    select price::text from prices where chain_id = ${chainId} and block_time <= ${at.toISOString()}::timestamptz
    order by block_number desc, log_index desc limit 1`)
  return rows[0] ? BigInt(rows[0].price) : null
}

/** CXPT that distributions gave the protocol in [start, end), wei. */
export async function protocolShare(db: Queryable, chainId: number, start: Date, end: Date): Promise<bigint> {
  const { rows } = await db.execute<{ wei: string }>(sql`
    select coalesce(sum(protocol), 0)::text as wei from distributions where chain_id = ${chainId}
      and block_time >= ${start.toISOString()}::timestamptz and block_time < ${end.toISOString()}::timestamptz`)
  return BigInt(rows[0]?.wei ?? 0)
}
