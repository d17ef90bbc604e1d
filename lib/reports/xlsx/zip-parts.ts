import { strToU8, Zip, ZipDeflate } from 'fflate'

/** Where the parts of a workbook go, one after the other. */
export type PartWriter = { part: (name: string) => (text: string, isLast: boolean) => void; end: () => void }

/**
 * The earliest time that a zip can carry, in whatever zone: the format has none, and it is read back as it was written. With it and a
 * compressor in JavaScript the same rows are the same bytes on every machine.
 */
const NO_TIME = () => new Date(1980, 0, 1)
/** A file is a sixth larger than at 6, and takes half the time. */
const LEVEL = 3

/** Files as a zip, one after the other. */
export function zipFiles(write: (bytes: Uint8Array) => void): {
  file: (name: string) => (bytes: Uint8Array, isLast: boolean) => void
  end: () => void
} {
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    write(bytes)
  })
  return {
    file: (name) => {
      const entry = new ZipDeflate(name, { level: LEVEL })
      entry.mtime = NO_TIME()
      zip.add(entry)
      return (bytes, isLast) => entry.push(bytes, isLast)
    },
    end: () => zip.end(),
  }
}

/** Parts as a zip. */
export function zipParts(write: (bytes: Uint8Array) => void): PartWriter {
  const zip = zipFiles(write)
  return {
    part: (name) => {
      const push = zip.file(name)
      return (text, isLast) => push(strToU8(text), isLast)
    },
    end: zip.end,
  }
}
