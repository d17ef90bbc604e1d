import { REPORT_JSON } from './format'
import type { Column } from './table'
import type { ReportFiles } from './verify/files'
import { partsOf } from './verify/report-json'
import { cellsOf, type TextRow } from './verify/typed-row'

export type CellChange = { column: string; before: string | null; after: string | null }

/** One row that is not the same in two reports; rows from 1. */
export type RowChange = {
  sheet: string
  change: 'added' | 'removed' | 'changed'
  rowBefore: number | null
  rowAfter: number | null
  /** Of an added or removed row all that are not empty. */
  cells: CellChange[]
}

/** Columns that run on from row to row, or count rows: they follow from the others, and one new row would change all behind it. */
const RUNNING: Readonly<Record<string, readonly string[]>> = {
  movements: ['from_balance_after', 'to_balance_after'],
  payments: ['spent_so_far'],
  journals: ['entry'],
}
/** Columns that say which row it is, beside those of text and time. */
const PLACES: readonly string[] = ['block', 'log_index', 'entry', 'version', 'plan', 'period_index']

type Line = { sheet: string; columns: readonly Column[]; row: number; cells: TextRow }

/** The rows of report.json, one by one. */
async function* linesOf(files: ReportFiles): AsyncGenerator<Line> {
  let [sheet, row]: [string, number] = ['', 0]
  let columns: readonly Column[] = []
  for await (const part of partsOf(files.read(REPORT_JSON))) {
    if (part.kind === 'sheet') [sheet, row, columns] = [part.name, 0, part.columns]
    if (part.kind !== 'rows') continue
    for (const text of part.texts) {
      row += 1
      yield { sheet, columns, row, cells: cellsOf(text, columns, sheet, row) }
    }
  }
}

/** Rows of one side that have no equal on the other yet. */
class Waiting {
  private readonly lines = new Map<string, Line[]>()

  /** Takes one away; false when there is none. */
  take(key: string): boolean {
    const list = this.lines.get(key)
    if (!list) return false
    list.shift()
    if (list.length === 0) this.lines.delete(key)
    return true
  }

  put(key: string, line: Line): void {
    const list = this.lines.get(key)
    if (list) list.push(line)
    else this.lines.set(key, [line])
  }

  all = (): Line[] => [...this.lines.values()].flat().sort((a, b) => a.row - b.row)
}

const withoutRunning = ({ sheet, columns, cells }: Line): string => {
  const skipped = RUNNING[sheet] ?? []
  return JSON.stringify(cells.filter((_, i) => !skipped.includes(columns[i]?.name ?? '')))
}

const identityOf = ({ columns, cells }: Line): string =>
  JSON.stringify(
    cells.filter((_, i) => {
      const { kind, name } = columns[i] ?? { kind: 'text', name: '' }
      return kind === 'text' || kind === 'time' || PLACES.includes(name)
    }),
  )

/** Sheets come by name, the cover behind them. */
const placeOf = (line: Line): string => (line.sheet === 'cover' ? '~' : line.sheet)

/**
 * What differs between two reports, sheet by sheet. Both are read once, side by side: a row waits only until its equal comes on the other side, so
 * the memory is that of what differs.
 */
export async function* differences(before: ReportFiles, after: ReportFiles): AsyncGenerator<RowChange> {
  const [olds, news] = [linesOf(before), linesOf(after)]
  let [old, next] = [await olds.next(), await news.next()]
  let [removed, added] = [new Waiting(), new Waiting()]
  let sheet = ''
  while (!old.done || !next.done) {
    const first = [old, next].flatMap((one) => (one.done ? [] : [placeOf(one.value)])).sort()[0] ?? ''
    if (first !== sheet) {
      yield* paired(removed, added)
      ;[removed, added, sheet] = [new Waiting(), new Waiting(), first]
    }
    if (!old.done && placeOf(old.value) === sheet) {
      const key = withoutRunning(old.value)
      if (!added.take(key)) removed.put(key, old.value)
      old = await olds.next()
    }
    if (!next.done && placeOf(next.value) === sheet) {
      const key = withoutRunning(next.value)
      if (!removed.take(key)) added.put(key, next.value)
      next = await news.next()
    }
  }
  yield* paired(removed, added)
}

/** Of what is left, rows of the same place are one that changed. */
function* paired(removed: Waiting, added: Waiting): Generator<RowChange> {
  const byIdentity = new Map<string, Line[]>()
  for (const line of added.all()) byIdentity.set(identityOf(line), [...(byIdentity.get(identityOf(line)) ?? []), line])
  for (const line of removed.all()) {
    const twin = byIdentity.get(identityOf(line))?.shift() ?? null
    yield twin ? changeOf(line, twin) : changeOf(line, null)
  }
  const left = [...byIdentity.values()].flat().sort((a, b) => a.row - b.row)
  for (const line of left) yield changeOf(null, line)
}

function changeOf(before: Line | null, after: Line | null): RowChange {
  const { sheet = '', columns = [] } = before ?? after ?? {}
  const skipped = RUNNING[sheet] ?? []
  const cells = columns.flatMap(({ name }, i): CellChange[] => {
    const [was, is] = [before?.cells[i] ?? null, after?.cells[i] ?? null]
    return was === is || skipped.includes(name) ? [] : [{ column: name, before: was, after: is }]
  })
  const change = before && after ? 'changed' : before ? 'removed' : 'added'
  return { sheet, change, rowBefore: before?.row ?? null, rowAfter: after?.row ?? null, cells }
}
