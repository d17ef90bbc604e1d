import { Inflate } from 'fflate'

export type ZipEntry = { name: string; bytes: number; packed: Uint8Array }

const [END, ENTRY] = [0x06054b50, 0x02014b50]
const [END_BYTES, ENTRY_BYTES, LOCAL_BYTES] = [22, 46, 30]
const DEFLATED = 8

/** The files of a zip by its directory; null when it is not one as the workbook is written. */
export function entriesOf(zip: Uint8Array): ZipEntry[] | null {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = zip.length - END_BYTES
  if (end < 0 || view.getUint32(end, true) !== END) return null
  const count = view.getUint16(end + 10, true)
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i += 1) {
    if (at + ENTRY_BYTES > zip.length || view.getUint32(at, true) !== ENTRY) return null
    if (view.getUint16(at + 10, true) !== DEFLATED) return null
    const [packed, bytes] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ]
    const local = view.getUint32(at + 42, true)
    if (local + LOCAL_BYTES > zip.length) return null
    const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    entries.push({
      name: new TextDecoder().decode(zip.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + name)),
      bytes,
      packed: zip.subarray(start, start + packed),
    })
    at += ENTRY_BYTES + name + extra + comment
  }
  return entries
}

/** Packed bytes handed over at once: bounds what is unpacked at once. */
const PIECE = 16 * 1024

/** Unpacks piece by piece, each when it is asked for. */
export function* unpackPieces({ packed }: ZipEntry): Generator<Uint8Array> {
  let pieces: Uint8Array[] = []
  const inflate = new Inflate((bytes) => pieces.push(bytes))
  for (let at = 0; at < packed.length; at += PIECE) {
    inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length)
    yield* pieces
    pieces = []
  }
}
