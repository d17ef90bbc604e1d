import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { prepareFolder } from './folder'
import { FORMAT, MANIFEST } from './format'
import type { Gate } from './gate'
import { journalFiles } from './journal-files'
import { gatesOfReport, type MonthReport } from './month-report'
import { intoFolder, intoNothing, type Target, type WrittenFile } from './output'
import { drawPdf, pdfFactsOf } from './pdf/report-pdf'
import { fieldsOf, type RestatementFields, restatementFiles, type Superseded } from './restate'
import { writeTables } from './tables'

type TextFile = { name: string; text: string }

export type WrittenReport = {
  gates: Gate[]
  files: WrittenFile[]
  manifest: WrittenFile
  dataRoot: string
  /** Of a report that replaces another: what its manifest says of it, and the rows that differ. */
  restated: { fields: RestatementFields; files: TextFile[] } | null
}

/**
 * Writes every sheet as CSV, all of them as one canonical JSON and one workbook, the journals, a PDF
 * for reading, then the manifest: month, blocks, gates, the root of
 * the data and the SHA-256 of each file, canonical JSON (RFC 8785). The same ledger and chain give the same bytes. The manifest comes last, so a
 * folder with one is complete.
 */
export async function writeReport(
  report: MonthReport,
  dir: string,
  old: Superseded | null = null,
  /** Files are opened in it: whoever wants to know how far this has come wraps the folder's own. */
  target: Target = intoFolder(dir),
): Promise<WrittenReport> {
  await prepareFolder(dir, report)
  const restated = old && { fields: fieldsOf(old), files: () => restatementFiles(old, dir) }
  const { text, ...written } = await generate(report, target, restated)
  await writeFile(join(dir, MANIFEST), text)
  return written
}

/** Generates the same files without writing them: two generations of one month must have the same hashes. */
export async function hashReport(
  report: MonthReport,
  restated: WrittenReport['restated'] = null,
): Promise<WrittenReport> {
  const again = restated && { fields: restated.fields, files: async () => restated.files }
  const { text: _, ...written } = await generate(report, intoNothing, again)
  return written
}

/** What makes a report a restatement; its files can be made once the sheets are there. */
type Restating = { fields: RestatementFields; files: () => Promise<TextFile[]> }

async function generate(
  report: MonthReport,
  target: Target,
  restating: Restating | null,
): Promise<WrittenReport & { text: string }> {
  const gates = await gatesOfReport(report)
  const { files: written, dataRoot } = await writeTables(report, target)
  const restated = restating && { fields: restating.fields, files: await restating.files() }
  const texts = [...(await journalFiles(report)), ...(restated?.files ?? [])]
  for (const { name, text } of texts) written.push(await writeWhole(target, name, text))
  written.push(await writeWhole(target, 'report.pdf', await drawPdf(await pdfFactsOf(report, gates, dataRoot))))
  written.sort((a, b) => (a.name < b.name ? -1 : 1))
  const text = manifestText(report, { gates, files: written, dataRoot, fields: restated?.fields ?? null })
  const manifest = { name: MANIFEST, ...digestOf(text), rows: written.length }
  return { gates, files: written, dataRoot, text, manifest, restated }
}

async function writeWhole(target: Target, name: string, content: string | Uint8Array): Promise<WrittenFile> {
  const output = await target(name)
  try {
    output.push(content)
    const file = await output.end()
    return name.endsWith('.csv') ? { ...file, rows: rowsOf(String(content)) } : file
  } finally {
    await output.close()
  }
}

/** Rows behind the header: no cell of a journal has a line end. */
const rowsOf = (csv: string): number => csv.split('\r\n').length - 2

type Manifest = {
  gates: readonly Gate[]
  files: readonly WrittenFile[]
  dataRoot: string
  fields: RestatementFields | null
}

function manifestText(
  { month, chainId, row, commit }: MonthReport,
  { gates, files, dataRoot, fields }: Manifest,
): string {
  const blockOf = (number: bigint, hash: string, time: Date) => ({
    block: number.toString(),
    hash,
    time: time.toISOString().replace('.000Z', 'Z'),
  })
  const text = canonicalize({
    format: FORMAT,
    chainId,
    month,
    commit,
    dataRoot,
    state: 'draft',
    ...fields,
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
