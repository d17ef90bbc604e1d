import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Address, getAddress, type Hex } from 'viem'
import { database } from '../auth/database'
import { checkLink, LINK_LIFE, signLink } from '../auth/download-link'
import { limit } from '../auth/rate-limit'
import { appendAudit } from '../db/audit-rows'
import { askForJob, type CloseJobRow, findJob, listJobs, readJobPart } from '../db/close-job-rows'
import type { CloseJobKind, CloseManifest, MonthExport } from '../domain/close-job'
import { parseQuarter } from '../domain/quarter'
import { parseYear } from '../domain/year'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { openReport } from '../reports/month-report'
import { seconds } from './close-views'
import { monthFrom, reportSource, requireReader } from './finance-source'

const SHOWN = 12
const SHOWN_PACKS = 60
/** In the place of a period: every pack. */
const PACKS = 'packs'
const PACK_KINDS: readonly CloseJobKind[] = ['quarter', 'year']

export type JobView = {
  id: string
  kind: CloseJobKind
  period: string
  state: CloseJobRow['state']
  step: string
  /** Thousandths. */
  done: number
  say: string | null
  by: string
  at: number
  file: { name: string; bytes: number; sha256: string; href: string; until: number } | null
  manifest: CloseManifest | null
}

type Wish = { kind: CloseJobKind; period: string; reason?: string | null; by: Address }

/** Puts it into the queue of the worker; asked for twice, it is one. */
export async function askJob({ kind, period, reason = null, by }: Wish): Promise<void> {
  const now = new Date()
  const actor = by.toLowerCase() as Hex
  await database().transaction(async (tx) => {
    const row = await askForJob(tx, {
      ...{ chainId: env.CHAIN_ID, id: randomUUID(), kind, period, reason, requestedBy: actor },
      ...{ state: 'waiting', step: 'waiting', done: 0, requestedAt: now, movedAt: now },
      ...{ say: null, endedAt: null, fileName: null, bytes: null, sha256: null, manifest: null },
    })
    await appendAudit(tx, { actor, action: 'export asked for', detail: { id: row.id, kind, period } })
  })
}

/** Asks for a file of a closed month. MONTH_NOT_CLOSED and the like come at once, not from the worker. */
export async function askExport(text: string, kind: MonthExport): Promise<void> {
  const { session } = await requireReader()
  await limit(database(), 'export of', session.address)
  const { month } = await openReport(reportSource(), monthFrom(text))
  await askJob({ kind, period: month, by: session.address })
}

/** Asks for the pack of a quarter. BAD_QUARTER; what else refuses it, the worker finds. */
export async function askPack(text: string): Promise<void> {
  const { session } = await requireReader()
  await limit(database(), 'export of', session.address)
  const quarter = parseQuarter(text)
  if (!quarter) throw new AppError('BAD_QUARTER', { value: text.slice(0, 20) })
  await askJob({ kind: 'quarter', period: quarter, by: session.address })
}

/** Asks for the review of a year. BAD_YEAR; what else refuses it, the worker finds. */
export async function askReview(text: string): Promise<void> {
  const { session } = await requireReader()
  await limit(database(), 'export of', session.address)
  if (parseYear(text) === null) throw new AppError('BAD_YEAR', { value: text.slice(0, 20) })
  await askJob({ kind: 'year', period: text, by: session.address })
}

/** Jobs of a period, or all packs, the newest first; links are made for who reads this, now. */
export async function getJobs(period: string): Promise<JobView[]> {
  const { session } = await requireReader()
  const until = seconds(new Date()) + LINK_LIFE
  const wanted = period === PACKS ? { kinds: PACK_KINDS, limit: SHOWN_PACKS } : { period, limit: SHOWN }
  const rows = await listJobs(database(), env.CHAIN_ID, wanted)
  return rows.map((row) => ({
    ...{
      id: row.id,
      kind: row.kind,
      period: row.period,
      state: row.state,
      step: row.step,
      done: row.done,
      say: row.say,
    },
    by: getAddress(row.requestedBy),
    at: seconds(row.requestedAt),
    file:
      row.state === 'done' && row.fileName
        ? {
            name: row.fileName,
            bytes: row.bytes ?? 0,
            sha256: row.sha256 ?? '',
            ...linkTo(row.id, session.address, until),
          }
        : null,
    manifest: row.manifest,
  }))
}

function linkTo(id: string, account: string, until: number): { href: string; until: number } {
  const sealed = signLink(env.NEXTAUTH_SECRET, { id, account, until })
  return { href: `/finance/exports/${id}?until=${until}&seal=${sealed}`, until }
}

export type Download = { name: string; bytes: number; pieces: AsyncGenerator<Uint8Array> }

/**
 * A finished file, for whom the link was made, while it works; every download is in the audit log. SIGNED_OUT, FORBIDDEN, LINK_WRONG,
 * LINK_EXPIRED, EXPORT_NOT_FOUND, EXPORT_NOT_READY.
 */
export async function openDownload(id: string, until: number, seal: string): Promise<Download> {
  const { session } = await requireReader()
  checkLink(env.NEXTAUTH_SECRET, { id, account: session.address, until }, seal, seconds(new Date()))
  const db = database()
  const row = await findJob(db, env.CHAIN_ID, id)
  if (!row) throw new AppError('EXPORT_NOT_FOUND')
  if (row.state !== 'done' || !row.fileName) throw new AppError('EXPORT_NOT_READY')
  const detail = { id, file: row.fileName, sha256: row.sha256 }
  await appendAudit(db, { actor: session.address.toLowerCase(), action: 'export downloaded', detail })
  return { name: row.fileName, bytes: row.bytes ?? 0, pieces: piecesOf(id) }
}

async function* piecesOf(id: string): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq += 1) {
    const data = await readJobPart(database(), env.CHAIN_ID, id, seq)
    if (data === null) return
    yield Buffer.from(data, 'base64')
  }
}
