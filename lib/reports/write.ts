import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import canonicalize from 'canonicalize'
import { csvPieces } from './csv'
import type { Gate } from './gates'
import { gatesOfReport, type MonthReport } from './month-report'
import { SHEET_INDEX } from './sheet-names'
import { tableOf } from './sheets'
import type { Table } from './table'

export type WrittenFile = { name: string; bytes: number; rows: number; sha256: string }
export type WrittenReport = { gates: Gate[]; files: WrittenFile[]; manifest: WrittenFile }

/** The folder cannot take this report; `say` is for a person. */
export class FolderRefused extends Error {
  override readonly name = 'FolderRefused'
}

const MANIFEST = 'manifest.json'

/**
 * Writes every sheet as CSV, then the manifest: month, blocks, gates, and the SHA-256 of each file, canonical JSON (RFC 8785). The same
 * ledger and chain give the same bytes. The manifest comes last, so a folder with one is complete.
 */
export async function writeReport(report: MonthReport, dir: string): Promise<WrittenReport> {
  await prepare(dir, report)
  const written = await generate(report, (name, table) => writeSheet(name, table, dir))
  await writeFile(join(dir, MANIFEST), written.text)
  return written
}

/** Generates the same files without writing them: two generations of one month must have the same hashes. */
export const hashReport = (report: MonthReport): Promise<WrittenReport> =>
  generate(report, (name, table) => drain(name, table, async () => {}))

async function generate(
  report: MonthReport,
  put: (name: string, table: Table) => Promise<WrittenFile>,
): Promise<WrittenReport & { text: string }> {
  const gates = await gatesOfReport(report)
  const files: WrittenFile[] = []
  for (const { name } of SHEET_INDEX) files.push(await put(`${name}.csv`, await tableOf(name, report)))
  files.sort((a, b) => (a.name < b.name ? -1 : 1))
  const text = manifestText(report, gates, files)
  return { gates, files, text, manifest: { name: MANIFEST, ...digestOf(text), rows: files.length } }
}

function manifestText(
  { month, chainId, row }: MonthReport,
  gates: readonly Gate[],
  files: readonly WrittenFile[],
): string {
  const blockOf = (number: bigint, hash: string, time: Date) => ({
    block: number.toString(),
    hash,
    time: time.toISOString().replace('.000Z', 'Z'),
  })
  const text = canonicalize({
    chainId,
    month,
    state: 'draft',
    opening: blockOf(row.openingBlock, row.openingHash, row.openingTime),
    closing: blockOf(row.closingBlock, row.closingHash, row.closingTime),
    gates: gates.map(({ id, state }) => ({ id, state })),
    files,
  })
  if (text === undefined) throw new TypeError('the manifest cannot be written as JSON')
  return text
}

const digestOf = (text: string) => ({
  bytes: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
})

async function drain(name: string, table: Table, write: (bytes: Buffer) => Promise<unknown>): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  let rows = 0
  for await (const piece of csvPieces(table)) {
    const buffer = Buffer.from(piece.text)
    hash.update(buffer)
    bytes += buffer.length
    rows += piece.rows
    await write(buffer)
  }
  return { name, bytes, rows, sha256: hash.digest('hex') }
}

/** Under another name until it is whole: nobody takes half a sheet for one. */
async function writeSheet(name: string, table: Table, dir: string): Promise<WrittenFile> {
  const path = join(dir, name)
  const file = await open(`${path}.part`, 'w')
  try {
    const written = await drain(name, table, (bytes) => writeAll(file, bytes))
    await rename(`${path}.part`, path)
    return written
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten
}

/** Makes the folder, and refuses one that holds another month: its files have the same names. */
async function prepare(dir: string, { month, chainId }: MonthReport): Promise<void> {
  const path = join(dir, MANIFEST)
  try {
    await makeFolder(dir)
    await writeFile(`${path}.part`, '')
    await rm(`${path}.part`)
  } catch (error) {
    throw new FolderRefused(`Cannot write to ${dir}: ${reasonOf(error)}.`, { cause: error })
  }
  const other = await readOther(path)
  if (other && (other.month !== month || other.chainId !== chainId)) {
    throw new FolderRefused(
      `${dir} holds the report of ${other.month} on chain ${other.chainId}. Choose another folder for ${month}.`,
    )
  }
  await rm(path, { force: true })
}

/** One level at a time: Node's own recursion never ends where a level can neither be made nor be found, as below /proc. */
async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' && (await stat(dir)).isDirectory()) return
    if (code !== 'ENOENT' || (await exists(dirname(dir)))) throw error
    await makeFolder(dirname(dir))
    await mkdir(dir)
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'nothing can be made there',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it is a file',
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return REASONS[code] ?? (code || 'unknown reason')
}

async function readOther(path: string): Promise<{ month: unknown; chainId: unknown } | null> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof read === 'object' && read !== null && 'month' in read && 'chainId' in read ? read : null
  } catch {
    // No manifest, or none of ours: the folder is free.
    return null
  }
}
