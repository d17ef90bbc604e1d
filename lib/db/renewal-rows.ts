import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'

export type Ending = { account: `0x${string}`; end: bigint }

/** The last word on automatic renewal of the account of a row. */
const isAutoRenewOn = (chainId: number, account: string) => sql`coalesce((
  select (e.args->>'on')::boolean from events e
  where e.chain_id = ${chainId} and e.addresses @> array[${sql.raw(account)}] and e.name = 'AutoRenewSet'
  order by e.block_number desc, e.log_index desc limit 1), false)`

/** The end of the last paid period of each account. */
const lastPeriods = (chainId: number) => sql`
  select distinct on (account) account, ends_at from periods
  where chain_id = ${chainId} and kind <> 'upgraded' order by account, block_number desc, log_index desc`

const endingOf = ({ account, end }: { account: `0x${string}`; end: string }): Ending => ({ account, end: BigInt(end) })

/** Accounts whose last paid period ended in [`from`, `until`] and that renew by themselves, the longest waiting first. */
export async function listEnded(
  db: Queryable,
  chainId: number,
  { from, until, limit }: { from: Date; until: Date; limit: number },
): Promise<Ending[]> {
  const { rows } = await db.execute<{ account: `0x${string}`; end: string }>(sql`
    select account, extract(epoch from ends_at)::bigint::text as "end" from (${lastPeriods(chainId)}) as last
    where ends_at >= ${from.toISOString()} and ends_at <= ${until.toISOString()} and ${isAutoRenewOn(chainId, 'last.account')}
    order by ends_at, account limit ${limit}`)
  return rows.map(endingOf)
}

/** The same for periods that end more than `above` and at most `days` days after `now`, of accounts not yet reminded so many days before. */
export async function listToRemind(
  db: Queryable,
  chainId: number,
  { now, above, days, limit }: { now: Date; above: number; days: number; limit: number },
): Promise<Ending[]> {
  const at = now.toISOString()
  const { rows } = await db.execute<{ account: `0x${string}`; end: string }>(sql`
    select account, extract(epoch from ends_at)::bigint::text as "end" from (${lastPeriods(chainId)}) as last
    where ends_at > ${at}::timestamptz + make_interval(days => ${above}) and ends_at <= ${at}::timestamptz + make_interval(days => ${days})
      and not exists (select from alerts a
        where a.key = 'renewal-due ' || last.account || ' ' || extract(epoch from ends_at)::bigint || ' ' || ${days}::int)
      and ${isAutoRenewOn(chainId, 'last.account')}
    order by ends_at, account limit ${limit}`)
  return rows.map(endingOf)
}

/**
 * Keeps what `RenewalFailed` logs of the last forty days say, for the selectors given; others are no fault of the user's. The same log
 * again is nothing new.
 */
export async function keepFailures(
  db: Queryable,
  chainId: number,
  now: Date,
  codes: Readonly<Record<string, string>>,
): Promise<number> {
  const { rowCount } = await db.execute(sql`
    insert into renewal_failures (chain_id, account, at, code)
    select e.chain_id, e.args->>'user', e.block_time, ${JSON.stringify(codes)}::jsonb->>(e.args->>'reason')
    from events e
    where e.chain_id = ${chainId} and e.contract = 'Subscriptions' and e.name = 'RenewalFailed'
      and e.block_time > ${now.toISOString()}::timestamptz - interval '40 days'
      and ${JSON.stringify(codes)}::jsonb ? (e.args->>'reason')
    on conflict do nothing`)
  return rowCount ?? 0
}

/** Accounts of which a failure was kept after `since`. */
export async function failedSince(db: Queryable, chainId: number, since: Date): Promise<Set<string>> {
  const { rows } = await db.execute<{ account: string }>(
    sql`select distinct account from renewal_failures where chain_id = ${chainId} and at > ${since.toISOString()}`,
  )
  return new Set(rows.map(({ account }) => account))
}

/** What a failed renewal lacked, wei, with the newest kept failure of the account. */
export async function noteOwed(db: Queryable, chainId: number, account: string, owed: bigint): Promise<void> {
  await db.execute(sql`
    update renewal_failures set owed = ${owed.toString()}::numeric
    where chain_id = ${chainId} and account = ${account} and owed is null
      and at = (select max(at) from renewal_failures where chain_id = ${chainId} and account = ${account})`)
}

/** Ends alerts about a period that was renewed, that is long over, or (reminders) whose renewal was turned off or is due now. */
export async function closeRenewalAlerts(db: Queryable, chainId: number, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`
  const end = sql`to_timestamp((a.detail->>'end')::bigint)`
  await db.execute(sql`
    update alerts a set closed_at = now()
    where a.closed_at is null and split_part(a.key, ' ', 1) in ('renewal-due', 'renewal-failed') and (
      exists (select from periods p where p.chain_id = ${chainId} and p.account = a.account and p.ends_at > ${end})
      or ${end} < ${at} - interval '12 days'
      or split_part(a.key, ' ', 1) = 'renewal-due' and (${end} <= ${at} or not ${isAutoRenewOn(chainId, 'a.account')}))`)
}

/** When a paid period ended or ends, and whether its account renews by itself. */
export type InsideRow = Ending & { autoRenew: boolean }

type Inside = { after: Date; until: Date }

const isInside = ({ after, until }: Inside) =>
  sql`ends_at > ${after.toISOString()}::timestamptz and ends_at <= ${until.toISOString()}::timestamptz`

/** Last paid periods that end in (`after`, `until`], the first end first. `from`: goes on after this row of the list. */
export async function listInside(
  db: Queryable,
  chainId: number,
  span: Inside,
  { from, limit }: { from?: InsideRow | undefined; limit: number },
): Promise<InsideRow[]> {
  const { rows } = await db.execute<{ account: `0x${string}`; end: string; on: boolean }>(sql`
    select account, extract(epoch from ends_at)::bigint::text as "end", ${isAutoRenewOn(chainId, 'last.account')} as "on"
    from (${lastPeriods(chainId)}) as last
    where ${isInside(span)} ${from ? sql`and (ends_at, account) > (to_timestamp(${from.end.toString()}::bigint), ${from.account})` : sql``}
    order by ends_at, account limit ${limit}`)
  return rows.map(({ on, ...row }) => ({ ...endingOf(row), autoRenew: on }))
}

/** How many there are, and how many of them renew by themselves. */
export async function countInside(
  db: Queryable,
  chainId: number,
  span: Inside,
): Promise<{ all: number; autoRenew: number }> {
  const { rows } = await db.execute<{ all: number; auto: number }>(sql`
    select count(*)::int as all, count(*) filter (where "on")::int as auto
    from (select ${isAutoRenewOn(chainId, 'last.account')} as "on" from (${lastPeriods(chainId)}) as last where ${isInside(span)}) as inside`)
  return { all: rows[0]?.all ?? 0, autoRenew: rows[0]?.auto ?? 0 }
}
