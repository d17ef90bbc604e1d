import { and, asc, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { PoolClient } from 'pg'
import type { Used } from '../domain/member-limit'
import type { Month } from '../domain/month'
import type { Queryable } from './connect'
import { memberMonths, members } from './member-schema'
import { keys } from './metering-schema'

type Hex = `0x${string}`
export type MemberRow = typeof members.$inferSelect
export type MemberMonthRow = typeof memberMonths.$inferSelect
/** The first day of its month: `2026-10-01`. */
type MonthKey = string

/** Rows of one of two accounts as its other side is asked: both addresses in lower case. */
export type Membership = { owner: Hex; member: Hex }

const isMembership = ({ owner, member }: Membership) => and(eq(members.owner, owner), eq(members.member, member))

/** Locked to the end of the transaction: two changes of one member take turns. */
export async function lockMember(tx: Queryable, of: Membership): Promise<MemberRow | null> {
  const [row] = await tx.select().from(members).where(isMembership(of)).for('update')
  return row ?? null
}

export async function findMember(db: Queryable, of: Membership): Promise<MemberRow | null> {
  const [row] = await db.select().from(members).where(isMembership(of))
  return row ?? null
}

/** Also one that was removed before: he is a member again. */
export async function putMember(tx: Queryable, row: typeof members.$inferInsert): Promise<void> {
  await tx
    .insert(members)
    .values(row)
    .onConflictDoUpdate({ target: [members.owner, members.member], set: row })
}

/** Members of an account by name; or, of `member`, what he is a member of. Those that were removed are left out. */
export const listMembers = (db: Queryable, of: { owner: Hex } | { member: Hex }): Promise<MemberRow[]> =>
  db
    .select()
    .from(members)
    .where(and('owner' in of ? eq(members.owner, of.owner) : eq(members.member, of.member), isNull(members.removedAt)))
    .orderBy(asc(members.name), asc(members.owner), asc(members.member))

/** How many members an account has, counted one after the other: the caller's transaction holds the account until its end. */
export async function countMembers(tx: Queryable, owner: Hex): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`members of ${owner}`}, 0))`)
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(members)
    .where(and(eq(members.owner, owner), isNull(members.removedAt)))
  return row?.count ?? 0
}

/** What a member used with each key of his in a month. */
export const usedByKey = (db: Queryable, { owner, member }: Membership, month: MonthKey): Promise<MemberMonthRow[]> =>
  db
    .select()
    .from(memberMonths)
    .where(and(eq(memberMonths.owner, owner), eq(memberMonths.member, member), eq(memberMonths.month, month)))

/** What every member of an account used with each key in a month. */
export const listMonth = (db: Queryable, owner: Hex, month: MonthKey): Promise<MemberMonthRow[]> =>
  db
    .select()
    .from(memberMonths)
    .where(and(eq(memberMonths.owner, owner), eq(memberMonths.month, month)))

export type MonthSum = Used & { month: Month; requests: bigint }

/** A member's months from one on, the newest first. */
export const listMonthsOf = (db: Queryable, { owner, member }: Membership, from: MonthKey): Promise<MonthSum[]> =>
  db
    .select({
      month: sql<Month>`to_char(${memberMonths.month}, 'YYYY-MM')`,
      requests: sql<bigint>`sum(${memberMonths.requests})`.mapWith(BigInt),
      chargeNano: sql<bigint>`sum(${memberMonths.chargeNano})`.mapWith(BigInt),
      tokens: sql<bigint>`sum(${memberMonths.tokens})`.mapWith(BigInt),
    })
    .from(memberMonths)
    .where(and(eq(memberMonths.owner, owner), eq(memberMonths.member, member), gte(memberMonths.month, from)))
    .groupBy(memberMonths.month)
    .orderBy(desc(memberMonths.month))

/** Gives a key of its owner to a member with limits of its own, or takes it back (`member` null). */
export async function setKeyMember(
  tx: Queryable,
  prefix: string,
  to: { member: Hex | null; limitNano: bigint | null; limitTokens: bigint | null },
): Promise<void> {
  await tx.update(keys).set(to).where(eq(keys.prefix, prefix))
}

/** Ends every key that a member holds, at once. */
export async function revokeKeysOf(tx: Queryable, { owner, member }: Membership, now: Date): Promise<string[]> {
  const rows = await tx
    .update(keys)
    .set({ revokedAt: now })
    .where(and(eq(keys.owner, owner), eq(keys.member, member), isNull(keys.revokedAt)))
    .returning({ prefix: keys.prefix })
  return rows.map(({ prefix }) => prefix)
}

/** Adds to what members used, in the order of their key. The caller holds the meters of the owners. */
export async function addMemberMonths(client: PoolClient, sums: readonly MemberMonthRow[]): Promise<void> {
  if (sums.length === 0) return
  const list = <K extends keyof MemberMonthRow>(name: K) => sums.map((sum) => sum[name])
  await client.query(
    `insert into member_months as t (owner, member, month, prefix, requests, charge_nano, tokens)
     select * from unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::bigint[], $6::numeric[], $7::numeric[])
       as s(owner, member, month, prefix, requests, charge, tokens)
     order by owner, member, month, prefix
     on conflict (owner, member, month, prefix) do update set requests = t.requests + excluded.requests,
       charge_nano = t.charge_nano + excluded.charge_nano, tokens = t.tokens + excluded.tokens`,
    [
      list('owner'),
      list('member'),
      list('month'),
      list('prefix'),
      list('requests'),
      list('chargeNano'),
      list('tokens'),
    ],
  )
}
