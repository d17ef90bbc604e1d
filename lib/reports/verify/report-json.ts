import { verifyReport as say } from '@/messages/verify-report'
import { FORMAT } from '../format'
import { jsonColumns } from '../json'
import type { Column, ColumnKind } from '../table'
import { Refused } from './files'

/** Parts of report.json in their order: a sheet, its rows as they are written, its end. */
export type Part =
  | { kind: 'sheet'; name: string; columns: readonly Column[] }
  | { kind: 'rows'; texts: readonly string[] }
  | { kind: 'end' }

/** Reads text piece by piece and never goes back. */
class Tape {
  private text = ''
  private at = 0
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  private readonly pieces: AsyncIterator<Uint8Array>

  constructor(source: AsyncIterable<Uint8Array>) {
    this.pieces = source[Symbol.asyncIterator]()
  }

  /** More of the text; false at its end. */
  private async more(): Promise<boolean> {
    const { done, value } = await this.pieces.next()
    if (done) return false
    this.text = this.text.slice(this.at) + this.decode(value)
    this.at = 0
    return true
  }

  private decode(bytes: Uint8Array): string {
    try {
      return this.decoder.decode(bytes, { stream: true })
    } catch {
      throw new Refused(say.badJson('it is no UTF-8'))
    }
  }

  /** Whether this comes next; it is passed when it does. */
  async passes(literal: string): Promise<boolean> {
    while (this.text.length - this.at < literal.length) if (!(await this.more())) break
    if (!this.text.startsWith(literal, this.at)) return false
    this.at += literal.length
    return true
  }

  async pass(literal: string): Promise<void> {
    if (!(await this.passes(literal))) throw new Refused(say.badJson(`${JSON.stringify(literal)} was expected`))
  }

  /** The next value: an array or a text, as it is written. */
  async value(): Promise<string> {
    for (;;) {
      const end = endOfValue(this.text, this.at)
      if (end > 0) {
        const value = this.text.slice(this.at, end)
        this.at = end
        return value
      }
      if (!(await this.more())) throw new Refused(say.badJson('it ends too soon'))
    }
  }

  /** Rows that are there already, up to the end of the list; null when that is reached. */
  async rows(isFirst: boolean): Promise<string[] | null> {
    const texts: string[] = []
    let needsComma = !isFirst
    for (;;) {
      const start = this.at + (needsComma ? 1 : 0)
      const end = this.text.startsWith(needsComma ? ',[' : '[', this.at) ? endOfValue(this.text, start) : -1
      if (end > 0) {
        texts.push(this.text.slice(start, end))
        this.at = end
        needsComma = true
      } else if (texts.length > 0) return texts
      else if (await this.passes(']')) return null
      else if (!(await this.more())) throw new Refused(say.badJson('it ends too soon'))
    }
  }

  async isAtEnd(): Promise<boolean> {
    while (this.at === this.text.length) if (!(await this.more())) return this.decoder.decode() === ''
    return false
  }
}

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [34, 92, 91, 93]

/** Behind the array or text that begins at `from`; -1 when it is not whole. */
function endOfValue(text: string, from: number): number {
  let depth = 0
  for (let i = from; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      i += 1
      while (i < text.length && text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1
      if (i >= text.length) return -1
    } else if (code === OPEN) depth += 1
    else if (code === CLOSE) depth -= 1
    if (depth === 0) return i + 1
  }
  return -1
}

const KINDS = {
  ...{ text: true, count: true, cxpt: true, usd: true, nano: true },
  ...{ cents: true, price: true, decimal: true, bps: true, time: true },
} satisfies Record<ColumnKind, true>

function isColumn(one: unknown): one is Column {
  if (typeof one !== 'object' || one === null || !('kind' in one) || !('name' in one)) return false
  return typeof one.name === 'string' && typeof one.kind === 'string' && one.kind in KINDS
}

function columnsFrom(text: string): readonly Column[] {
  const value = parse(text)
  if (!Array.isArray(value) || !value.every(isColumn) || jsonColumns(value) !== text)
    throw new Refused(say.badJson('a list of columns is not one'))
  return value
}

/** The parts of report.json. Anything but the canonical form of it is refused, so its bytes follow from its rows. */
export async function* partsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  const tape = new Tape(source)
  await tape.pass('{"data":{')
  let last = ''
  for (let isFirst = true; !(await tape.passes('}')); isFirst = false) {
    if (!isFirst) await tape.pass(',')
    const name = String(parse(await tape.value()))
    if (name <= last) throw new Refused(say.badJson(`the sheet ${name} is not in its place`))
    last = name
    await tape.pass(':')
    yield* sheetOf(tape, name)
  }
  await tape.pass(`,"format":"${FORMAT}","front":`)
  yield* sheetOf(tape, 'cover')
  await tape.pass('}')
  if (!(await tape.isAtEnd())) throw new Refused(say.badJson('there is more behind its end'))
}

async function* sheetOf(tape: Tape, name: string): AsyncGenerator<Part> {
  await tape.pass('{"columns":')
  yield { kind: 'sheet', name, columns: columnsFrom(await tape.value()) }
  await tape.pass(',"rows":[')
  let isFirst = true
  for (;;) {
    const texts = await tape.rows(isFirst)
    if (!texts) break
    isFirst = false
    yield { kind: 'rows', texts }
  }
  await tape.pass('}')
  yield { kind: 'end' }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(say.badJson('a part of it is no JSON'))
  }
}
