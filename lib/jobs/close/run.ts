import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CloseJobRow, insertJobPart, moveJob, takeJob } from '../../db/close-job-rows'
import type { Db } from '../../db/connect'
import { findCheckpoint } from '../../db/overview-rows'
import { MONTH_EXPORTS } from '../../domain/close-job'
import { parseMonth } from '../../domain/month'
import { parseQuarter } from '../../domain/quarter'
import { parseYear } from '../../domain/year'
import { AppError } from '../../errors/app-error'
import { toAppError } from '../../errors/say'
import type { Log } from '../../indexer/log'
import { pauseUntil } from '../../indexer/pause'
import type { ReportSource } from '../../reports/month-report'
import { openReview } from '../../reports/pack/annual-review'
import type { Bundle } from '../../reports/pack/bundle'
import { writeBundleInto } from '../../reports/pack/bundle-folder'
import { openPack } from '../../reports/pack/quarterly-pack'
import { type MadeFile, makeExport, type Step } from '../../reports/stored/export'
import { inPieces } from '../../reports/stored/files'
import { makeVersion } from '../../reports/stored/make-version'
import { plainError } from '../plain-error'

export type CloseContext = {
  source: ReportSource & { db: Db }
  log: Log
  signal: AbortSignal
  /** Milliseconds between two looks for work. */
  everyMs?: number
}

/** Says that it lives while one step takes long. */
const BEAT_MS = 15_000

/** Makes what finance asked for, one after the other, until the signal is aborted. Any number of workers may do this. */
export async function runCloseJobs({ source, log, signal, everyMs = 2_000 }: CloseContext): Promise<void> {
  const pause = pauseUntil(signal)
  const { chainId } = source.chain.deployment
  while (!signal.aborted) {
    const job = await takeJob(source.db, chainId, new Date()).catch((error: unknown) => {
      log.warn({ msg: 'No work of finance could be taken', chain_id: chainId, error: plainError(error) })
      return null
    })
    if (job) await runCloseJob(source, job, log)
    else await pause(everyMs).catch(() => {})
  }
}

/** One job to its end, whatever that is: a refusal is its sentence, and what nobody foresaw goes to the log. */
export async function runCloseJob(source: CloseContext['source'], job: CloseJobRow, log: Log): Promise<void> {
  const { db } = source
  const place = await mkdtemp(join(tmpdir(), 'cxpt-close-'))
  const beat = setInterval(() => void moveJob(db, job, { movedAt: new Date() }).catch(() => {}), BEAT_MS)
  const onStep: Step = (step, done) => moveJob(db, job, { step, done, movedAt: new Date() })
  try {
    const made = await make(source, job, place, onStep)
    const kept = made && { ...(await keep(db, job, made)), fileName: made.name, manifest: made.manifest }
    await moveJob(db, job, {
      ...kept,
      state: 'done',
      step: 'done',
      done: 1_000,
      endedAt: new Date(),
      movedAt: new Date(),
    })
  } catch (error) {
    const { code, say } = toAppError(error)
    if (code === 'UNEXPECTED')
      log.error({ msg: 'Work of finance failed', chain_id: job.chainId, error: plainError(error) })
    const failed = { state: 'failed' as const, say, endedAt: new Date(), movedAt: new Date() }
    // The database may be what is away: then the next worker finds it left.
    await moveJob(db, job, failed).catch(() => {})
  } finally {
    clearInterval(beat)
    await rm(place, { recursive: true, force: true })
  }
}

async function make(
  source: CloseContext['source'],
  job: CloseJobRow,
  place: string,
  onStep: Step,
): Promise<MadeFile | null> {
  const { kind, period } = job
  if (kind === 'quarter' || kind === 'year') return makeBundle(source, { kind, period }, place, onStep)
  const month = parseMonth(period)
  if (!month) throw new AppError('BAD_MONTH', { value: period })
  if (kind === 'version') {
    const head = await findCheckpoint(source.db, job.chainId)
    if (!head) throw new AppError('LEDGER_EMPTY')
    const wish = { month, by: job.requestedBy, reason: job.reason, now: head.blockTime }
    await makeVersion(source, wish, onStep)
    return null
  }
  const form = MONTH_EXPORTS.find((one) => one === kind)
  if (!form) throw new AppError('EXPORT_NOT_FOUND')
  return makeExport(source, { month, kind: form }, place, onStep)
}

/** About as many files a bundle has: more make the bar wait, fewer let it jump at the end. */
const BUNDLE_FILES: Record<'quarter' | 'year', number> = { quarter: 120, year: 20 }

type BundleJob = { kind: 'quarter' | 'year'; period: string }

async function makeBundle(
  source: CloseContext['source'],
  { kind, period }: BundleJob,
  place: string,
  onStep: Step,
): Promise<MadeFile> {
  await onStep('reading', 20)
  const bundle = await (kind === 'quarter' ? packOf(source, period, place) : reviewOf(source, period))
  let written = 0
  const { fileName } = await writeBundleInto(place, bundle, () => {
    written += 1
    const done = 50 + Math.min(900, Math.floor((written * 900) / BUNDLE_FILES[kind]))
    // Progress is a courtesy: the next one says where it is.
    onStep('writing', done).catch(() => {})
  })
  return { name: fileName, path: join(place, fileName), manifest: null }
}

async function packOf(source: CloseContext['source'], period: string, place: string): Promise<Bundle> {
  const quarter = parseQuarter(period)
  if (!quarter) throw new AppError('BAD_QUARTER', { value: period })
  return openPack({ ...source, work: await mkdtemp(join(place, 'work-')) }, quarter)
}

async function reviewOf(source: CloseContext['source'], period: string): Promise<Bundle> {
  const year = parseYear(period)
  if (year === null) throw new AppError('BAD_YEAR', { value: period })
  return openReview(source, year)
}

async function keep(
  db: Db,
  { chainId, id }: CloseJobRow,
  { path }: MadeFile,
): Promise<{ bytes: number; sha256: string }> {
  const digest = createHash('sha256')
  let [seq, bytes] = [0, 0]
  for await (const piece of inPieces(createReadStream(path))) {
    digest.update(piece)
    bytes += piece.length
    await insertJobPart(db, { chainId, jobId: id, seq, data: piece.toString('base64') })
    seq += 1
  }
  return { bytes, sha256: digest.digest('hex') }
}
