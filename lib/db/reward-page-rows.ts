import { sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { DayParts, PhaseChange, Span } from '../domain/testnet-points'
import type { Queryable } from './connect'
import type { Note, Paid } from './reward-month-rows'

const among = (accounts: readonly Hex[]) => sql`${`{${accounts.join(',')}}`}::text[]`

/** Who an account brought (lower case), oldest first, and who brought it. */
export async function findReferral(
  db: Queryable,
  chainId: number,
  account: Hex,
): Promise<{ referrer: Hex | null; referred: Hex[] }> {
  const { rows } = await db.execute<{ user: Hex; referrer: Hex }>(sql`
    select args->>'user' as "user", args->>'referrer' as referrer from events
    where chain_id = ${chainId} and contract = 'Subscriptions' and name = 'Referred'
      and (args->>'user' = ${account} or args->>'referrer' = ${account})
    order by block_number, log_index`)
  return {
    referrer: rows.find(({ user }) => user === account)?.referrer ?? null,
    referred: rows.filter(({ referrer }) => referrer === account).map(({ user }) => user),
  }
}

/** What these accounts paid, by calendar month (UTC), micro-USD. */
export async function listPaidBy(db: Queryable, chainId: number, accounts: readonly Hex[]): Promise<Paid[]> {
  const { rows } = await db.execute<{ account: string; month: string; usd: string }>(sql`
    select account, to_char(block_time at time zone 'UTC', 'YYYY-MM') as month, sum(usd)::text as usd from payments
    where chain_id = ${chainId} and account = any(${among(accounts)}) group by 1, 2 order by 1, 2`)
  return rows.map(({ account, month, usd }) => ({ account, month, usd: BigInt(usd) }))
}

/** Their credit notes by the month of the request they correct, nano-USD above zero. Not of the chain: for the owner's own only. */
export async function listNotesOf(db: Queryable, chainId: number, account: Hex): Promise<Note[]> {
  const { rows } = await db.execute<{ account: string; month: string; received: string; nano: string }>(sql`
    select n.account, to_char(coalesce(r.started_at, n.started_at) at time zone 'UTC', 'YYYY-MM') as month,
      n.received_at as received, (-n.charge_nano)::text as nano
    from receipts n left join receipts r on r.chain_id = n.chain_id and r.gateway = n.gateway
      and r.request_id = n.refers_to and r.kind = 'usage'
    where n.chain_id = ${chainId} and n.kind = 'credit_note' and n.charge_nano < 0 and n.account = ${account}
    order by n.received_at`)
  return rows.map(({ received, nano, ...row }) => ({ ...row, receivedAt: new Date(received), nano: BigInt(nano) }))
}

/** Changes of the phase, the oldest first. */
export async function listPhases(db: Queryable, chainId: number): Promise<PhaseChange[]> {
  const { rows } = await db.execute<{ at: string; phase: string }>(sql`
    select block_time as at, args->>'phase' as phase from events
    where chain_id = ${chainId} and contract = 'Parameters' and name = 'PhaseSet' order by block_number, log_index`)
  return rows.map(({ at, phase }) => ({ at: new Date(at), phase: Number(phase) }))
}

const times = (all: readonly (Date | null)[]) => `{${all.map((time) => time?.toISOString() ?? 'infinity').join(',')}}`

/** Tokens an account used in these parts of time, services that count otherwise left out: whole days from their sums, the rest by receipt. */
export async function sumTokensOf(
  db: Queryable,
  chainId: number,
  account: Hex,
  services: readonly string[],
  { days, rests }: DayParts,
): Promise<bigint> {
  const counted = sql`any(${`{${services.join(',')}}`}::text[])`
  const spans = (all: readonly Span[]) =>
    sql`unnest(${times(all.map(({ from }) => from))}::timestamptz[], ${times(all.map(({ until }) => until))}::timestamptz[])`
  const { rows } = await db.execute<{ tokens: string }>(sql`
    select (
      (select coalesce(sum(d.input_units + d.output_units), 0) from usage_days d
        join ${spans(days)} as s(since, until)
          on d.day >= (s.since at time zone 'UTC')::date and d.day < (s.until at time zone 'UTC')::date
        where d.chain_id = ${chainId} and d.scope = 'account' and d.key = ${account} and d.service = ${counted})
      + (select coalesce(sum(r.input_units + r.output_units), 0) from receipts r
        join ${spans(rests)} as s(since, until) on r.started_at >= s.since and r.started_at < s.until
        where r.chain_id = ${chainId} and r.account = ${account} and r.kind = 'usage' and r.service = ${counted})
    )::text as tokens`)
  return BigInt(rows[0]?.tokens ?? 0)
}
