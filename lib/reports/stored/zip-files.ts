import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, Zip, ZipDeflate } from 'fflate'

/** The format has no time zone, and the same files are to be the same zip. */
const NO_TIME = () => new Date(1980, 0, 1)
const LEVEL = 6

/** What comes into a zip: a file of the folder, or a text. */
export type ZipMember = { name: string; text?: string }

/** Packs files of a folder, one after the other, in bounded memory. */
export async function zipFiles(dir: string, members: readonly ZipMember[], path: string): Promise<void> {
  const file = await open(path, 'w')
  const packed: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    packed.push(bytes)
  })
  try {
    for (const { name, text } of members) {
      const entry = new ZipDeflate(name, { level: LEVEL })
      entry.mtime = NO_TIME()
      zip.add(entry)
      if (text !== undefined) entry.push(strToU8(text))
      else for await (const bytes of createReadStream(join(dir, name))) await pushed(entry, bytes, packed, file)
      entry.push(new Uint8Array(), true)
      await drain(packed, file)
    }
    zip.end()
    await drain(packed, file)
  } finally {
    await file.close()
  }
}

async function pushed(entry: ZipDeflate, bytes: Uint8Array, packed: Uint8Array[], file: FileHandle): Promise<void> {
  entry.push(bytes)
  await drain(packed, file)
}

async function drain(packed: Uint8Array[], file: FileHandle): Promise<void> {
  for (const bytes of packed.splice(0)) await file.writeFile(bytes)
}
