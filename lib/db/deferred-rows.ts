import { sql } from 'drizzle-orm'
import type { Pause } from '../domain/pause'
import type { LedgerPlace } from './metric-rows'

/** A paid period or an upgrade of one, with what was paid for it. `allowance` of an upgrade: all tokens of the period from then on. */
export type SoldRow = {
  account: string
  index: number
  kind: 'subscribed' | 'renewed' | 'upgraded'
  plan: number
  at: Date
  startsAt: Date | null
  endsAt: Date | null
  usd: bigint
  allowance: bigint | null
}

/** Up to the block: periods that end on or after a day, each with the one before it, in chain order of each account. */
export async function listSold({ db, chainId, block }: LedgerPlace, endingFrom: Date): Promise<SoldRow[]> {
  const { rows } = await db.execute<Record<string, string | null>>(sql`
    select p.account, p.period_index, p.kind, p.plan, p.block_time, p.starts_at, p.ends_at, y.usd::text as usd, e.args ->> 'allowance' as allowance
    from periods p
    join payments y on y.chain_id = p.chain_id and y.account = p.account and y.block_number = p.block_number and y.tx_hash = p.tx_hash
      and y.kind = 'charged' and y.plan = p.plan and y.period_index = p.period_index
    left join events e on p.kind = 'upgraded'
      and e.chain_id = p.chain_id and e.block_number = p.block_number and e.log_index = p.log_index
    where p.chain_id = ${chainId} and p.block_number <= ${block} and exists (
      select from periods q where q.chain_id = p.chain_id and q.account = p.account and q.kind <> 'upgraded'
        and q.block_number <= ${block} and q.period_index in (p.period_index, p.period_index + 1)
        and q.ends_at >= ${endingFrom.toISOString()}::timestamptz)
    order by p.account, p.block_number, p.log_index`)
  const time = (text: string | null | undefined) => (text ? new Date(text) : null)
  return rows.map((row) => ({
    account: row.account ?? '',
    index: Number(row.period_index),
    kind: row.kind as SoldRow['kind'],
    plan: Number(row.plan),
    at: new Date(row.block_time ?? 0),
    startsAt: time(row.starts_at),
    endsAt: time(row.ends_at),
    usd: BigInt(row.usd ?? 0),
    allowance: row.allowance ? BigInt(row.allowance) : null,
  }))
}

/** What was used of a period's allowance, by days from `day` to the next row's. */
export type UsedRow = { account: string; index: number; day: string; rolled: bigint; fresh: bigint }
type Key = { account: string; index: number }

const listOf = (keys: readonly Key[]) => ({
  accounts: `{${keys.map(({ account }) => account).join(',')}}`,
  indexes: `{${keys.map(({ index }) => index).join(',')}}`,
})

/** Use of some periods between the cuts (days, ascending); those of `daily` day by day. */
export async function sumUsed(
  { db, chainId }: LedgerPlace,
  keys: readonly Key[],
  cuts: readonly string[],
  daily: readonly Key[],
): Promise<UsedRow[]> {
  const [asked, single] = [listOf(keys), listOf(daily)]
  const { rows } = await db.execute<Record<'account' | 'index' | 'day' | 'rolled' | 'fresh', string>>(sql`
    select d.account, d.index, min(d.day)::text as day, sum(d.rolled)::text as rolled, sum(d.fresh)::text as fresh
    from unnest(${asked.accounts}::text[], ${asked.indexes}::integer[]) as k(account, index)
    join allowance_days d on d.chain_id = ${chainId} and d.account = k.account and d.index = k.index
    left join unnest(${single.accounts}::text[], ${single.indexes}::integer[]) as s(account, index)
      on s.account = d.account and s.index = d.index
    group by d.account, d.index, width_bucket(d.day, ${`{${cuts.join(',')}}`}::date[]), case when s.account is null then null else d.day end
    order by d.account, d.index, min(d.day)`)
  return rows.map(({ account, index, day, rolled, fresh }) => ({
    account,
    index: Number(index),
    day,
    rolled: BigInt(rolled),
    fresh: BigInt(fresh),
  }))
}

/** What an account used of a period on the day (UTC) of an instant before that instant. */
export async function usedBefore(
  { db, chainId }: LedgerPlace,
  { account, index }: Key,
  at: Date,
): Promise<{ rolled: bigint; fresh: bigint }> {
  const day = at.toISOString().slice(0, 10)
  const { rows } = await db.execute<{ rolled: string; fresh: string }>(sql`
    select coalesce(sum(from_rolled), 0)::text as rolled, coalesce(sum(from_fresh), 0)::text as fresh from receipts
    where chain_id = ${chainId} and month = ${`${day.slice(0, 7)}-01`}::date and account = ${account} and period_index = ${index}
      and started_at >= ${`${day}T00:00:00Z`}::timestamptz and started_at < ${at.toISOString()}::timestamptz`)
  return { rolled: BigInt(rows[0]?.rolled ?? 0), fresh: BigInt(rows[0]?.fresh ?? 0) }
}

/** Pauses of spending up to the block, each as it was set the last time: one pause may be prolonged and ended. */
export async function listSpendPauses({ db, chainId, block }: LedgerPlace): Promise<Pause[]> {
  const { rows } = await db.execute<{ from: string; until: string }>(sql`
    select distinct on (args ->> 'from') args ->> 'from' as "from", args ->> 'until' as until from events
    where chain_id = ${chainId} and contract = 'Vault' and name = 'PauseSet' and args ->> 'flag' = '1' and block_number <= ${block}
    order by args ->> 'from', block_number desc, log_index desc`)
  return rows.map(({ from, until }) => ({ from: BigInt(from), until: BigInt(until) }))
}
