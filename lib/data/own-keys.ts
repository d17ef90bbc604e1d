import 'server-only'
import type { Address, Hex } from 'viem'
import { database } from '../auth/database'
import { currentSession, requireSession } from '../auth/session'
import { listMembers } from '../db/member-rows'
import { findMeter, setOverage } from '../db/metering-account-rows'
import { env } from '../env/env'
import { endOf, type IssuedKey, issueUserKey, listKeys, revokeKey, rotateKey } from '../metering/keys'

/** A key as its owner sees it. `budgetUsd`: micro-USD a UTC day, null: none. `expiresAt`: it was replaced and works on until then. */
export type OwnKey = {
  prefix: string
  name: string
  budgetUsd: bigint | null
  /** Name of the member who holds it. */
  member: string | null
  createdAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
  works: boolean
}

export type OwnKeys = { address: Address; keys: OwnKey[]; overage: boolean }

/** Keys of the signed-in account, newest first, and whether its credits pay for what the allowance does not cover. Null: nobody is signed in. */
export async function getOwnKeys(): Promise<OwnKeys | null> {
  const session = await currentSession()
  if (!session) return null
  const { address } = session
  const now = new Date()
  const rows = await listKeys(database(), { owner: address })
  const members = await listMembers(database(), { owner: address.toLowerCase() as Hex })
  const meter = await findMeter(database().$client, env.CHAIN_ID, address.toLowerCase())
  const keys = rows.map(({ prefix, name, budgetUsd, createdAt, lastUsedAt, expiresAt, revokedAt, ...key }) => {
    const works = endOf({ revokedAt, expiresAt, gatewayRevokedAt: null }, now) === null
    const member = members.find((one) => one.member === key.member)?.name ?? null
    return { prefix, name, budgetUsd, member, createdAt, lastUsedAt, expiresAt, works }
  })
  return { address, keys, overage: meter?.overage ?? false }
}

/** The key itself is in this answer and nowhere else. KEYS_MANY. */
export async function issueOwnKey(wish: { name: string; budgetUsd: bigint | null }): Promise<IssuedKey> {
  const { address } = await requireSession()
  return issueUserKey(database(), address, wish, new Date())
}

/** A new key with the same name and budget; the old one works on for a day. KEY_NOT_FOUND. */
export async function rotateOwnKey(prefix: string): Promise<IssuedKey> {
  const { address } = await requireSession()
  return rotateKey(database(), { owner: address }, prefix, new Date())
}

/** At once. KEY_NOT_FOUND. */
export async function revokeOwnKey(prefix: string): Promise<void> {
  const { address } = await requireSession()
  await revokeKey(database(), { owner: address }, prefix, new Date())
}

/** From the next receipt on. */
export async function setOwnOverage(overage: boolean): Promise<void> {
  const { address } = await requireSession()
  await setOverage(database().$client, env.CHAIN_ID, address.toLowerCase(), overage, new Date())
}
