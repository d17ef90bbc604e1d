import type { Connection, PoolClient } from 'pg'

/** Bytes a message: large enough to cost nothing, small enough not to be held twice. */
const CHUNK = 256 * 1_024

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
/** Text inside PostgreSQL's text format of `COPY`, where a tab ends a column and a line break a row. */
export const copyText = (text: string): string => text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char)

/** What the driver calls while `COPY … FROM STDIN` runs. It has no class of its own for that. */
class CopyIn {
  constructor(
    private readonly statement: string,
    private readonly data: Buffer,
    private readonly done: (error: Error | null) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.statement)
  }

  handleCopyInResponse(
    connection: Connection & { sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void },
  ) {
    for (let start = 0; start < this.data.length; start += CHUNK) {
      connection.sendCopyFromChunk(this.data.subarray(start, start + CHUNK))
    }
    connection.endCopyFrom()
  }

  /** The driver tells this query nothing more after an error. */
  handleError(error: Error): void {
    this.done(error)
  }

  handleReadyForQuery(): void {
    this.done(null)
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
}

/** Runs `COPY … FROM STDIN` with rows in PostgreSQL's text format: tabs between columns, a line each, `\N` for null. */
export function copyIn(client: PoolClient, statement: string, rows: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = new CopyIn(statement, Buffer.from(rows), (error) => (error ? reject(error) : resolve()))
    client.query(copy)
  })
}
