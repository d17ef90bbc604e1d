import { createHash } from 'node:crypto'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { join } from 'node:path'

export type WrittenFile = { name: string; bytes: number; rows: number; sha256: string }

/** A file that is hashed as it grows. What is pushed waits until it is flushed; `end` gives its name and hash. */
export type Output = {
  push: (piece: string | Uint8Array) => void
  flush: () => Promise<void>
  end: () => Promise<WrittenFile>
  /** Lets go of it, ended or not. */
  close: () => Promise<void>
}

/** Opens a file by name. */
export type Target = (name: string) => Promise<Output>

/** Text is joined to pieces of about this many characters before it is hashed: one call a row would cost more than the row. */
const PIECE = 64 * 1024

class Pieces {
  private readonly hash = createHash('sha256')
  private text = ''
  private waiting: Buffer[] = []
  private bytes = 0

  push(piece: string | Uint8Array): void {
    if (typeof piece === 'string') {
      this.text += piece
      if (this.text.length >= PIECE) this.settle()
    } else {
      this.settle()
      this.keep(Buffer.from(piece))
    }
  }

  /** What was pushed since the last time. */
  take(): Buffer[] {
    const taken = this.waiting
    this.waiting = []
    return taken
  }

  end(name: string): WrittenFile {
    this.settle()
    return { name, bytes: this.bytes, rows: 0, sha256: this.hash.digest('hex') }
  }

  private settle(): void {
    if (this.text === '') return
    this.keep(Buffer.from(this.text))
    this.text = ''
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
    push: (piece) => pieces.push(piece),
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
    const flush = async () => {
      for (const bytes of pieces.take()) await writeAll(file, bytes)
    }
    return {
      push: (piece) => pieces.push(piece),
      flush,
      end: async () => {
        const written = pieces.end(name)
        await flush()
        await rename(`${path}.part`, path)
        return written
      },
      close: () => file.close(),
    }
  }

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten
}
