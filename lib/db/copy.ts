import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Connection, PoolClient } from 'pg'

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
/** Text inside PostgreSQL's text format of `COPY`, where a tab ends a column and a line break a row. */
export const copyText = (text: string): string => text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char)

type CopyConnection = Connection & {
  sendCopyFromChunk: (chunk: Buffer) => void
  endCopyFrom: () => void
  sendCopyFail: (reason: string) => void
}

/** What the driver calls while `COPY … FROM STDIN` runs. It has no class of its own for that. */
class CopyIn {
  private isOver = false
  /** Why no more chunk could be made: what the caller is told instead of the server's words about it. */
  private cause: Error | null = null

  constructor(
    private readonly statement: string,
    private readonly chunks: Iterable<string>,
    private readonly done: (error: Error | null) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.statement)
  }

  handleCopyInResponse(connection: CopyConnection): void {
    void this.send(connection)
  }

  private async send(connection: CopyConnection): Promise<void> {
    try {
      for (const chunk of this.chunks) {
        if (this.isOver) return
        connection.sendCopyFromChunk(Buffer.from(chunk))
        // On its way before the next one is made.
        await nextTurn()
      }
    } catch (error) {
      this.cause = error instanceof Error ? error : new Error(String(error))
    }
    if (this.cause) connection.sendCopyFail(this.cause.message)
    else connection.endCopyFrom()
  }

  /** The driver tells this query nothing more after an error. */
  handleError(error: Error): void {
    this.isOver = true
    this.done(this.cause ?? error)
  }

  handleReadyForQuery(): void {
    this.isOver = true
    this.done(null)
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
}

/**
 * Runs `COPY … FROM STDIN` with rows in PostgreSQL's text format: tabs between columns, a line each, `\N` for null. Each of `chunks` holds
 * whole lines; while the database takes one in, the next is made. An error that making one throws is the error of this call, and nothing
 * was copied.
 */
export function copyIn(
  client: PoolClient,
  statement: string,
  chunks: readonly string[] | Generator<string>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = new CopyIn(statement, chunks, (error) => (error ? reject(error) : resolve()))
    client.query(copy)
  })
}
