import { createHmac, randomBytes } from 'node:crypto'
import type { Queryable } from '../db/connect'
import {
  type FoundKey,
  findKeyByHash,
  insertKey,
  type KeyHolder,
  type KeyRow,
  keysOf,
  lockKey,
  setKeyEnd,
} from '../db/metering-key-rows'
import { type Limit, NO_LIMIT } from '../domain/member-limit'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'

export const GATEWAY_SCOPES = ['usage', 'entitlements', 'introspect', 'probe', 'capacity'] as const
export type GatewayScope = (typeof GATEWAY_SCOPES)[number]
export type KeyScope = GatewayScope | 'use'

/** Whom its owner gives a key, lower case, and its limits of a month in that hand. */
export type HeldBy = { member: `0x${string}`; limit: Limit }
/** `budgetUsd`: micro-USD a UTC day; null: none. */
export type KeyWish = {
  name: string
  scopes: readonly KeyScope[]
  budgetUsd?: bigint | null
  heldBy?: HeldBy | null
}
/** `key` is shown once and stored nowhere. */
export type IssuedKey = { key: string; prefix: string }

/** Keys of one hand that work at the same time: enough for every program he runs, and a bound for who makes them by a program. */
const MOST_KEYS = 20
/** How long a rotated key works on unless said otherwise. */
const OVERLAP_MS = 24 * 3_600_000
/** 32 letters and digits that nobody mistakes for one another: each is five random bits. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
const FORM = /^cx[gk]_[a-km-np-z2-9]{8}[0-9a-f]{64}$/

const textOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => ALPHABET[byte & 31]).join('')
const hashOf = (key: string): string => createHmac('sha256', env.KEY_PEPPER).update(key).digest('hex')

/** A key of 256 random bits behind a prefix for recognition. Only its HMAC is stored. */
export async function issueKey(db: Queryable, holder: KeyHolder, wish: KeyWish, now: Date): Promise<IssuedKey> {
  const isGateway = 'gateway' in holder
  const { chargeNano: limitNano, tokens: limitTokens } = wish.heldBy?.limit ?? NO_LIMIT
  for (;;) {
    const prefix = `${isGateway ? 'cxg' : 'cxk'}_${textOf(randomBytes(8))}`
    const key = prefix + randomBytes(32).toString('hex')
    const isNew = await insertKey(db, {
      prefix,
      hash: hashOf(key),
      gateway: isGateway ? holder.gateway : null,
      owner: isGateway ? null : (holder.owner.toLowerCase() as `0x${string}`),
      name: wish.name,
      scopes: [...wish.scopes],
      budgetUsd: wish.budgetUsd ?? null,
      createdAt: now,
      member: wish.heldBy?.member ?? null,
      limitNano,
      limitTokens,
    })
    if (isNew) return { key, prefix }
  }
}

/** A key of a user, for his requests to gateways or for a member's. KEYS_MANY when whom it is for has as many as work at one time. */
export async function issueUserKey(
  db: Queryable,
  owner: `0x${string}`,
  wish: Omit<KeyWish, 'scopes'>,
  now: Date,
): Promise<IssuedKey> {
  await requireRoom(db, owner, wish.heldBy?.member ?? null, now)
  return issueKey(db, { owner }, { ...wish, scopes: ['use'] }, now)
}

/** A new key in place of one that works on for `overlapMs`. Name, scopes, budget, member and limits stay. KEY_NOT_FOUND for one that is somebody else's or over. */
export function rotateKey(
  db: Queryable,
  holder: KeyHolder,
  prefix: string,
  now: Date,
  overlapMs = OVERLAP_MS,
): Promise<IssuedKey> {
  return db.transaction(async (tx) => {
    const old = await lockKey(tx, prefix, holder)
    if (!old || old.revokedAt || old.expiresAt) throw new AppError('KEY_NOT_FOUND', { prefix })
    await setKeyEnd(tx, prefix, { expiresAt: new Date(now.getTime() + overlapMs) })
    return issueKey(tx, holder, { ...old, scopes: old.scopes as KeyScope[], heldBy: heldByOf(old) }, now)
  })
}

/** KEYS_MANY when an account, or a member of it, has as many keys that work as it may have. */
export async function requireRoom(
  db: Queryable,
  owner: `0x${string}`,
  member: `0x${string}` | null,
  now: Date,
): Promise<void> {
  const working = (await keysOf(db, { owner })).filter(
    (key) => key.member === member && endOf({ ...key, gatewayRevokedAt: null }, now) === null,
  )
  if (working.length >= MOST_KEYS) throw new AppError('KEYS_MANY', { most: MOST_KEYS })
}

const heldByOf = ({ member, limitNano, limitTokens }: KeyRow): HeldBy | null =>
  member && { member, limit: { chargeNano: limitNano, tokens: limitTokens } }

/** At once, in every process: keys are looked up with each request. */
export function revokeKey(db: Queryable, holder: KeyHolder, prefix: string, now: Date): Promise<void> {
  return db.transaction(async (tx) => {
    if (!(await lockKey(tx, prefix, holder))) throw new AppError('KEY_NOT_FOUND', { prefix })
    await setKeyEnd(tx, prefix, { revokedAt: now })
  })
}

/** Newest first, without the hash. */
export async function listKeys(db: Queryable, holder: KeyHolder): Promise<Omit<KeyRow, 'hash'>[]> {
  return (await keysOf(db, holder)).map(({ hash: _, ...shown }) => shown)
}

/** The row of a key, or null for one that never was. Whether it still works: `endOf`. */
export async function findKey(db: Queryable, key: string): Promise<FoundKey | null> {
  if (!FORM.test(key)) return null
  return findKeyByHash(db, hashOf(key))
}

/** Why a key no longer works, or null. */
export function endOf(
  key: Pick<FoundKey, 'revokedAt' | 'expiresAt' | 'gatewayRevokedAt'>,
  now: Date,
): 'KEY_REVOKED' | 'KEY_EXPIRED' | null {
  if (key.revokedAt || key.gatewayRevokedAt) return 'KEY_REVOKED'
  return key.expiresAt && key.expiresAt <= now ? 'KEY_EXPIRED' : null
}
