import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { csvHeader, csvLine } from '../../reports/csv'
import { dataRootOf, RowTree, type SheetRoot } from '../../reports/data-root'
import { FORMAT, MANIFEST, REPORT_JSON, REPORT_XLSX } from '../../reports/format'
import { NODE_TREE_HASH } from '../../reports/node-hash'
import { SHEET_INDEX } from '../../reports/sheet-names'
import type { Column } from '../../reports/table'
import { typedRow } from '../../reports/verify/typed-row'
import { tabOf } from '../../reports/xlsx/tab'
import { Workbook } from '../../reports/xlsx/workbook'
import { zipParts } from '../../reports/xlsx/zip-parts'

export type ForgedSheet = { columns: Column[]; rows: (string | null)[][] }
export type ForgedReport = { data: Record<string, ForgedSheet>; front: ForgedSheet }

export const readTables = (dir: string): ForgedReport => JSON.parse(readFileSync(join(dir, REPORT_JSON), 'utf8'))

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

const withRoot = ({ columns, rows }: ForgedSheet, dataRoot: string): ForgedSheet => ({
  columns,
  rows: rows.map((row) => (row[1] === 'data root' ? [row[0] ?? null, row[1], dataRoot] : row)),
})

/** report.json of changed tables, with the root that its rows have now. */
export function forgeJson({ data, front }: ForgedReport): { text: string; dataRoot: string; front: ForgedSheet } {
  const roots = Object.entries(data).flatMap(([name, { columns, rows }]): SheetRoot[] => {
    if ((SHEET_INDEX.find((one) => one.name === name)?.number ?? null) === null) return []
    const tree = new RowTree(NODE_TREE_HASH)
    for (const cells of rows) tree.add(JSON.stringify(cells))
    return [{ name, columns, rows: rows.length, root: tree.root() }]
  })
  const dataRoot = dataRootOf(roots, NODE_TREE_HASH)
  const cover = withRoot(front, dataRoot)
  return { text: canonicalize({ data, format: FORMAT, front: cover }) ?? '', dataRoot, front: cover }
}

/** A report whose tables were changed, by somebody who makes every file, hash and root anew so that they agree. */
export function forge(from: string, to: string, tables: ForgedReport, changeManifest: object = {}): void {
  cpSync(from, to, { recursive: true })
  const { text, dataRoot, front } = forgeJson(tables)
  const pieces: Uint8Array[] = []
  const workbook = new Workbook(zipParts((bytes) => pieces.push(bytes)))
  const files = new Map<string, Uint8Array | string>([[REPORT_JSON, text]])
  for (const [name, { columns, rows }] of [...Object.entries(tables.data), ['cover', front] as const]) {
    const info = SHEET_INDEX.find((one) => one.name === name)
    const tab = info && tabOf(info)
    const worksheet = tab && workbook.sheet(tab, columns, rows.length)
    const typed = rows.map((cells, i) => typedRow(cells, columns, name, i + 1))
    for (const row of typed) worksheet?.add(row)
    worksheet?.end()
    files.set(`${name}.csv`, csvHeader(columns) + typed.map((row) => csvLine(columns, row)).join(''))
  }
  workbook.end()
  files.set(REPORT_XLSX, Buffer.concat(pieces))
  for (const [name, content] of files) writeFileSync(join(to, name), content)
  const manifest = JSON.parse(readFileSync(join(from, MANIFEST), 'utf8'))
  const named = manifest.files.map((file: { name: string }) => {
    const content = files.get(file.name)
    return content === undefined ? file : { ...file, sha256: sha256(content), bytes: Buffer.byteLength(content) }
  })
  writeFileSync(join(to, MANIFEST), canonicalize({ ...manifest, files: named, dataRoot, ...changeManifest }) ?? '')
}
