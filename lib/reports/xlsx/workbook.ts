import { headerOf } from '../csv-cells'
import type { Column, Row } from '../table'
import { headerXml, rowXml } from './cells'
import * as parts from './parts'
import type { PartWriter } from './zip-parts'

/** Rows of a worksheet at most, header apart; what has more goes to CSV, and its sums stay here. */
export const MOST_ROWS = 1_000_000
/** XML is handed to the compressor in pieces of about this many characters. */
const PIECE = 256 * 1024

/** First cells of the lines that sum up or open and close a sheet. */
const SUMS: readonly unknown[] = ['total', 'subtotal', 'opening', 'closing']

/** A workbook whose sheets are written one after the other while their rows come; `into` gets its parts. */
export class Workbook {
  private readonly tabs: (parts.Tab & { order: number })[] = []

  constructor(private readonly into: PartWriter) {}

  /** `order`: its place among the tabs. `size`: rows to come, where that is known before; `file` has all of them when they are too many. */
  sheet(
    tab: { name: string; order: number; file: string },
    columns: readonly Column[],
    size: number,
    most = MOST_ROWS,
  ): Worksheet {
    const file = this.tabs.length + 1
    this.tabs.push({ name: tab.name, order: tab.order, file })
    const part = this.into.part(`xl/worksheets/sheet${file}.xml`)
    return new Worksheet(columns, size > most ? tab.file : null, part)
  }

  end(): void {
    const tabs = this.tabs.toSorted((a, b) => a.order - b.order)
    const texts = {
      'xl/styles.xml': parts.stylesXml(),
      'xl/workbook.xml': parts.workbookXml(tabs),
      'xl/_rels/workbook.xml.rels': parts.workbookRelationsXml(tabs),
      '_rels/.rels': parts.rootRelationsXml(),
      '[Content_Types].xml': parts.contentTypesXml(tabs),
    }
    for (const [name, text] of Object.entries(texts)) this.into.part(name)(text, true)
    this.into.end()
  }
}

export class Worksheet {
  private text: string
  private rows = 1

  constructor(
    private readonly columns: readonly Column[],
    /** Where all rows are, when only the sums are here. */
    private readonly elsewhere: string | null,
    private readonly push: (text: string, isLast: boolean) => void,
  ) {
    this.text = parts.sheetHead(headerOf(columns).length) + headerXml(columns)
  }

  add(row: Row): void {
    if (this.elsewhere !== null && !SUMS.includes(row[0])) return
    this.rows += 1
    this.text += rowXml(this.columns, row, this.rows)
    if (this.text.length < PIECE) return
    this.push(this.text, false)
    this.text = ''
  }

  end(): void {
    if (this.elsewhere !== null) {
      this.rows += 1
      this.text += rowXml([{ name: 'note', kind: 'text' }], [`All rows are in ${this.elsewhere}`], this.rows)
    }
    this.push(this.text + parts.SHEET_TAIL, true)
  }
}
