import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listVersions, type ReportVersion } from '../../db/version-rows'
import type { CloseManifest, MonthExport } from '../../domain/close-job'
import { type Month, monthBounds } from '../../domain/month'
import { DAY, dateOf } from '../../domain/time'
import { ATTESTATION, REPORT_JSON, REPORT_XLSX } from '../format'
import { openReport, type ReportSource } from '../month-report'
import { intoFolder, type Target } from '../output'
import { SHEET_INDEX } from '../sheet-names'
import { filesInFolder } from '../verify/folder'
import { readManifest } from '../verify/manifest'
import { writeReport } from '../write'
import { attestationOf } from './attestation'
import { unpackVersion } from './files'
import { zipFiles } from './zip-files'

export type Step = (name: string, done: number) => Promise<void>
export type MadeFile = { name: string; path: string; manifest: CloseManifest | null }

/** Files of a report but its sheets: workbook, JSON, PDF, journals. */
const OTHER_FILES = 9

/** A month's report in one form: of its newest version when one was put up for signing, else as the ledger has it now. */
export async function makeExport(
  source: ReportSource,
  { month, kind }: { month: Month; kind: MonthExport },
  place: string,
  onStep: Step,
): Promise<MadeFile> {
  const { db, chain } = source
  const dir = join(place, 'report')
  const versions = await listVersions(db, chain.deployment.chainId, month)
  const version = versions.findLast(({ returnedAt }) => returnedAt === null) ?? null
  if (version) await unpackVersion(db, version, dir)
  else await writeDraft(source, month, dir, onStep)
  await onStep('packing', 850)
  const name = nameOf(month, kind, version)
  const path = join(place, name)
  const replaced = versions.find(({ id }) => id === version?.supersedes) ?? null
  const { contracts } = chain.deployment
  const attestation = version && attestationOf(version, contracts.Reports?.address ?? '', replaced)
  await pack(dir, kind, path, attestation)
  return { name, path, manifest: await manifestIn(dir) }
}

async function writeDraft(source: ReportSource, month: Month, dir: string, onStep: Step): Promise<void> {
  await onStep('reading', 20)
  await mkdir(dir, { recursive: true })
  await writeReport(await openReport(source, month), dir, null, counted(intoFolder(dir), onStep))
}

/** Says how far it has come, file by file. */
function counted(target: Target, onStep: Step): Target {
  const all = SHEET_INDEX.length + OTHER_FILES
  let opened = 0
  return async (name) => {
    await onStep('writing', 50 + Math.min(750, Math.floor((opened * 750) / all)))
    opened += 1
    return target(name)
  }
}

const EXTENSIONS: Record<MonthExport, string> = {
  all: '.zip',
  json: '.json',
  csv: '-csv.zip',
  xlsx: '.xlsx',
  pdf: '.pdf',
  journals: '-journals.zip',
}

/** `cxpt-report-2026-10-01-to-2026-10-31-v1.xlsx`: a download leaves its page behind. */
function nameOf(month: Month, kind: MonthExport, version: ReportVersion | null): string {
  const { start, end } = monthBounds(month)
  const day = (seconds: bigint) => dateOf(seconds).toISOString().slice(0, 10)
  const state = version ? `v${version.version}` : 'draft'
  return `cxpt-report-${day(start)}-to-${day(end - DAY)}-${state}${EXTENSIONS[kind]}`
}

const isJournal = (name: string) => name.startsWith('journals-') || /^journals\.(beancount|hledger)$/.test(name)
const isSheet = (name: string) => name.endsWith('.csv') && !isJournal(name)

async function pack(dir: string, kind: MonthExport, path: string, attestation: string | null): Promise<void> {
  const single = { json: REPORT_JSON, xlsx: REPORT_XLSX, pdf: 'report.pdf' } as const
  if (kind === 'json' || kind === 'xlsx' || kind === 'pdf') {
    return writeFile(path, await readFile(join(dir, single[kind])))
  }
  const isWanted = { all: () => true, csv: isSheet, journals: isJournal }[kind]
  const names = (await filesInFolder(dir).list()).filter(isWanted)
  const members: { name: string; text?: string }[] = names.map((name) => ({ name }))
  if (kind === 'all' && attestation) members.push({ name: ATTESTATION, text: attestation })
  await zipFiles(dir, members, path)
}

/** What a page shows of the files that were made. */
async function manifestIn(dir: string): Promise<CloseManifest> {
  const { text, dataRoot, version, files } = await readManifest(filesInFolder(dir))
  return { sha256: createHash('sha256').update(text).digest('hex'), dataRoot, version, files }
}
