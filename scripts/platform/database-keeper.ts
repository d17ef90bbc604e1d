import { rmSync } from 'node:fs'
import { Client } from 'pg'
import { databaseFolder, type Postgres, startPostgres } from './postgres'
import { sayEnding } from './process'

export type DatabaseOptions = {
  dataDir: string
  port: number
  logFile: string
  onStart: (running: Postgres) => void
  say: (line: string) => void
}

const MOST_ENDS = 5

/** The embedded database of a running platform, started again when it dies. */
export class DatabaseKeeper {
  private running: Postgres | null = null
  private isStopping = false
  private ends = 0
  /** Settles only when it cannot be kept running, with the reason. */
  readonly failed: Promise<Error>
  private fail: (reason: Error) => void = () => {}

  constructor(private readonly options: DatabaseOptions) {
    this.failed = new Promise((resolve) => {
      this.fail = resolve
    })
  }

  async start(): Promise<string> {
    const { dataDir, port, logFile, onStart } = this.options
    this.running = await startPostgres({ dataDir, port, logFile })
    onStart(this.running)
    this.watch(this.running)
    return this.running.url
  }

  private async watch(running: Postgres) {
    const ending = await running.ended
    if (this.isStopping) return
    const reason = sayEnding(running, ending)
    if (++this.ends >= MOST_ENDS) return this.fail(new Error(`The database ended ${MOST_ENDS} times. ${reason}`))
    this.options.say(`The database has stopped and is started again. ${reason}`)
    await this.start().catch((error: unknown) => this.fail(error instanceof Error ? error : new Error(String(error))))
  }

  /** An empty database: a new chain has nothing to do with the ledger of the old one. */
  async empty(): Promise<void> {
    if (!this.running) return
    const client = new Client({ connectionString: this.running.urlOf('postgres') })
    await client.connect()
    try {
      await client.query('drop database if exists cxpt with (force)')
      await client.query('create database cxpt')
    } finally {
      await client.end()
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true
    await this.running?.stop()
  }
}

/** Forgets the database for good. */
export function removeDatabase(dataDir: string) {
  rmSync(databaseFolder(dataDir), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
}
