import { appendAudit } from '../db/audit-rows'
import type { Queryable } from '../db/connect'
import {
  countMembers,
  lockMember,
  type MemberRow,
  type Membership,
  putMember,
  revokeKeysOf,
  setKeyMember,
} from '../db/member-rows'
import { lockKey } from '../db/metering-key-rows'
import type { Limit } from '../domain/member-limit'
import { AppError } from '../errors/app-error'
import { endOf, type IssuedKey, issueUserKey, requireRoom } from './keys'

/** Enough for a company of that size; a bound for who makes them by a program. */
const MOST_MEMBERS = 100

export type MemberWish = Membership & { name: string; limit: Limit }
export type KeyGift = Membership & { name: string; limit: Limit; budgetUsd: bigint | null }

const textOf = ({ chargeNano, tokens }: Limit) => ({
  chargeNano: chargeNano?.toString() ?? null,
  tokens: tokens?.toString() ?? null,
})

/** The caller is `owner`: everything here is about members of one's own account. MEMBER_NOT_FOUND also for one that was removed. */
async function requireMember(tx: Queryable, of: Membership): Promise<MemberRow> {
  const row = await lockMember(tx, of)
  if (!row || row.removedAt) throw new AppError('MEMBER_NOT_FOUND', { member: of.member })
  return row
}

/** In force at once: a member pays nothing and owes nothing. MEMBER_SELF, MEMBER_THERE, MEMBERS_MANY. */
export async function inviteMember(
  db: Queryable,
  { owner, member, name, limit }: MemberWish,
  now: Date,
): Promise<void> {
  if (owner === member) throw new AppError('MEMBER_SELF')
  return db.transaction(async (tx) => {
    const count = await countMembers(tx, owner)
    const known = await lockMember(tx, { owner, member })
    if (known && !known.removedAt) throw new AppError('MEMBER_THERE', { member })
    if (count >= MOST_MEMBERS) throw new AppError('MEMBERS_MANY', { most: MOST_MEMBERS })
    const limits = { limitNano: limit.chargeNano, limitTokens: limit.tokens }
    await putMember(tx, { owner, member, name, ...limits, invitedAt: now, removedAt: null })
    const detail = { member, name, limit: textOf(limit) }
    await appendAudit(tx, { actor: owner, action: 'member invited', detail }, now)
  })
}

/** Another name, other limits: from the next question of a gateway on. MEMBER_NOT_FOUND. */
export function changeMember(db: Queryable, { owner, member, name, limit }: MemberWish, now: Date): Promise<void> {
  return db.transaction(async (tx) => {
    const old = await requireMember(tx, { owner, member })
    await putMember(tx, { ...old, name, limitNano: limit.chargeNano, limitTokens: limit.tokens })
    const before = { name: old.name, limit: textOf({ chargeNano: old.limitNano, tokens: old.limitTokens }) }
    const detail = { member, before, after: { name, limit: textOf(limit) } }
    await appendAudit(tx, { actor: owner, action: 'member changed', detail }, now)
  })
}

/** Takes a member off, and ends his keys at once. What he used stays counted. MEMBER_NOT_FOUND. */
export function removeMember(db: Queryable, of: Membership, now: Date): Promise<void> {
  return db.transaction(async (tx) => {
    const old = await requireMember(tx, of)
    await putMember(tx, { ...old, removedAt: now })
    const revoked = await revokeKeysOf(tx, of, now)
    await appendAudit(tx, { actor: of.owner, action: 'member removed', detail: { member: of.member, revoked } }, now)
  })
}

/** A new key in a member's hand, shown to the owner once. MEMBER_NOT_FOUND, KEYS_MANY. */
export function issueMemberKey(db: Queryable, gift: KeyGift, now: Date): Promise<IssuedKey> {
  const { owner, member, name, limit, budgetUsd } = gift
  return db.transaction(async (tx) => {
    // Holds the member: two keys made at once count each other, and a removal waits for neither of them in vain.
    await requireMember(tx, { owner, member })
    const issued = await issueUserKey(tx, owner, { name, budgetUsd, heldBy: { member, limit } }, now)
    const detail = { member, prefix: issued.prefix, limit: textOf(limit), budgetUsd: budgetUsd?.toString() ?? null }
    await appendAudit(tx, { actor: owner, action: 'member key issued', detail }, now)
    return issued
  })
}

/**
 * Gives a key that works to a member with limits of its own, or takes it back (`member` null). What is reported from here on counts for
 * whom it was given. KEY_NOT_FOUND, MEMBER_NOT_FOUND, KEYS_MANY.
 */
export function assignKey(
  db: Queryable,
  owner: `0x${string}`,
  prefix: string,
  to: { member: `0x${string}` | null; limit: Limit },
  now: Date,
): Promise<void> {
  const { member, limit } = to
  return db.transaction(async (tx) => {
    if (member) await requireMember(tx, { owner, member })
    const key = await lockKey(tx, prefix, { owner })
    if (!key || endOf({ ...key, gatewayRevokedAt: null }, now)) throw new AppError('KEY_NOT_FOUND', { prefix })
    if (key.member !== member) await requireRoom(tx, owner, member, now)
    const limits = { limitNano: member && limit.chargeNano, limitTokens: member && limit.tokens }
    await setKeyMember(tx, prefix, { member, ...limits })
    const before = { member: key.member, limit: textOf({ chargeNano: key.limitNano, tokens: key.limitTokens }) }
    const detail = { prefix, before, after: { member, limit: textOf(limit) } }
    await appendAudit(tx, { actor: owner, action: 'member key assigned', detail }, now)
  })
}
