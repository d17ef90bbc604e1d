import { csvHeader } from './csv'
import { dataRootOf, RowTree, type SheetRoot } from './data-root'
import { FORMAT, REPORT_JSON, REPORT_XLSX } from './format'
import { jsonColumns } from './json'
import { lineWriter } from './line-writer'
import type { MonthReport } from './month-report'
import { NODE_TREE_HASH } from './node-hash'
import type { Output, Target, WrittenFile } from './output'
import { SHEET_INDEX, type SheetInfo, type SheetName } from './sheet-names'
import { coverOf, tableOf } from './sheets'
import type { Table, WrittenLines } from './table'
import { tabOf } from './xlsx/tab'
import { Workbook } from './xlsx/workbook'
import { type PartWriter, zipParts } from './xlsx/zip-parts'

type Wanted = { isWanted?: (name: SheetName) => boolean; hasWorkbook?: boolean }
type Files = { target: Target; json: Output; xlsx: Output; workbook: Workbook | null }

const NO_PARTS: PartWriter = { part: () => () => {}, end: () => {} }

/** Every sheet as CSV, all of them as one canonical JSON and one workbook, in one pass over their rows. */
export async function writeTables(
  report: MonthReport,
  target: Target,
  /** All sheets with a workbook, unless it is said: what is measured alone is written alone. */
  { isWanted = () => true, hasWorkbook = true }: Wanted = {},
): Promise<{ files: WrittenFile[]; dataRoot: string }> {
  const [json, xlsx] = [await target(REPORT_JSON), await target(REPORT_XLSX)]
  const workbook = new Workbook(hasWorkbook ? zipParts((bytes) => xlsx.push(bytes)) : NO_PARTS)
  const files: Files = { target, json, xlsx, workbook: hasWorkbook ? workbook : null }
  try {
    const written: WrittenFile[] = []
    const roots: SheetRoot[] = []
    // RFC 8785 sorts keys: sheets come by name, and the cover, which holds their root, under a key behind theirs.
    json.push('{"data":{')
    const sheets = SHEET_INDEX.filter(({ name }) => name !== 'cover' && isWanted(name))
    for (const [i, sheet] of sheets.toSorted((a, b) => (a.name < b.name ? -1 : 1)).entries()) {
      json.push(`${i === 0 ? '' : ','}"${sheet.name}":`)
      const { file, root } = await pour(await tableOf(sheet.name, report), sheet, files)
      written.push(file)
      if (root) roots.push(root)
    }
    const dataRoot = dataRootOf(roots, NODE_TREE_HASH)
    json.push(`},"format":"${FORMAT}","front":`)
    const [cover] = SHEET_INDEX
    if (isWanted('cover')) written.push((await pour(await coverOf(report, dataRoot), cover, files)).file)
    json.push('}')
    workbook.end()
    written.push(await json.end(), await xlsx.end())
    return { files: written, dataRoot }
  } finally {
    await Promise.all([json.close(), xlsx.close()])
  }
}

/** Rows between two looks at what waits to be written: bounds the memory. */
const ROWS_AT_ONCE = 500

async function pourLines(lines: AsyncIterable<WrittenLines>, csv: Output, json: Output): Promise<number> {
  let count = 0
  for await (const written of lines) {
    if (count > 0) json.push(',')
    json.push(written.json, 'latin1')
    csv.push(written.csv, 'latin1')
    const before = count
    count += written.rows
    if (Math.floor(count / ROWS_AT_ONCE) > Math.floor(before / ROWS_AT_ONCE))
      await Promise.all([csv.flush(), json.flush()])
  }
  return count
}

/** One pass over the rows of a sheet, into all that is made of them. */
async function pour(
  { columns, rows, lines, size = 0 }: Table,
  sheet: SheetInfo,
  { target, json, xlsx, workbook }: Files,
): Promise<{ file: WrittenFile; root: SheetRoot | null }> {
  const csv = await target(`${sheet.name}.csv`)
  // All movements are in no root, and the most rows by far.
  const tree = sheet.number === null ? null : new RowTree(NODE_TREE_HASH)
  let count = 0
  try {
    const tab = tabOf(sheet)
    const worksheet = tab && workbook?.sheet(tab, columns, size)
    const write = lineWriter(columns)
    csv.push(csvHeader(columns))
    json.push(`{"columns":${jsonColumns(columns)},"rows":[`)
    const isWritten = lines && !tree && !worksheet
    if (isWritten) count = await pourLines(lines(), csv, json)
    else
      for await (const row of rows) {
        const line = write(row)
        json.push(count === 0 ? line.json : `,${line.json}`)
        csv.push(line.csv)
        worksheet?.add(row)
        tree?.add(line.json)
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
