import { strToU8, Zip, ZipDeflate } from 'fflate'
import { headerOf } from '../csv'
import type { Column, Row } from '../table'
import { headerXml, rowXml } from './cells'
import * as parts from './parts'

/** Rows of a worksheet at most, header apart; what has more goes to CSV, and its sums stay here. */
export const MOST_ROWS = 1_000_000
/** XML is handed to the compressor in pieces of about this many characters. */
const PIECE = 256 * 1024

/**
 * The earliest time that a zip can carry, in whatever zone: the format has none, and it is read back as it was written. With it and a
 * compressor in JavaScript the same rows are the same bytes on every machine.
 */
const NO_TIME = () => new Date(1980, 0, 1)

/** First cells of the lines that sum up or open and close a sheet. */
const SUMS: readonly unknown[] = ['total', 'subtotal', 'opening', 'closing']

/** A workbook whose sheets are written one after the other while their rows come; `write` gets its bytes. */
export class Workbook {
  private readonly zip: Zip
  private readonly tabs: (parts.Tab & { order: number })[] = []

  constructor(write: (bytes: Uint8Array) => void) {
    this.zip = new Zip((error, bytes) => {
      if (error) throw error
      write(bytes)
    })
  }

  /** `order`: its place among the tabs. `size`: rows to come, where that is known before; `file` has all of them when they are too many. */
  sheet(
    tab: { name: string; order: number; file: string },
    columns: readonly Column[],
    size: number,
    most = MOST_ROWS,
  ): Worksheet {
    const file = this.tabs.length + 1
    this.tabs.push({ name: tab.name, order: tab.order, file })
    const entry = this.entry(`xl/worksheets/sheet${file}.xml`)
    return new Worksheet(columns, size > most ? tab.file : null, (text, isLast) => entry.push(strToU8(text), isLast))
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
    for (const [name, text] of Object.entries(texts)) this.entry(name).push(strToU8(text), true)
    this.zip.end()
  }

  private entry(name: string): ZipDeflate {
    const entry = new ZipDeflate(name, { level: 6 })
    entry.mtime = NO_TIME()
    this.zip.add(entry)
    return entry
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
