import { Worker } from 'node:worker_threads'

/** What the thread is asked; it answers in order. `path` null: hash and forget. */
type Ask =
  | { act: 'open'; id: number; path: string | null }
  | { act: 'add'; id: number; buffer: ArrayBuffer; length: number }
  | { act: 'end' | 'close'; id: number }
type Answer<T> = { value: T; failure?: undefined } | { failure: { message: string; code?: string } }
type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void }

/** The thread that hashes and writes, from the first file of this process on. It keeps the process only while it owes an answer. */
class Hasher {
  private waiting: Waiting[] = []
  private ids = 0

  private constructor(private readonly thread: Worker) {
    thread.unref()
    thread.on('message', (answer: Answer<never>) => this.settle(answer))
    thread.on('error', (error) => this.fail(error))
  }

  static running: Hasher | null = null

  static get(): Hasher {
    Hasher.running ??= new Hasher(new Worker(new URL('./hash-thread.mjs', import.meta.url), { execArgv: [] }))
    return Hasher.running
  }

  newId(): number {
    this.ids += 1
    return this.ids
  }

  ask<T>(ask: Ask): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) this.thread.ref()
      this.waiting.push({ resolve, reject })
      this.thread.postMessage(ask, ask.act === 'add' ? [ask.buffer] : [])
    })
  }

  private settle(answer: Answer<never>): void {
    const next = this.waiting.shift()
    if (this.waiting.length === 0) this.thread.unref()
    if (!answer.failure) next?.resolve(answer.value)
    else next?.reject(Object.assign(new Error(answer.failure.message), { code: answer.failure.code }))
  }

  /** It ended without having been told to: who waits is told, and the next file starts another. */
  private fail(error: Error): void {
    if (Hasher.running === this) Hasher.running = null
    for (const { reject } of this.waiting.splice(0)) reject(error)
  }
}

/** Bytes that are handed over at once. */
const PIECE = 256 * 1024
/** Pieces of one file on their way at most: with those at hand they bound the memory of a file to three megabytes. */
const UNDER_WAY = 8
/** Buffers that came back and are kept for the next file. */
const KEPT = 16

const free: ArrayBuffer[] = []

/** One file that is hashed, and written where it has a path, as it grows. */
export class HashedFile {
  private readonly hasher = Hasher.get()
  private readonly id = this.hasher.newId()
  private piece = newPiece()
  private used = 0
  private onTheirWay: Promise<void>[] = []

  private constructor() {}

  static async open(path: string | null): Promise<HashedFile> {
    const file = new HashedFile()
    await file.hasher.ask({ act: 'open', id: file.id, path })
    return file
  }

  /** Text becomes bytes as soon as it is pushed: kept as text it would outlive two collections, and fill the memory with what is old. */
  push(piece: string | Uint8Array, encoding: 'utf8' | 'latin1'): void {
    // UTF-8 needs three bytes at most for a unit of a string.
    const most = piece.length * (encoding === 'latin1' ? 1 : 3)
    if (typeof piece !== 'string') this.pushBytes(piece)
    else if (most > PIECE) this.pushBytes(Buffer.from(piece, encoding))
    else {
      if (most > PIECE - this.used) this.send()
      this.used += this.piece.write(piece, this.used, encoding)
    }
  }

  /** Waits until no more than `most` pieces are on their way. */
  async settle(most = UNDER_WAY): Promise<void> {
    while (this.onTheirWay.length > most) await this.onTheirWay.shift()
  }

  async end(): Promise<{ bytes: number; sha256: string }> {
    this.send()
    await this.settle(0)
    return this.hasher.ask({ act: 'end', id: this.id })
  }

  close(): Promise<void> {
    return this.hasher.ask({ act: 'close', id: this.id })
  }

  private pushBytes(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      if (this.used === PIECE) this.send()
      const part = bytes.subarray(from, from + PIECE - this.used)
      this.piece.set(part, this.used)
      this.used += part.length
      from += part.length
    }
  }

  private send(): void {
    if (this.used === 0) return
    const { buffer } = this.piece
    const sent = this.hasher.ask<ArrayBuffer>({ act: 'add', id: this.id, buffer, length: this.used }).then(keep)
    // Told by whoever settles next.
    sent.catch(() => {})
    this.onTheirWay.push(sent)
    this.piece = newPiece()
    this.used = 0
  }
}

function newPiece(): Buffer<ArrayBuffer> {
  return Buffer.from(free.pop() ?? new ArrayBuffer(PIECE))
}

function keep(buffer: ArrayBuffer): void {
  if (free.length < KEPT) free.push(buffer)
}
