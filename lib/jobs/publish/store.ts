import { createHash } from 'node:crypto'

/** A second place for what must not be lost. Paths are ours: lower-case letters, digits, `-`, `.` and `/`. */
export type Store = {
  /** Where it is, without credentials. */
  place: string
  /** Whole or not at all: nobody ever reads a part. What lies there is replaced. */
  put: (path: string, bytes: Uint8Array) => Promise<void>
  /** Null when nothing lies there. */
  get: (path: string) => Promise<Uint8Array | null>
  /** Paths that begin so. */
  list: (prefix: string) => Promise<string[]>
}

export const sha256Of = (bytes: Uint8Array): `0x${string}` => `0x${createHash('sha256').update(bytes).digest('hex')}`
