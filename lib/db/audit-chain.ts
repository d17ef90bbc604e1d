import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

export type AuditRow = {
  seq: bigint
  at: Date
  actor: string
  action: string
  detail: Record<string, unknown>
  previousHash: string
  hash: string
}

/** What the first row follows. */
export const AUDIT_ROOT = '0'.repeat(64)

/** SHA-256, in hex, of the previous hash and the row's canonical JSON (RFC 8785). */
export function auditHash({ seq, at, actor, action, detail, previousHash }: Omit<AuditRow, 'hash'>): string {
  const body = canonicalize({ seq: seq.toString(), at: at.toISOString(), actor, action, detail })
  return createHash('sha256').update(`${previousHash}\n${body}`).digest('hex')
}

/** What is wrong with a row that should follow `previous` (null: the first one); null when nothing is. */
export function auditFault(row: AuditRow, previous: Pick<AuditRow, 'seq' | 'hash'> | null): string | null {
  const expected = (previous?.seq ?? 0n) + 1n
  if (row.seq !== expected) return `row ${expected} is missing: ${row.seq} comes next`
  if (row.previousHash !== (previous?.hash ?? AUDIT_ROOT)) return `row ${row.seq} does not follow the one before it`
  if (row.hash !== auditHash(row)) return `row ${row.seq} was changed after it was written`
  return null
}
