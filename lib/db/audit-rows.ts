import { asc, desc, gt, sql } from 'drizzle-orm'
import { AUDIT_ROOT, type AuditRow, auditFault, auditHash } from './audit-chain'
import type { Queryable } from './connect'
import { LOCKS } from './locks'
import { audit } from './schema'

const PAGE = 1_000

/** `actor`: an address, a key's prefix, or the part of the system. `detail`: before, after, transaction; JSON, amounts as strings. */
export type AuditEntry = { actor: string; action: string; detail: Record<string, unknown> }

/**
 * Adds a row to the audit log, after every other one. Inside a transaction it holds the log's lock to its end: append last. `at` is this
 * machine's time unless given.
 */
export async function appendAudit(db: Queryable, entry: AuditEntry, at = new Date()): Promise<AuditRow> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.audit})`)
    const [last] = await tx.select().from(audit).orderBy(desc(audit.seq)).limit(1)
    // As the database gives it back: what JSON cannot say is refused here and not found at a verification.
    const detail = JSON.parse(JSON.stringify(entry.detail)) as Record<string, unknown>
    const body = { ...entry, detail, at, seq: (last?.seq ?? 0n) + 1n, previousHash: last?.hash ?? AUDIT_ROOT }
    const row = { ...body, hash: auditHash(body) }
    await tx.insert(audit).values(row)
    return row
  })
}

/** The whole log in order, a page at a time. */
export async function* streamAudit(db: Queryable): AsyncGenerator<AuditRow[]> {
  for (let after = -1n; ; ) {
    const rows = await db.select().from(audit).where(gt(audit.seq, after)).orderBy(asc(audit.seq)).limit(PAGE)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.seq
  }
}

export type AuditVerdict = { rows: number; head: string; fault: string | null }

/**
 * Walks the log. `fault` names the first bad row. A log that was cut at its end is a whole one: only a `head` that was kept elsewhere
 * tells, and it must be found in it. `onRow` is given every row before it is judged.
 */
export async function verifyAudit(
  db: Queryable,
  options: { head?: string; onRow?: (row: AuditRow) => void } = {},
): Promise<AuditVerdict> {
  let previous: AuditRow | null = null
  let [rows, fault] = [0, null as string | null]
  let isHeadSeen = options.head === undefined || options.head === AUDIT_ROOT
  for await (const page of streamAudit(db)) {
    for (const row of page) {
      options.onRow?.(row)
      fault ??= auditFault(row, previous)
      isHeadSeen ||= row.hash === options.head
      previous = row
      rows += 1
    }
  }
  if (!isHeadSeen) fault ??= `no row has the hash ${options.head}: rows are missing at the end`
  return { rows, head: previous?.hash ?? AUDIT_ROOT, fault }
}
