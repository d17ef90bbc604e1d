import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Address, getAddress } from 'viem'
import type { Db } from '../db/connect'
import { sessions } from '../db/schema'
import { newSecret, sha256 } from './nonce'

/** Milliseconds without a request after which a session ends: of everybody, and of those with a role in the console. */
export const USER_IDLE = 24 * 3_600_000
export const CONSOLE_IDLE = 30 * 60_000
/** However busy, a signature opens a session for a week at most. */
const LONGEST = 7 * 24 * 3_600_000
/** `seen_at` is written once a minute at most. */
const TOUCH = 60_000

export type Session = { address: Address; chainId: number; signedInAt: Date; endsAt: Date }

/** A new id at every sign-in. Returned once, for the cookie; the table holds its hash. */
export async function openSession(db: Db, address: Address, chainId: number, now: Date): Promise<string> {
  const id = newSecret()
  await db.insert(sessions).values({
    idHash: sha256(id),
    address: address.toLowerCase() as Address,
    chainId,
    createdAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + LONGEST),
  })
  return id
}

export type SessionReading = {
  chainId: number
  now: Date
  /** Whether the account holds a role in the console. Throws when the chain does not say. */
  isConsole: (address: Address) => Promise<boolean>
}

/** The session behind an id, and a mark that it was used. Null when it ended, whatever the reason. */
export async function readSession(
  db: Db,
  id: string,
  { chainId, now, isConsole }: SessionReading,
): Promise<Session | null> {
  const idHash = sha256(id)
  const [row] = await db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.idHash, idHash),
        eq(sessions.chainId, chainId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
      ),
    )
  if (!row) return null
  const address = getAddress(row.address)
  const idle = now.getTime() - row.seenAt.getTime()
  // Asked only when it matters: the roles of an account are a read of the chain.
  const isTooIdle = idle > USER_IDLE || (idle > CONSOLE_IDLE && (await isConsole(address)))
  if (isTooIdle) {
    await closeSession(db, id, now)
    return null
  }
  if (idle > TOUCH) await db.update(sessions).set({ seenAt: now }).where(eq(sessions.idHash, idHash))
  return { address, chainId: row.chainId, signedInAt: row.createdAt, endsAt: row.expiresAt }
}

export async function closeSession(db: Db, id: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.idHash, sha256(id)), isNull(sessions.revokedAt)))
}

/** Sign out everywhere. Returns how many sessions ended. */
export async function closeAllSessions(db: Db, address: Address, now: Date): Promise<number> {
  const closed = await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sql`lower(${sessions.address})`, address.toLowerCase()), isNull(sessions.revokedAt)))
    .returning({ idHash: sessions.idHash })
  return closed.length
}
