import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { desc, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { audit } from './schema'

/** Any fixed number: entries are chained one after the other. */
const AUDIT_LOCK = 7_294_381_011n

export type AuditEntry = { at: Date; actor: string; action: string; detail: Record<string, unknown> }

/** Adds to the hash-chained log, in the transaction of what it tells of. `detail`: plain JSON. */
export async function appendAudit(tx: Queryable, { at, actor, action, detail }: AuditEntry): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`)
  const [last] = await tx.select({ seq: audit.seq, hash: audit.hash }).from(audit).orderBy(desc(audit.seq)).limit(1)
  const seq = (last?.seq ?? 0n) + 1n
  const previousHash = last?.hash ?? ''
  const row = canonicalize({ seq: seq.toString(), at: at.toISOString(), actor, action, detail })
  const hash = createHash('sha256').update(`${previousHash}${row}`).digest('hex')
  await tx.insert(audit).values({ seq, at, actor, action, detail, previousHash, hash })
}
