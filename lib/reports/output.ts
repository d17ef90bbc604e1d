import { createHash } from 'node:crypto'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { join } from 'node:path'

export type WrittenFile = { name: string; bytes: number; rows: number; sha256: string }

/** A file that is hashed as it grows. What is pushed waits until it is flushed; `end` gives its name and hash. */
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

/** Bytes that are hashed and written at once. */
const PIECE = 256 * 1024
/** UTF-8 needs three bytes at most for a unit of a string. */
const BYTES_A_UNIT = 3

/** Text becomes bytes as soon as it is pushed: kept as text it would outlive two collections, and fill the memory with what is old. */
class Pieces {
  private readonly hash = createHash('sha256')
  private piece = Buffer.allocUnsafe(PIECE)
  private used = 0
  private waiting: Buffer[] = []
  private bytes = 0

  push(piece: string | Uint8Array, encoding: 'utf8' | 'latin1' = 'utf8'): void {
    if (typeof piece !== 'string') this.pushBytes(Buffer.from(piece))
    else if (piece.length * BYTES_A_UNIT > PIECE) this.pushBytes(Buffer.from(piece, encoding))
    else {
      if (piece.length * BYTES_A_UNIT > PIECE - this.used) this.settle()
      this.used += this.piece.write(piece, this.used, encoding)
    }
  }

  /** What was pushed since the last time, but for less than a piece. */
  take(): Buffer[] {
    const taken = this.waiting
    this.waiting = []
    return taken
  }

  end(name: string): WrittenFile {
    this.settle()
    return { name, bytes: this.bytes, rows: 0, sha256: this.hash.digest('hex') }
  }

  private pushBytes(bytes: Buffer): void {
    this.settle()
    this.keep(bytes)
  }

  private settle(): void {
    if (this.used === 0) return
    this.keep(this.piece.subarray(0, this.used))
    this.piece = Buffer.allocUnsafe(PIECE)
    this.used = 0
  }

  private keep(bytes: Buffer): void {
    this.hash.update(bytes)
    this.bytes += bytes.length
    this.waiting.push(bytes)
  }
}

/** Hashes and forgets. */
export const intoNothing: Target = async (name) => {
  const pieces = new Pieces()
  return {
    push: (piece, encoding) => pieces.push(piece, encoding),
    flush: async () => {
      pieces.take()
    },
    end: async () => pieces.end(name),
    close: async () => {},
  }
}

/** Under another name until it is whole: nobody takes half a file for one. */
export const intoFolder =
  (dir: string): Target =>
  async (name) => {
    const path = join(dir, name)
    const [pieces, file] = [new Pieces(), await open(`${path}.part`, 'w')]
    let written = Promise.resolve()
    // Waits for what was handed over the time before, so that the next rows are made while these are written: two times are in memory at most.
    const flush = () => {
      const [before, taken] = [written, pieces.take()]
      written = before.then(() => writeEach(file, taken))
      // Told by the next flush, or by the end.
      written.catch(() => {})
      return before
    }
    return {
      push: (piece, encoding) => pieces.push(piece, encoding),
      flush,
      end: async () => {
        const whole = pieces.end(name)
        await flush()
        await written
        await rename(`${path}.part`, path)
        return whole
      },
      close: async () => {
        await written.catch(() => {})
        await file.close()
      },
    }
  }

async function writeEach(file: FileHandle, pieces: readonly Buffer[]): Promise<void> {
  for (const bytes of pieces) await writeAll(file, bytes)
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten
}
