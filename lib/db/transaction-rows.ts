import { and, eq, gte, type InferSelectModel, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { sentTransactions } from './work-schema'

export type SentTransaction = InferSelectModel<typeof sentTransactions>
export type Attempt = SentTransaction['attempts'][number]
type Key = Pick<SentTransaction, 'chainId' | 'sender' | 'nonce'>

const isKey = ({ chainId, sender, nonce }: Key) =>
  and(eq(sentTransactions.chainId, chainId), eq(sentTransactions.sender, sender), eq(sentTransactions.nonce, nonce))

export async function findByPurpose(db: Queryable, chainId: number, purpose: string): Promise<SentTransaction | null> {
  const where = and(eq(sentTransactions.chainId, chainId), eq(sentTransactions.purpose, purpose))
  const [row] = await db.select().from(sentTransactions).where(where)
  return row ?? null
}

/** What a key has signed and whose end is not known, the lowest nonce first. */
export async function listOpen(
  db: Queryable,
  chainId: number,
  sender: SentTransaction['sender'],
): Promise<SentTransaction[]> {
  const where = and(
    eq(sentTransactions.chainId, chainId),
    eq(sentTransactions.sender, sender),
    eq(sentTransactions.state, 'signed'),
  )
  return db.select().from(sentTransactions).where(where).orderBy(sentTransactions.nonce)
}

/** One key at a time: others that want a nonce of it wait until this transaction of the database ends. */
export async function lockSender(tx: Queryable, chainId: number, sender: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sender ${chainId} ${sender}`}, 0))`)
}

export async function insertSigned(tx: Queryable, row: SentTransaction): Promise<void> {
  await tx.insert(sentTransactions).values(row)
}

export async function addAttempt(db: Queryable, key: Key, attempt: Attempt): Promise<void> {
  await db
    .update(sentTransactions)
    .set({ attempts: sql`${sentTransactions.attempts} || ${JSON.stringify([attempt])}::jsonb` })
    .where(isKey(key))
}

export async function endTransaction(
  db: Queryable,
  key: Key,
  end: Pick<SentTransaction, 'state' | 'minedHash' | 'minedBlock'>,
): Promise<void> {
  await db.update(sentTransactions).set(end).where(isKey(key))
}

/** It did nothing, reverted or its nonce used by something else: the purpose is free again, and the row stays as a record. */
export async function releasePurpose(
  db: Queryable,
  row: SentTransaction,
  state: 'reverted' | 'dropped',
): Promise<void> {
  const purpose = `${row.purpose} (${state}, nonce ${row.nonce})`
  await db.update(sentTransactions).set({ state, purpose }).where(isKey(row))
}

/** Rows of a chain that is no more: a local one that was started anew counts nonces from the beginning. */
export async function forgetFrom(
  tx: Queryable,
  chainId: number,
  sender: SentTransaction['sender'],
  nonce: number,
): Promise<void> {
  const where = and(
    eq(sentTransactions.chainId, chainId),
    eq(sentTransactions.sender, sender),
    gte(sentTransactions.nonce, nonce),
  )
  await tx.delete(sentTransactions).where(where)
}
