import type { Digest } from '../../domain/sha256'
import { hexOf } from '../data-root'
import type { PartWriter } from '../xlsx/zip-parts'
import { entriesOf, unpack } from './zip'

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

/** The first part of the workbook that is not as expected; null when all are there and nothing else is. What is packed how does not matter. */
export function firstOtherPart(zip: Uint8Array, expected: Parts, digest: () => Digest): string | null {
  const entries = entriesOf(zip)
  if (!entries) return 'its list of parts'
  const names = new Set(entries.map(({ name }) => name))
  for (const name of expected.keys()) if (!names.has(name)) return name
  for (const entry of entries) {
    const part = expected.get(entry.name)
    // A part of another size is not unpacked: it may be made to fill the memory.
    if (!part || part.bytes !== entry.bytes) return entry.name
    const own = digest()
    try {
      unpack(entry, own.add)
    } catch {
      return entry.name
    }
    if (hexOf(own.end()) !== hexOf(part.digest.end())) return entry.name
  }
  return entries.length === expected.size ? null : 'its list of parts'
}
