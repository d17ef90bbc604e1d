import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { csvPieces } from '../csv'
import type { Table } from '../table'
import { zipFiles } from '../xlsx/zip-parts'

/** A file of a bundle, under the heading it belongs to. Its pieces are made when they are asked for. */
export type BundleFile = { section: string; name: string; pieces: () => AsyncIterable<string | Uint8Array> }

/** What stands under a heading, and what a reader has to know of it. */
export type Section = { id: string; title: string; note: string }

/** Several files for an auditor: one zip with an index. The same ledger and chain give the same bytes. */
export type Bundle = {
  /** Of the zip. */
  fileName: string
  format: string
  /** Stands in the index: what the bundle is of. Amounts and blocks as text. */
  facts: Readonly<Record<string, unknown>>
  sections: readonly Section[]
  files: () => AsyncIterable<BundleFile>
}

export type WrittenBundle = { fileName: string; bytes: number; sha256: string; files: IndexedFile[] }
export type IndexedFile = { section: string; name: string; bytes: number; sha256: string }

const INDEX = 'index.json'

export const tableFile = (section: string, name: string, table: () => Promise<Table>): BundleFile => ({
  section,
  name: `${section}/${name}.csv`,
  pieces: async function* () {
    for await (const { text } of csvPieces(await table())) yield text
  },
})

/**
 * Writes a bundle as a zip, streamed: `write` gets it piece by piece and may take its time. The index comes last, because it names the SHA-256 of every
 * file before it. `onFile` is told of each file that is done.
 */
export async function writeBundle(
  bundle: Bundle,
  write: (bytes: Uint8Array) => Promise<void> | void,
  onFile: (file: IndexedFile) => void = () => {},
): Promise<WrittenBundle> {
  const hash = createHash('sha256')
  let bytes = 0
  let waiting: Uint8Array[] = []
  const zip = zipFiles((piece) => waiting.push(piece))
  const drain = async () => {
    const pieces = waiting
    waiting = []
    for (const piece of pieces) {
      hash.update(piece)
      bytes += piece.length
      await write(piece)
    }
  }
  const files: IndexedFile[] = []
  for await (const { section, name, pieces } of bundle.files()) {
    if (files.some((file) => file.name === name)) throw new Error(`two files of the bundle are called ${name}`)
    const file = { section, name, ...(await pour(pieces(), zip.file(name), drain)) }
    files.push(file)
    onFile(file)
  }
  const index = Buffer.from(indexOf(bundle, files))
  zip.file(INDEX)(index, true)
  zip.end()
  await drain()
  return { fileName: bundle.fileName, bytes, sha256: hash.digest('hex'), files }
}

async function pour(
  pieces: AsyncIterable<string | Uint8Array>,
  push: (bytes: Uint8Array, isLast: boolean) => void,
  drain: () => Promise<void>,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of pieces) {
    const part = typeof piece === 'string' ? Buffer.from(piece) : piece
    hash.update(part)
    bytes += part.length
    push(part, false)
    await drain()
  }
  push(new Uint8Array(), true)
  await drain()
  return { bytes, sha256: hash.digest('hex') }
}

function indexOf({ format, facts, sections }: Bundle, files: readonly IndexedFile[]): string {
  const text = canonicalize({ format, ...facts, sections, files })
  if (text === undefined) throw new TypeError('the index cannot be written as JSON')
  return text
}
