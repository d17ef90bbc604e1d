import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import type { Queryable } from '../../db/connect'
import { insertFilePart, readFilePart, type VersionRow } from '../../db/version-rows'
import { MANIFEST } from '../format'

type Of = Pick<VersionRow, 'chainId' | 'id'>

/** Bytes of a piece before it is base64: a row of about half a megabyte. */
const PIECE = 384 * 1024

/** Bytes in pieces of one size, the last one shorter. */
export async function* inPieces(bytes: AsyncIterable<Uint8Array>, size = PIECE): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0)
  for await (const chunk of bytes) {
    waiting = Buffer.concat([waiting, chunk])
    for (; waiting.length >= size; waiting = waiting.subarray(size)) yield waiting.subarray(0, size)
  }
  if (waiting.length > 0) yield waiting
}

/** Keeps a file of a folder as one of a version. */
export async function keepFile(tx: Queryable, { chainId, id }: Of, dir: string, name: string): Promise<void> {
  let seq = 0
  for await (const piece of inPieces(createReadStream(join(dir, name)).pipe(createGzip()))) {
    await insertFilePart(tx, { chainId, versionId: id, name, seq, data: piece.toString('base64') })
    seq += 1
  }
}

async function* partsOf(db: Queryable, { chainId, id }: Of, name: string): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq += 1) {
    const data = await readFilePart(db, { chainId, versionId: id, name, seq })
    if (data === null) return
    yield Buffer.from(data, 'base64')
  }
}

/** A file of a version as it was when it was put up for signing. */
export async function* readKept(db: Queryable, of: Of, name: string): AsyncGenerator<Uint8Array> {
  const unpacked = Readable.from(partsOf(db, of, name)).pipe(createGunzip())
  for await (const chunk of unpacked) yield chunk as Uint8Array
}

/** Names of a version's files but the manifest. */
export function namesIn(manifest: string): string[] {
  const { files } = JSON.parse(manifest) as { files: { name: string }[] }
  return files.map(({ name }) => name)
}

/** Writes a version's folder again, byte for byte. */
export async function unpackVersion(
  db: Queryable,
  version: Pick<VersionRow, 'chainId' | 'id' | 'manifest'>,
  dir: string,
): Promise<void> {
  await mkdir(dir, { recursive: true })
  for (const name of namesIn(version.manifest)) {
    const file = await open(join(dir, name), 'w')
    try {
      for await (const bytes of readKept(db, version, name)) await file.writeFile(bytes)
    } finally {
      await file.close()
    }
  }
  const file = await open(join(dir, MANIFEST), 'w')
  await file.writeFile(version.manifest).finally(() => file.close())
}
