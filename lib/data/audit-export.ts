import 'server-only'
import type { Address } from 'viem'
import { database } from '../auth/database'
import { appendAudit } from '../db/audit-rows'

/** Writes down that a member of staff took a file that is not public, before it leaves: who, which, and what was asked for. */
export async function recordExport(by: Address, file: string, asked: Record<string, unknown> = {}): Promise<void> {
  const detail = JSON.parse(JSON.stringify({ file, ...asked })) as Record<string, unknown>
  await appendAudit(database(), { actor: by.toLowerCase(), action: 'exported', detail })
}
