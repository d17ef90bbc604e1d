/** Where a report lies: a folder, or files that a browser was given. */
export type ReportFiles = {
  list: () => Promise<readonly string[]>
  /** Its bytes, in pieces of any size. */
  read: (name: string) => AsyncIterable<Uint8Array>
}

/** Nothing more can be said of these files or this node; `message` is for a person. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** A whole file as text; bytes that are no UTF-8 throw. For files that are small. */
export async function textOf(files: ReportFiles, name: string): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let text = ''
  for await (const piece of files.read(name)) text += decoder.decode(piece, { stream: true })
  return text + decoder.decode()
}

export async function bytesOf(files: ReportFiles, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of files.read(name)) pieces.push(piece)
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
