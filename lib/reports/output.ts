import { join } from 'node:path'
import { HashedFile } from './hasher'

export type WrittenFile = { name: string; bytes: number; rows: number; sha256: string }

/** A file that is hashed as it grows. `flush` waits while too much of it is on its way; `end` gives its name and hash. */
export type Output = {
  /** `latin1` for text that is known to be ASCII: it is copied, not encoded. */
  push: (piece: string | Uint8Array, encoding?: 'utf8' | 'latin1') => void
  flush: () => Promise<void>
  end: () => Promise<WrittenFile>
  /** Lets go of it, ended or not. */
  close: () => Promise<void>
}

/** Opens a file by name. */
export type Target = (name: string) => Promise<Output>

async function outputOf(name: string, path: string | null): Promise<Output> {
  const file = await HashedFile.open(path)
  return {
    push: (piece, encoding = 'utf8') => file.push(piece, encoding),
    flush: () => file.settle(),
    end: async () => ({ name, rows: 0, ...(await file.end()) }),
    close: () => file.close(),
  }
}

/** Hashes and forgets. */
export const intoNothing: Target = (name) => outputOf(name, null)

/** Under another name until it is whole: nobody takes half a file for one. */
export const intoFolder =
  (dir: string): Target =>
  (name) =>
    outputOf(name, join(dir, name))
