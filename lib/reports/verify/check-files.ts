import { verifyReport as say } from '@/messages/verify-report'
import type { Digest } from '../../domain/sha256'
import { csvHeader } from '../csv'
import { dataRootOf, hexOf, RowTree, type SheetRoot, type TreeHash } from '../data-root'
import { ATTESTATION, MANIFEST, REPORT_JSON, REPORT_XLSX } from '../format'
import { lineWriter } from '../line-writer'
import { findSheet } from '../sheet-names'
import type { Column, Row } from '../table'
import { tabOf } from '../xlsx/tab'
import { Workbook } from '../xlsx/workbook'
import { bytesOf, Refused, type ReportFiles } from './files'
import { type Manifest, readManifest } from './manifest'
import { partsOf } from './report-json'
import { TextMatch } from './text-match'
import { cellsOf, type TextRow, typedRow } from './typed-row'
import { firstOtherPart, hashedParts, type OtherPart } from './workbook-match'
import { firstOtherRow } from './worksheet-match'

export type Hashing = { digest: () => Digest; tree: TreeHash }

export type CheckedFiles = {
  manifest: Manifest
  /** SHA-256 of the manifest: what is signed and anchored. */
  manifestHash: string
  /** Where files of the folder say different things; empty when they agree. */
  findings: readonly string[]
  /** Of the sheets under the root of the data. */
  roots: readonly SheetRoot[]
  /** Sheets in report.json with how many rows each has. */
  sheets: ReadonlyMap<string, number>
  cover: readonly TextRow[]
  /** Files of which nothing is known but the hash: journals for other programs, and what is for reading. */
  hashOnly: readonly string[]
}

/**
 * Everything that a report's files can say about each other, without a chain. Refuses a folder that is no report, misses a file, has one more,
 * or has one with another hash than the manifest: what is in it is nobody's word.
 */
export async function checkFiles(files: ReportFiles, { digest, tree }: Hashing): Promise<CheckedFiles> {
  const manifest = await readManifest(files)
  await checkHashes(files, manifest, { digest, tree })
  const { roots, sheets, cover, findings } = await checkRows(files, manifest, { digest, tree })
  const dataRoot = dataRootOf(roots, tree)
  if (dataRoot !== manifest.dataRoot) findings.push(say.rootDiffers(manifest.dataRoot, dataRoot))
  const isNamed = cover.some(([part, item, value]) => part === 'report' && item === 'data root' && value === dataRoot)
  if (!isNamed) findings.push(say.coverRoot)
  const compared = new Set([REPORT_JSON, REPORT_XLSX, ...[...sheets.keys()].map((name) => `${name}.csv`)])
  const hashOnly = manifest.files.map(({ name }) => name).filter((name) => !compared.has(name))
  const own = digest()
  own.add(new TextEncoder().encode(manifest.text))
  return { manifest, manifestHash: hexOf(own.end()), findings, roots, sheets, cover, hashOnly }
}

async function checkHashes(files: ReportFiles, manifest: Manifest, hashing: Hashing): Promise<void> {
  const there = new Set(await files.list())
  const named = new Set(manifest.files.map(({ name }) => name))
  const missing = [...named].filter((name) => !there.has(name))
  const extra = [...there].filter((name) => !named.has(name) && name !== MANIFEST && name !== ATTESTATION)
  const faults = [
    ...(missing.length > 0 ? [say.missing(missing)] : []),
    ...(extra.length > 0 ? [say.extra(extra)] : []),
  ]
  for (const { name, sha256 } of manifest.files) {
    if (!there.has(name)) continue
    const own = hashing.digest()
    for await (const piece of files.read(name)) own.add(piece)
    const is = hexOf(own.end())
    if (is !== sha256) faults.push(say.changed(name, sha256, is))
  }
  if (faults.length === 0) return
  const where = missing.length > 0 ? [] : await whereTheyDiffer(files, manifest, hashing)
  throw new Refused([...faults, ...where].join('\n'))
}

/** The same tables are in several files: of a changed one the others say which row it is. Nothing when all were changed alike. */
async function whereTheyDiffer(files: ReportFiles, manifest: Manifest, hashing: Hashing): Promise<readonly string[]> {
  try {
    return (await checkRows(files, manifest, hashing)).findings
  } catch (error) {
    if (error instanceof Refused) return [error.message]
    throw error
  }
}

type Rows = { roots: SheetRoot[]; sheets: Map<string, number>; cover: TextRow[]; findings: string[] }

/** One pass over report.json: what every other file of the same tables should be. */
async function checkRows(files: ReportFiles, manifest: Manifest, { digest, tree }: Hashing): Promise<Rows> {
  const { into, parts } = hashedParts(digest)
  const workbook = new Workbook(into)
  const result: Rows = { roots: [], sheets: new Map(), cover: [], findings: [] }
  let sheet: SheetCheck | null = null
  for await (const part of partsOf(files.read(REPORT_JSON))) {
    if (part.kind === 'sheet') {
      sheet = new SheetCheck(part.name, part.columns, workbook, sourceOf(files, manifest, part.name), tree)
      const fault = await sheet.begin()
      if (fault) result.findings.push(fault)
    } else if (part.kind === 'rows') {
      const fault = await sheet?.add(part.texts)
      if (fault) result.findings.push(fault)
      if (sheet?.name === 'cover') result.cover.push(...sheet.cellsOf(part.texts))
    } else if (sheet) {
      const fault = await sheet.end()
      if (fault) result.findings.push(fault)
      result.sheets.set(sheet.name, sheet.rows)
      if (sheet.root) result.roots.push(sheet.root)
    }
  }
  workbook.end()
  const other = firstOtherPart(await bytesOf(files, REPORT_XLSX), parts, digest)
  if (other) result.findings.push(await whereItDiffers(files, manifest, other, result.sheets))
  return result
}

async function whereItDiffers(
  files: ReportFiles,
  manifest: Manifest,
  { name: part, entry }: OtherPart,
  sheets: ReadonlyMap<string, number>,
): Promise<string> {
  const name = tabName(part, sheets)
  if (!entry || !sheets.has(name)) return say.xlsxDiffers(name)
  const { size } = sourceOf(files, manifest, name)
  const found = await firstOtherRow(entry, name, { json: files.read(REPORT_JSON), size })
  if (!found) return say.xlsxDiffers(name)
  const where = say.xlsxDiffersInRow(name, found.row)
  return found.tx ? `${where} ${say.ofTransaction(found.tx)}` : where
}

/** The CSV of a sheet, and how many rows the manifest says it has: a workbook leaves out what is too long for it. */
function sourceOf(files: ReportFiles, manifest: Manifest, name: string) {
  const file = manifest.files.find((one) => one.name === `${name}.csv`)
  if (!file) throw new Refused(say.missing([`${name}.csv`]))
  return { csv: files.read(file.name), size: name === 'payments' ? file.rows : 0 }
}

/** `xl/worksheets/sheet3.xml` is the third sheet that was written. */
function tabName(part: string, sheets: ReadonlyMap<string, number>): string {
  const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(part)?.[1]
  const written = [...sheets.keys()].filter((name) => name !== 'movements')
  return (number && written[Number(number) - 1]) ?? part
}

/** A line of the CSV as it should be, and the transaction that it is of. */
type Line = { csv: string; tx: Row[number] | null }

class SheetCheck {
  rows = 0
  /** Where the transaction stands; -1 in a sheet without. */
  private readonly tx: number
  private readonly tree: RowTree | null
  private readonly write: ReturnType<typeof lineWriter>
  private readonly match: TextMatch
  private readonly worksheet: ReturnType<Workbook['sheet']> | null
  private isOff = false

  constructor(
    readonly name: string,
    private readonly columns: readonly Column[],
    workbook: Workbook,
    { csv, size }: ReturnType<typeof sourceOf>,
    hash: TreeHash,
  ) {
    const info = findSheet(name)
    if (!info) throw new Refused(say.badJson(`there is no sheet ${name}`))
    const tab = tabOf(info)
    this.write = lineWriter(columns)
    this.tx = columns.findIndex(({ name }) => name === 'tx')
    this.tree = info.number === null || name === 'cover' ? null : new RowTree(hash)
    this.worksheet = tab && workbook.sheet(tab, columns, size)
    this.match = new TextMatch(csv)
  }

  get root(): SheetRoot | null {
    return this.tree && { name: this.name, columns: this.columns, rows: this.tree.size, root: this.tree.root() }
  }

  begin = (): Promise<string | null> => this.expect([{ csv: csvHeader(this.columns), tx: null }], 0)

  cellsOf = (texts: readonly string[]): TextRow[] =>
    texts.map((text, i) => cellsOf(text, this.columns, this.name, this.rows - texts.length + i + 1))

  async add(texts: readonly string[]): Promise<string | null> {
    const lines: Line[] = []
    for (const [i, text] of texts.entries()) {
      const number = this.rows + i + 1
      const row: Row = typedRow(cellsOf(text, this.columns, this.name, number), this.columns, this.name, number)
      this.tree?.add(text)
      this.worksheet?.add(row)
      lines.push({ csv: this.write(row).csv, tx: this.tx < 0 ? null : (row[this.tx] ?? null) })
    }
    const first = this.rows + 1
    this.rows += texts.length
    return this.expect(lines, first)
  }

  async end(): Promise<string | null> {
    this.worksheet?.end()
    const fault = !this.isOff && !(await this.match.isAtEnd()) ? say.csvDiffers(this.name, this.rows + 1) : null
    await this.match.close()
    return fault
  }

  /** Says the first line that differs, once: what follows it differs by it. */
  private async expect(lines: readonly Line[], first: number): Promise<string | null> {
    if (this.isOff) return null
    const off = await this.match.next(lines.map(({ csv }) => csv))
    if (off < 0) return null
    this.isOff = true
    const tx = lines[off]?.tx
    const where = say.csvDiffers(this.name, first + off)
    return tx ? `${where} ${say.ofTransaction(String(tx))}` : where
  }
}
