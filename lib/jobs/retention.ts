import { appendAudit } from '../db/audit-rows'
import { forgetOld } from '../db/old-rows'
import { dropPartition, type Partitioned, partitionName, partitionsOf } from '../db/partitions'
import { type Month, monthOf, previousMonth } from '../domain/month'
import { atOneMoment, contentOf } from './backup'
import { listBackups, type Manifest, verifyFiles } from './backup-folder'
import type { JobContext, Outcome } from './context'

const TABLES: readonly Partitioned[] = ['receipts', 'probes']

/** Months that may go: those before the last `keep` whole ones. */
export function monthsToDrop(months: readonly Month[], time: bigint, keep: number): Month[] {
  let first = monthOf(time)
  for (let i = 0; i < keep; i += 1) first = previousMonth(first)
  return months.filter((month) => month < first)
}

type Old = { table: Partitioned; month: Month; name: string }

async function listOld({ db, client }: JobContext, keep: number): Promise<Old[]> {
  const { timestamp } = await client.getBlock()
  const old: Old[] = []
  for (const table of TABLES) {
    const months = monthsToDrop(await partitionsOf(db, table), timestamp, keep)
    old.push(...months.map((month) => ({ table, month, name: partitionName(table, month) })))
  }
  return old
}

/** Whether a backup whose files were verified holds exactly the rows that are in a partition now. */
async function isKept({ db }: JobContext, { tables }: Manifest, name: string): Promise<boolean> {
  const kept = tables.find((table) => table.name === name)
  return kept !== undefined && (await atOneMoment(db, (client) => contentOf(client, name))).content === kept.content
}

async function drop({ db }: JobContext, { table, month }: Old, backup: string): Promise<void> {
  await db.transaction(async (tx) => {
    await dropPartition(tx, table, month)
    await appendAudit(tx, { actor: 'worker', action: 'partition dropped', detail: { table, month, backup } })
  })
}

/**
 * Forgets what nobody asks for any more: runs of jobs and closed alerts always; receipts and probes only when RETENTION_MONTHS says
 * so, and only months that a whole backup holds row by row. That backup has to be kept from then on: later ones do not have them.
 */
export async function retain(context: JobContext): Promise<Outcome> {
  const { db, retentionMonths, backupDir } = context
  const forgotten = `${await forgetOld(db)} old rows forgotten`
  if (!retentionMonths) return { say: `${forgotten}; receipts and probes stay` }
  const old = await listOld(context, retentionMonths)
  if (old.length === 0) return { say: `${forgotten}, no month is old enough to go` }
  const newest = backupDir ? listBackups(backupDir).at(-1) : undefined
  if (!newest) return { say: forgotten, alarm: 'Receipts are kept for longer than asked: there is no backup.' }
  const manifest = await verifyFiles(newest)
  const [dropped, left]: [string[], string[]] = [[], []]
  for (const part of old) {
    const isSafe = await isKept(context, manifest, part.name)
    if (isSafe) await drop(context, part, newest)
    ;(isSafe ? dropped : left).push(part.name)
  }
  const say = `${forgotten}, dropped: ${dropped.join(', ') || 'nothing'}`
  if (left.length === 0) return { say }
  return { say, alarm: `Not dropped, because the newest backup does not hold their rows: ${left.join(', ')}.` }
}
