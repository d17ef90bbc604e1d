import 'server-only'
import { type Address, getAddress, type Hex } from 'viem'
import { database } from '../auth/database'
import { limit } from '../auth/rate-limit'
import { currentSession, requireSession } from '../auth/session'
import { listMembers, listMonth, listMonthsOf, type MemberMonthRow, type MonthSum, usedByKey } from '../db/member-rows'
import { type Limit, sumUsed, type Used } from '../domain/member-limit'
import { type Month, monthOf, previousMonth } from '../domain/month'
import { env } from '../env/env'
import { marketTime } from '../metering/clock'
import { endOf, type IssuedKey, listKeys } from '../metering/keys'
import { limitOf, monthKeyOf, nextMonthAt, roomOf } from '../metering/member-use'
import { assignKey, changeMember, inviteMember, issueMemberKey, removeMember } from '../metering/members'

/** Months a member looks back. */
const MONTHS_SHOWN = 12

type KeyList = Awaited<ReturnType<typeof listKeys>>
type Code = 'MEMBER_LIMIT_REACHED' | 'KEY_LIMIT_REACHED'

/** A key that works. `member` null: its owner keeps it, and nothing is counted. */
export type MemberKey = {
  prefix: string
  name: string
  member: Address | null
  limit: Limit
  used: Used
  /** micro-USD a UTC day; null: none. */
  budgetUsd: bigint | null
  lastUsedAt: Date | null
  /** Why it may use nothing now. */
  code: Code | null
}
export type MemberView = { address: Address; name: string; limit: Limit; used: Used; isUsedUp: boolean }

type OfMonth = { address: Address; month: Month; resetsAt: Date }
export type OwnMembers = OfMonth & { members: MemberView[]; keys: MemberKey[] }
export type Membership = Omit<MemberView, 'address'> & { owner: Address; keys: MemberKey[]; months: MonthSum[] }
export type Memberships = OfMonth & { memberships: Membership[] }

const lower = (address: string) => address.toLowerCase() as Hex
const NOTHING: Used = { chargeNano: 0n, tokens: 0n }

type Limited = { limitNano: bigint | null; limitTokens: bigint | null }

function viewOfKey(key: KeyList[number], member: Limited | null, used: readonly MemberMonthRow[]): MemberKey {
  const { prefix, name, budgetUsd, lastUsedAt } = key
  return {
    ...{ prefix, name, budgetUsd, lastUsedAt },
    member: key.member && getAddress(key.member),
    limit: limitOf(key),
    used: member ? sumUsed(used.filter((row) => row.prefix === prefix)) : NOTHING,
    code: member ? roomOf(key, member, used).code : null,
  }
}

const working = (keys: KeyList, now: Date) =>
  keys.filter((key) => endOf({ ...key, gatewayRevokedAt: null }, now) === null)

const viewOfMember = (row: Limited & { name: string }, used: readonly MemberMonthRow[]) => {
  const isUsedUp = roomOf({ prefix: '', limitNano: null, limitTokens: null }, row, used).code !== null
  return { name: row.name, limit: limitOf(row), used: sumUsed(used), isUsedUp }
}

async function monthNow(address: string) {
  const now = await marketTime(database(), env.CHAIN_ID)
  return { address: getAddress(address), month: monthOf(now), key: monthKeyOf(now), resetsAt: nextMonthAt(now) }
}

/** Members of the signed-in account and its keys that work, with what was used this month. Null: nobody is signed in. */
export async function getOwnMembers(): Promise<OwnMembers | null> {
  const session = await currentSession()
  if (!session) return null
  const [db, owner] = [database(), lower(session.address)]
  const { key: month, ...head } = await monthNow(owner)
  const [rows, used, keys] = await Promise.all([
    listMembers(db, { owner }),
    listMonth(db, owner, month),
    listKeys(db, { owner }),
  ])
  const usedBy = (member: Hex | null) => used.filter((row) => row.member === member)
  return {
    ...head,
    members: rows.map((row) => ({ address: getAddress(row.member), ...viewOfMember(row, usedBy(row.member)) })),
    keys: working(keys, new Date()).map((key) =>
      viewOfKey(key, rows.find(({ member }) => member === key.member) ?? null, usedBy(key.member)),
    ),
  }
}

/** What the signed-in account is a member of: its own keys and use of each, and nothing else of it. Null: nobody is signed in. */
export async function getMemberships(): Promise<Memberships | null> {
  const session = await currentSession()
  if (!session) return null
  const [db, member] = [database(), lower(session.address)]
  const { key: month, ...head } = await monthNow(member)
  let from = head.month
  for (let i = 1; i < MONTHS_SHOWN; i++) from = previousMonth(from)
  const memberships = (await listMembers(db, { member })).map(async (row): Promise<Membership> => {
    const used = await usedByKey(db, row, month)
    const keys = (await listKeys(db, { owner: row.owner })).filter((key) => key.member === member)
    return {
      owner: getAddress(row.owner),
      ...viewOfMember(row, used),
      keys: working(keys, new Date()).map((key) => viewOfKey(key, row, used)),
      months: await listMonthsOf(db, row, `${from}-01`),
    }
  })
  return { ...head, memberships: await Promise.all(memberships) }
}

type MemberWish = { member: Address; name: string; limit: Limit }

/** Every change is a row of the audit log, so there is a bound to how often. RATE_LIMITED. */
async function ofOwner(): Promise<Hex> {
  const { address } = await requireSession()
  await limit(database(), 'members of', address)
  return lower(address)
}

/** MEMBER_SELF, MEMBER_THERE, MEMBERS_MANY. */
export async function inviteOwnMember({ member, ...wish }: MemberWish): Promise<void> {
  const owner = await ofOwner()
  await inviteMember(database(), { owner, member: lower(member), ...wish }, new Date())
}

/** MEMBER_NOT_FOUND. */
export async function changeOwnMember({ member, ...wish }: MemberWish): Promise<void> {
  const owner = await ofOwner()
  await changeMember(database(), { owner, member: lower(member), ...wish }, new Date())
}

/** His keys end at once. MEMBER_NOT_FOUND. */
export async function removeOwnMember(member: Address): Promise<void> {
  const owner = await ofOwner()
  await removeMember(database(), { owner, member: lower(member) }, new Date())
}

/** The key itself is in this answer and nowhere else. MEMBER_NOT_FOUND, KEYS_MANY. */
export async function issueOwnMemberKey(wish: MemberWish & { budgetUsd: bigint | null }): Promise<IssuedKey> {
  const owner = await ofOwner()
  return issueMemberKey(database(), { ...wish, owner, member: lower(wish.member) }, new Date())
}

/** KEY_NOT_FOUND, MEMBER_NOT_FOUND, KEYS_MANY. */
export async function assignOwnKey(prefix: string, to: { member: Address | null; limit: Limit }): Promise<void> {
  const owner = await ofOwner()
  const member = to.member && lower(to.member)
  await assignKey(database(), owner, prefix, { member, limit: to.limit }, new Date())
}
