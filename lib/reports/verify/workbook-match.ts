import type { Digest } from '../../domain/sha256'
import { hexOf } from '../data-root'
import type { PartWriter } from '../xlsx/zip-parts'
import { entriesOf, unpackPieces, type ZipEntry } from './zip'

type Parts = Map<string, { digest: Digest; bytes: number }>

/** Parts of a workbook, hashed as they come. */
export function hashedParts(digest: () => Digest): { into: PartWriter; parts: Parts } {
  const parts: Parts = new Map()
  const utf8 = new TextEncoder()
  const part = (name: string) => {
    const own = { digest: digest(), bytes: 0 }
    parts.set(name, own)
    return (text: string) => {
      const bytes = utf8.encode(text)
      own.digest.add(bytes)
      own.bytes += bytes.length
    }
  }
  return { into: { part, end: () => {} }, parts }
}

/** A part of a workbook that is not as expected: `entry` where it is there to be looked into. */
export type OtherPart = { name: string; entry: ZipEntry | null }

const LIST: OtherPart = { name: 'its list of parts', entry: null }

/** The first part of the workbook that is not as expected; null when all are there and nothing else is. What is packed how does not matter. */
export function firstOtherPart(zip: Uint8Array, expected: Parts, digest: () => Digest): OtherPart | null {
  const entries = entriesOf(zip)
  if (!entries) return LIST
  const names = new Set(entries.map(({ name }) => name))
  for (const name of expected.keys()) if (!names.has(name)) return { name, entry: null }
  for (const entry of entries) {
    const part = expected.get(entry.name)
    if (!part) return { name: entry.name, entry: null }
    // A part of another size is not unpacked as a whole: it may be made to fill the memory.
    if (part.bytes !== entry.bytes) return { name: entry.name, entry }
    const own = digest()
    try {
      for (const piece of unpackPieces(entry)) own.add(piece)
    } catch {
      return { name: entry.name, entry: null }
    }
    if (hexOf(own.end()) !== hexOf(part.digest.end())) return { name: entry.name, entry }
  }
  return entries.length === expected.size ? null : LIST
}
