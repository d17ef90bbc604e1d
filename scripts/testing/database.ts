import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { type Connection, connect } from '../../lib/db/connect'
import { migrate } from '../../lib/db/migrate'
import { startPostgres } from '../platform/postgres'

export type TestServer = {
  /** A new database of this server with the current schema; `template` copies another one of this server. */
  open: (name: string) => Promise<Connection & { url: string }>
  /** A new database without any table. */
  openEmpty: (name: string) => Promise<Connection & { url: string }>
  urlOf: (name: string) => string
  pid: number
  stop: () => Promise<void>
}

/** A PostgreSQL of its own for one test file: real, in a folder that is deleted at the end. Not durable, because it need not be. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cxpt-test-'))
  const flags = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'].flatMap((flag) => ['-c', flag])
  const dataDir = join(folder, 'pg')
  const server = await startPostgres({ dataDir, logFile: join(folder, 'pg.log'), flags, isThrowaway: true })
  const opened: Connection[] = []
  const openEmpty = async (name: string) => {
    const admin = new Client({ connectionString: server.urlOf('postgres') })
    await admin.connect()
    await admin.query(`create database ${name}`)
    await admin.end()
    const url = server.urlOf(name)
    const connection = { ...connect(url, { max: 8 }), url }
    opened.push(connection)
    return connection
  }
  const open = async (name: string) => {
    const connection = await openEmpty(name)
    await migrate(connection.db)
    return connection
  }
  const stop = async () => {
    // The server first: a test that leaks a connection hangs below, and must not leave a process behind.
    await server.stop('SIGQUIT')
    await Promise.all(opened.map((connection) => (connection.pool.ended ? undefined : connection.close())))
    rmSync(folder, { recursive: true, force: true })
    rmSync(server.dataDir, { recursive: true, force: true })
  }
  return { open, openEmpty, urlOf: server.urlOf, pid: server.pid, stop }
}
