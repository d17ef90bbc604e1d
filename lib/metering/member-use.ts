import type { Queryable } from '../db/connect'
import { findMember, type MemberMonthRow, usedByKey } from '../db/member-rows'
import type { KeyRow } from '../db/metering-key-rows'
import { isUsedUp, type Limit, leftOf, sumUsed, tighter } from '../domain/member-limit'
import { monthBounds, monthOf } from '../domain/month'
import { dateOf } from '../domain/time'

/** What a key of a member may still use this month; `code`: why it may use nothing. */
export type KeyRoom = {
  code: 'MEMBER_LIMIT_REACHED' | 'KEY_LIMIT_REACHED' | null
  left: Limit
  /** When the next month begins. */
  resetsAt: Date
}

type Limited = { limitNano: bigint | null; limitTokens: bigint | null }
export const limitOf = ({ limitNano, limitTokens }: Limited): Limit => ({ chargeNano: limitNano, tokens: limitTokens })

export const monthKeyOf = (now: Date): string => `${monthOf(now)}-01`
export const nextMonthAt = (now: Date): Date => dateOf(monthBounds(monthOf(now)).end)

/** `used`: what the member used this month, by key. */
export function roomOf(key: Limited & { prefix: string }, member: Limited, used: readonly MemberMonthRow[]) {
  const ofKey = leftOf(limitOf(key), sumUsed(used.filter(({ prefix }) => prefix === key.prefix)))
  const ofMember = leftOf(limitOf(member), sumUsed(used))
  const code = isUsedUp(ofMember) ? 'MEMBER_LIMIT_REACHED' : isUsedUp(ofKey) ? 'KEY_LIMIT_REACHED' : null
  return { code, left: tighter(ofMember, ofKey) } satisfies Omit<KeyRoom, 'resetsAt'>
}

/** Null for a key that its owner keeps: only those of members have limits of a month. `now` as receipts mean it. */
export async function readKeyRoom(db: Queryable, key: KeyRow, now: Date): Promise<KeyRoom | null> {
  if (!key.owner || !key.member) return null
  const of = { owner: key.owner, member: key.member }
  const member = await findMember(db, of)
  return {
    ...roomOf(key, member ?? { limitNano: null, limitTokens: null }, await usedByKey(db, of, monthKeyOf(now))),
    resetsAt: nextMonthAt(now),
  }
}
