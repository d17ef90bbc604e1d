import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hex } from 'viem'
import { listBooked } from '../../db/adjustment-rows'
import { appendAudit } from '../../db/audit-rows'
import type { Db, Queryable } from '../../db/connect'
import { insertVersion, listVersions, type ReportVersion, stateOf, type VersionRow } from '../../db/version-rows'
import { LOCK_AFTER } from '../../domain/late'
import { type Month, monthBounds } from '../../domain/month'
import { dateOf } from '../../domain/time'
import { AppError } from '../../errors/app-error'
import { sameBytes } from '../command'
import { MANIFEST } from '../format'
import type { Gate } from '../gate'
import { type MonthReport, openReport, type ReportSource } from '../month-report'
import { readSuperseded } from '../restate'
import { hashReport, type WrittenReport, writeReport } from '../write'
import { keepFile, namesIn, unpackVersion } from './files'

/** What is asked for. `now`: the chain's time. */
export type VersionWish = { month: Month; by: Hex; reason: string | null; now: Date }
type Source = ReportSource & { db: Db }
type Step = (name: string, done: number) => Promise<void>

/** Refuses a gate that has not passed: nothing is signed, and nothing final, with one. */
export function assertGreen(gates: readonly Pick<Gate, 'title' | 'state' | 'detail'>[]): void {
  const red = gates.find(({ state }) => state !== 'passed')
  if (red) throw new AppError('GATE_RED', { gate: red.title, ...(red.detail ? { detail: red.detail } : {}) })
}

/** The final version that a new one would replace; null for a first report. Refuses while one is being signed, or without a reason. */
export function replacedBy(
  versions: readonly ReportVersion[],
  { month, reason }: Pick<VersionWish, 'month' | 'reason'>,
): ReportVersion | null {
  const live = versions.filter(({ returnedAt }) => returnedAt === null)
  const open = live.find((one) => stateOf(one) !== 'final')
  if (open) throw new AppError('VERSION_UNDER_WAY', { version: open.version, month })
  const last = live.at(-1) ?? null
  if (last && !reason) throw new AppError('VERSION_REASON', { month })
  return last
}

export function assertLocked({ month, calendar }: Pick<MonthReport, 'month' | 'calendar'>): void {
  if (calendar.state === 'draft' || calendar.state === 'final') return
  throw new AppError('VERSION_NOT_LOCKED', { month, at: dateOf(monthBounds(month).end + LOCK_AFTER) })
}

/**
 * Writes the report of a month and keeps it for signing: every gate green, generated twice with the same bytes, its files in the database as
 * they are. A report that replaces a final one carries the rows that differ.
 */
export async function makeVersion(source: Source, wish: VersionWish, onStep: Step): Promise<VersionRow> {
  const { db } = source
  const { month } = wish
  const report = await openReport(source, month)
  assertLocked(report)
  const old = replacedBy(await listVersions(db, report.chainId, month), wish)
  const booked = await bookedIn(db, report)
  const place = await mkdtemp(join(tmpdir(), 'cxpt-version-'))
  try {
    const [dir, oldDir] = [join(place, 'new'), join(place, 'old')]
    await onStep('gates', 50)
    assertGreen(await report.gates())
    if (old) await unpackVersion(db, old, oldDir)
    const superseded = old && (await readSuperseded({ dir: oldDir, reason: wish.reason ?? '', out: dir }, report))
    await onStep('writing', 200)
    const written = await writeReport(report, dir, superseded)
    await onStep('again', 550)
    await assertSame(month, written, await hashReport(await openReport(source, month), written.restated))
    await onStep('keeping', 850)
    const manifest = await readFile(join(dir, MANIFEST), 'utf8')
    const row = rowOf(report, { wish, old, written, manifest })
    await keep(db, row, dir, booked)
    return row
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

async function assertSame(month: Month, first: WrittenReport, second: WrittenReport): Promise<void> {
  const { state, detail } = sameBytes(first, second)
  if (state !== 'passed') throw new AppError('VERSION_DIFFERS', { month, file: detail.split(' ')[0] ?? 'a file' })
}

type Made = { wish: VersionWish; old: ReportVersion | null; written: WrittenReport; manifest: string }

const rowOf = ({ chainId }: MonthReport, { wish, old, written, manifest }: Made): VersionRow => ({
  chainId,
  id: randomUUID(),
  month: wish.month,
  version: (old?.version ?? 0) + 1,
  manifestHash: `0x${written.manifest.sha256}`,
  dataRoot: `0x${written.dataRoot}`,
  manifest,
  supersedes: old?.id ?? null,
  reason: old ? wish.reason : null,
  createdBy: wish.by,
  createdAt: wish.now,
  returnedBy: null,
  returnedAt: null,
  returnedReason: null,
})

/** Adjustments that a report is written with, by their number: none is ever taken out. */
const bookedIn = async (db: Queryable, { chainId, month }: Pick<VersionRow, 'chainId' | 'month'>): Promise<number> =>
  (await listBooked(db, chainId, month)).length

async function keep(db: Db, row: VersionRow, dir: string, booked: number): Promise<void> {
  const { id, month, version, manifestHash, createdBy: actor, reason } = row
  await db.transaction(async (tx) => {
    if (!(await insertVersion(tx, row))) throw new AppError('VERSION_UNDER_WAY', { version, month })
    // Approved while the files were written: they lack it.
    if ((await bookedIn(tx, row)) !== booked) throw new AppError('VERSION_DIFFERS', { month, file: 'journals.csv' })
    for (const name of namesIn(row.manifest)) await keepFile(tx, row, dir, name)
    const detail = { id, month, version, manifestHash, reason }
    await appendAudit(tx, { actor, action: 'report put up for signing', detail })
  })
}
