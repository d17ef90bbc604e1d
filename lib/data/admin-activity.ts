import 'server-only'
import type { Address } from 'viem'
import { database } from '../auth/database'
import { type ActivityRecord, listActivity } from '../db/admin-activity-rows'
import { ACTIVITY_KINDS, type ActivityCursor, type ActivityKind } from '../domain/activity'
import { decodeCall, type Target } from '../domain/operation'
import { ACTIVITY_EVENTS, eventText, wordsOf } from '../domain/operation-words'
import { requireAdminReader } from './admin'
import { recordExport } from './audit-export'
import { targetsOf } from './operations'
import { atOneBlock } from './snapshot'

export type ActivityLine = {
  key: string
  /** Seconds. */
  at: number
  kind: ActivityKind
  who: string | null
  did: string
  what: string
  /** The operation it belongs to. */
  href: string | null
  tx: string | null
}

export type ActivityFilter = {
  kinds: readonly ActivityKind[]
  who?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
}

const PAGE = 50
/** Rows of a file that are read at a time. */
const CHUNK = 1_000

/** What was administered, by whom, newest first, a page of it. `next`: where the page after begins. */
export async function getAdminActivity(
  filter: ActivityFilter,
  after?: ActivityCursor,
): Promise<{ block: string; lines: ActivityLine[]; next: ActivityCursor | null }> {
  await requireAdminReader()
  return atOneBlock(async ({ db, chainId, block }) => {
    const rows = await listActivity(db, { ...queryOf(filter), chainId, block, after, limit: PAGE + 1 })
    const shown = rows.slice(0, PAGE)
    const targets = targetsOf(chainId)
    return {
      block: block.toString(),
      lines: shown.map((row) => lineOf(row, targets)),
      next: rows.length > PAGE ? (shown.at(-1)?.cursor ?? null) : null,
    }
  })
}

/** All of it, for a file; that it was taken is itself an activity. Each chunk is read at the block of the first. */
export async function* adminActivityPages(filter: ActivityFilter): AsyncGenerator<ActivityLine[]> {
  const { session } = await requireAdminReader()
  await recordExport(session.address, 'activity.csv', { ...filter })
  const { chainId, block } = await atOneBlock(async (at) => ({ chainId: at.chainId, block: at.block }))
  const targets = targetsOf(chainId)
  let after: ActivityCursor | undefined
  do {
    const query = { ...queryOf(filter), chainId, block, after, limit: CHUNK }
    const rows = await listActivity(database(), query)
    yield rows.map((row) => lineOf(row, targets))
    after = rows.length === CHUNK ? rows.at(-1)?.cursor : undefined
  } while (after)
}

const queryOf = ({ kinds, who, from, to }: ActivityFilter) => ({
  events: ACTIVITY_EVENTS,
  kinds: kinds.length === 0 ? ACTIVITY_KINDS : kinds,
  who,
  from,
  to,
})

function lineOf(row: ActivityRecord, targets: readonly Target[]): ActivityLine {
  const { key, kind, who, tx, operationId } = row
  return {
    ...{ key, kind, who, tx },
    at: Math.floor(row.at.getTime() / 1_000),
    ...sentenceOf(row, targets),
    href: operationId && `/operations/${operationId}`,
  }
}

function sentenceOf({ kind, contract, name, args }: ActivityRecord, targets: readonly Target[]) {
  if (kind === 'operation') {
    const { title, to } = wordsOf(decodeCall(args.target as Address, args.data as Address, targets))
    return { did: name, what: to ? `${title}: ${to}` : title }
  }
  if (kind === 'key') return { did: name, what: String(args.purpose) }
  if (contract !== null) return { did: contract, what: eventText({ contract, name, args }) ?? name }
  return { did: name, what: detailText(args) }
}

/** `id: 7; decision: upheld`: the names and values that the audit log keeps, values of values as JSON. */
function detailText(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('; ')
}
