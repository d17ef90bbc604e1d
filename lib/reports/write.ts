import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { csvHeader, csvLine } from './csv'
import { dataRootOf, RowTree, type SheetRoot } from './data-root'
import { prepareFolder } from './folder'
import { FORMAT, MANIFEST, REPORT_JSON, REPORT_XLSX } from './format'
import type { Gate } from './gate'
import { journalFiles } from './journal-files'
import { jsonColumns, jsonRow } from './json'
import { gatesOfReport, type MonthReport } from './month-report'
import { NODE_TREE_HASH } from './node-hash'
import { intoFolder, intoNothing, type Output, type Target, type WrittenFile } from './output'
import { drawPdf, pdfFactsOf } from './pdf/report-pdf'
import { SHEET_INDEX, type SheetInfo } from './sheet-names'
import { coverOf, tableOf } from './sheets'
import type { Table } from './table'
import { tabOf } from './xlsx/tab'
import { Workbook } from './xlsx/workbook'
import { zipParts } from './xlsx/zip-parts'

export type WrittenReport = { gates: Gate[]; files: WrittenFile[]; manifest: WrittenFile; dataRoot: string }

/**
 * Writes every sheet as CSV, all of them as one canonical JSON and one workbook, the journals, a PDF
 * for reading, then the manifest: month, blocks, gates, the root of
 * the data and the SHA-256 of each file, canonical JSON (RFC 8785). The same ledger and chain give the same bytes. The manifest comes last, so a
 * folder with one is complete.
 */
export async function writeReport(report: MonthReport, dir: string): Promise<WrittenReport> {
  await prepareFolder(dir, report)
  const { text, ...written } = await generate(report, intoFolder(dir))
  await writeFile(join(dir, MANIFEST), text)
  return written
}

/** Generates the same files without writing them: two generations of one month must have the same hashes. */
export async function hashReport(report: MonthReport): Promise<WrittenReport> {
  const { text: _, ...written } = await generate(report, intoNothing)
  return written
}

type Files = { target: Target; json: Output; xlsx: Output; workbook: Workbook }

async function generate(report: MonthReport, target: Target): Promise<WrittenReport & { text: string }> {
  const gates = await gatesOfReport(report)
  const [json, xlsx] = [await target(REPORT_JSON), await target(REPORT_XLSX)]
  const files: Files = { target, json, xlsx, workbook: new Workbook(zipParts((bytes) => xlsx.push(bytes))) }
  try {
    const written: WrittenFile[] = []
    const roots: SheetRoot[] = []
    // RFC 8785 sorts keys: sheets come by name, and the cover, which holds their root, under a key behind theirs.
    json.push('{"data":{')
    const sheets = SHEET_INDEX.filter(({ name }) => name !== 'cover').toSorted((a, b) => (a.name < b.name ? -1 : 1))
    for (const [i, sheet] of sheets.entries()) {
      json.push(`${i === 0 ? '' : ','}"${sheet.name}":`)
      const { file, root } = await pour(await tableOf(sheet.name, report), sheet, files)
      written.push(file)
      if (root) roots.push(root)
    }
    const dataRoot = dataRootOf(roots, NODE_TREE_HASH)
    json.push(`},"format":"${FORMAT}","front":`)
    const [cover] = SHEET_INDEX
    written.push((await pour(await coverOf(report, dataRoot), cover, files)).file)
    json.push('}')
    files.workbook.end()
    written.push(await json.end(), await xlsx.end())
    for (const { name, text } of await journalFiles(report)) written.push(await writeWhole(target, name, text))
    written.push(await writeWhole(target, 'report.pdf', await drawPdf(await pdfFactsOf(report, gates, dataRoot))))
    written.sort((a, b) => (a.name < b.name ? -1 : 1))
    const text = manifestText(report, { gates, files: written, dataRoot })
    return {
      gates,
      files: written,
      dataRoot,
      text,
      manifest: { name: MANIFEST, ...digestOf(text), rows: written.length },
    }
  } finally {
    await Promise.all([json.close(), xlsx.close()])
  }
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

/** Rows between two looks at what waits to be written: bounds the memory. */
const ROWS_AT_ONCE = 500

/** One pass over the rows of a sheet, into all that is made of them. */
async function pour(
  { columns, rows, size = 0 }: Table,
  sheet: SheetInfo,
  { target, json, xlsx, workbook }: Files,
): Promise<{ file: WrittenFile; root: SheetRoot | null }> {
  const csv = await target(`${sheet.name}.csv`)
  // All movements are in no root, and the most rows by far.
  const tree = sheet.number === null ? null : new RowTree(NODE_TREE_HASH)
  let count = 0
  try {
    const tab = tabOf(sheet)
    const worksheet = tab && workbook.sheet(tab, columns, size)
    csv.push(csvHeader(columns))
    json.push(`{"columns":${jsonColumns(columns)},"rows":[`)
    for await (const row of rows) {
      const text = jsonRow(row)
      json.push(count === 0 ? text : `,${text}`)
      csv.push(csvLine(columns, row))
      worksheet?.add(row)
      tree?.add(text)
      count += 1
      if (count % ROWS_AT_ONCE === 0) await Promise.all([csv.flush(), json.flush(), xlsx.flush()])
    }
    json.push(']}')
    worksheet?.end()
    const file = { ...(await csv.end()), rows: count }
    return { file, root: tree && { name: sheet.name, columns, rows: count, root: tree.root() } }
  } finally {
    await csv.close()
  }
}

type Manifest = { gates: readonly Gate[]; files: readonly WrittenFile[]; dataRoot: string }

function manifestText({ month, chainId, row, commit }: MonthReport, { gates, files, dataRoot }: Manifest): string {
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
