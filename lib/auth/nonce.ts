import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import { generateSiweNonce } from 'viem/siwe'
import type { Db } from '../db/connect'
import { nonces } from '../db/schema'

/** Milliseconds a sign-in may take. */
export const NONCE_LIFE = 5 * 60_000

/** 256 random bits; only the hash is ever stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export type IssuedNonce = { nonce: string; cookie: string; issuedAt: Date; expiresAt: Date }

export async function issueNonce(db: Db, now: Date): Promise<IssuedNonce> {
  const nonce = generateSiweNonce()
  const cookie = newSecret()
  const expiresAt = new Date(now.getTime() + NONCE_LIFE)
  await db.delete(nonces).where(lt(nonces.expiresAt, now))
  await db.insert(nonces).values({ nonce, cookieHash: sha256(cookie), expiresAt })
  return { nonce, cookie, issuedAt: now, expiresAt }
}

/** Uses a nonce up, in one statement: of two sign-ins with one nonce, one at most gets `true`. */
export async function consumeNonce(db: Db, nonce: string, cookie: string, now: Date): Promise<boolean> {
  const used = await db
    .update(nonces)
    .set({ usedAt: now })
    .where(
      and(
        eq(nonces.nonce, nonce),
        eq(nonces.cookieHash, sha256(cookie)),
        isNull(nonces.usedAt),
        gt(nonces.expiresAt, now),
      ),
    )
    .returning({ nonce: nonces.nonce })
  return used.length === 1
}
