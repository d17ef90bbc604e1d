import { verifyReport as say } from '@/messages/verify-report'
import type { Chart } from '../domain/chart'
import type { ChainSource } from '../reports/chain-reading'
import { REPORT_JSON } from '../reports/format'
import { cellText } from '../reports/json'
import { findSheet, SHEET_INDEX, type SheetName } from '../reports/sheet-names'
import type { Column } from '../reports/table'
import { type CheckedFiles, checkFiles, type Hashing } from '../reports/verify/check-files'
import { Refused, type ReportFiles } from '../reports/verify/files'
import { partsOf } from '../reports/verify/report-json'
import { cellsOf, type TextRow } from '../reports/verify/typed-row'
import { type Anchor, readAnchor } from './anchor'
import { type Attested, readAttestation } from './attestation'
import { chainBooks } from './books'
import { type ChainMonth, type Progress, readMonth } from './chain-month'
import { type Difference, type Expected, SheetComparison } from './expected'
import { expectedSheets } from './expected-sheets'

export type { ChainSource }

export type SheetResult = {
  sheet: SheetName
  /** `attested`: nothing of it follows from the chain. */
  state: 'green' | 'red' | 'attested'
  /** Rows compared with the chain, and rows that are only attested. */
  compared: number
  attested: number
  /** What of a green sheet is only attested. */
  note: string
  difference: Difference | null
}

export type Verified = {
  files: CheckedFiles
  sheets: readonly SheetResult[]
  anchor: Anchor
  /** Of the signatures beside it; null without any. */
  attestation: Attested | null
  /** All that can be verified is. */
  isGood: boolean
}

export type VerifyOptions = {
  files: ReportFiles
  /** One node, or two that must agree. */
  sources: readonly [ChainSource, ...ChainSource[]]
  hashing: Hashing
  chart: Chart
  progress?: Progress
  /** After the files, before the chain is read. */
  onFiles?: (files: CheckedFiles) => void
}

/**
 * Checks a report with nothing but its files and a node: what the files say of each other, then every sheet against what the chain says, rebuilt
 * from its logs and views. Needs no server of ours and no database.
 */
export async function verifyReport(options: VerifyOptions): Promise<Verified> {
  const { files, sources, hashing, chart } = options
  const checked = await checkFiles(files, hashing)
  options.onFiles?.(checked)
  const { manifest } = checked
  for (const { client } of sources) {
    const have = await client.getChainId()
    if (have !== manifest.chainId) throw new Refused(say.wrongChain(have, manifest.chainId))
  }
  checkContracts(checked, sources[0])
  const reasons = await readReasons(files)
  const facts = { dataRoot: manifest.dataRoot, commit: manifest.commit, chart }
  const months: ChainMonth[] = []
  for (const source of sources) months.push(await readMonth(source, manifest, options.progress))
  const rebuilt = () =>
    months.map((month) =>
      expectedSheets(
        month,
        chainBooks(month, (ref) => reasons.get(ref) ?? null),
        facts,
      ),
    )
  const [first = [], ...others] = rebuilt()
  for (const other of others) await assertSame(rebuilt()[0] ?? [], other)
  const sheets = await compareSheets(files, first)
  const anchor = await readAnchor(sources[0], manifest.month, checked.manifestHash)
  const attestation = await readAttestation(files, sources[0], checked)
  const isSigned = attestation?.isGood ?? true
  const isGood =
    checked.findings.length === 0 && anchor.isGood && isSigned && sheets.every(({ state }) => state !== 'red')
  return { files: checked, sheets, anchor, attestation, isGood }
}

/** The report must be of the contracts that are known here, not of a copy of them. */
function checkContracts({ cover, manifest }: CheckedFiles, { deployment }: ChainSource): void {
  if (deployment.chainId !== manifest.chainId) throw new Refused(say.noDeployment(manifest.chainId))
  for (const [part, name, address] of cover) {
    if (part !== 'contract' || !name || !address) continue
    const own = Object.entries(deployment.contracts)
      .find(([known]) => known === name)?.[1]
      .address.toLowerCase()
    if (own !== address) throw new Refused(say.otherContract(name, address, own ?? say.nothing))
  }
}

type Visit = {
  begin?: (sheet: string, columns: readonly Column[]) => void
  row: (sheet: string, cells: TextRow, row: number) => Promise<void> | void
  end?: (sheet: string, rows: number) => Promise<void> | void
}

/** Every row of report.json, in its order. */
export async function visitRows(files: ReportFiles, { begin, row: visit, end }: Visit): Promise<void> {
  let [name, row]: [string, number] = ['', 0]
  let columns: readonly Column[] = []
  for await (const part of partsOf(files.read(REPORT_JSON))) {
    if (part.kind === 'sheet') {
      ;[name, row, columns] = [part.name, 0, part.columns]
      begin?.(name, columns)
    } else if (part.kind === 'rows') {
      for (const text of part.texts) {
        row += 1
        await visit(name, cellsOf(text, columns, name, row), row)
      }
    } else await end?.(name, row)
  }
}

/** What the report says that withdrawals were for, by their reference. */
async function readReasons(files: ReportFiles): Promise<Map<string, string>> {
  const reasons = new Map<string, string>()
  let places = { ref: -1, reason: -1 }
  await visitRows(files, {
    begin: (sheet, columns) => {
      const at = (name: string) => (sheet === 'treasury' ? columns.findIndex((column) => column.name === name) : -1)
      places = { ref: at('ref'), reason: at('reason') }
    },
    row: (_, cells) => {
      const [ref, reason] = [cells[places.ref], cells[places.reason]]
      if (ref != null && reason != null) reasons.set(ref, reason)
    },
  })
  return reasons
}

const SAY = { differs: say.rowDiffers, missing: say.rowMissing, extra: say.rowExtra }

/** Compares every sheet of report.json with what is expected of it. */
export async function compareSheets(files: ReportFiles, expected: readonly Expected[]): Promise<SheetResult[]> {
  const bySheet = new Map<string, Expected>(expected.map((one) => [one.sheet, one]))
  const results = new Map<string, SheetResult>()
  let comparison: SheetComparison | null = null
  await visitRows(files, {
    begin: (sheet, columns) => {
      const own = bySheet.get(sheet)
      const isSame = own && shapeOf(own.columns) === shapeOf(columns)
      if (own && !isSame) throw new Refused(say.badJson(`the columns of ${sheet} are not those of its format`))
      comparison = own ? new SheetComparison(own, SAY) : null
    },
    row: (_, cells, row) => comparison?.add(cells, row),
    end: async (name, rows) => {
      const sheet = findSheet(name)?.name
      if (!sheet) return
      await comparison?.end(rows)
      results.set(name, resultOf(sheet, rows, comparison, bySheet.get(name)))
    },
  })
  return SHEET_INDEX.flatMap(({ name }) => results.get(name) ?? missing(name, bySheet))
}

const shapeOf = (columns: readonly Column[]): string => columns.map(({ name, kind }) => `${name}:${kind}`).join()

function resultOf(
  sheet: SheetName,
  rows: number,
  comparison: SheetComparison | null,
  expected: Expected | undefined,
): SheetResult {
  if (!comparison || !expected)
    return { sheet, state: 'attested', compared: 0, attested: rows, note: '', difference: null }
  const { difference, counts } = comparison
  return { sheet, state: difference ? 'red' : 'green', ...counts, note: expected.note, difference }
}

/** A report without a sheet that the chain can fill says less than it should. */
function missing(sheet: SheetName, expected: ReadonlyMap<string, Expected>): SheetResult[] {
  if (!expected.has(sheet)) return []
  const difference = { row: 0, column: '', reported: null, rebuilt: null, tx: null, say: say.noSheet }
  return [{ sheet, state: 'red', compared: 0, attested: 0, note: '', difference }]
}

/** Two nodes must rebuild the same rows. */
async function assertSame(one: readonly Expected[], other: readonly Expected[]): Promise<void> {
  for (const [i, { sheet, rows, columns }] of one.entries()) {
    const comparison = new SheetComparison({ sheet, columns, note: '', rows: other[i]?.rows ?? [] }, SAY)
    let row = 0
    for await (const cells of rows) {
      row += 1
      await comparison.add(
        cells.map((cell) => cellText(cell ?? null)),
        row,
      )
    }
    await comparison.end(row)
    if (comparison.difference) throw new Refused(say.nodesDiffer(sheet, comparison.difference.row))
  }
}
