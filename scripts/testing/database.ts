import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { type Connection, connect } from '../../lib/db/connect'
import { migrate } from '../../lib/db/migrate'
import { startPostgres } from '../platform/postgres'

export type TestServer = {
  /** A new database with the current schema. */
  open: (name: string) => Promise<Connection & { url: string }>
  /** A new database without any table. */
  openEmpty: (name: string) => Promise<Connection & { url: string }>
  /** Where a database that was opened is. */
  urlOf: (name: string) => string
  stop: () => Promise<void>
}

export type Throwaway = { urlOf: (database: string) => string; stop: () => Promise<void> }

/** The database whose copies have the current schema. */
const SCHEMA = 'schema_of_tests'
/** Where the server of a whole run is (scripts/testing/one-server.ts): the address of its first database. */
export const SERVER_VARIABLE = 'TEST_DATABASE_SERVER'

/** A real PostgreSQL in a folder that is deleted at the end, with the current schema to copy. Not durable, because it need not be. */
export async function startThrowaway(): Promise<Throwaway> {
  const folder = mkdtempSync(join(tmpdir(), 'cxpt-test-'))
  const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=300']
  const flags = settings.flatMap((setting) => ['-c', setting])
  const dataDir = join(folder, 'pg')
  const server = await startPostgres({ dataDir, logFile: join(folder, 'pg.log'), flags, isThrowaway: true })
  await onServer(server.urlOf('postgres'), `create database ${SCHEMA}`)
  const { db, close } = connect(server.urlOf(SCHEMA), { max: 2 })
  await migrate(db)
  await close()
  const stop = async () => {
    await server.stop('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
    rmSync(server.dataDir, { recursive: true, force: true })
  }
  return { urlOf: server.urlOf, stop }
}

async function onServer(url: string, statement: string): Promise<void> {
  const admin = new Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}

/** The server of the run, which stays when a file is done with it; without one (a benchmark) one of its own. */
async function findServer(): Promise<Throwaway> {
  const url = process.env[SERVER_VARIABLE]
  if (!url) return startThrowaway()
  const urlOf = (database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href
  return { urlOf, stop: async () => {} }
}

/** Databases for one test file on a real PostgreSQL, under names of their own. All are gone after `stop`. */
export async function startTestServer(): Promise<TestServer> {
  const server = await findServer()
  const own = randomBytes(4).toString('hex')
  const opened: { database: string; connection: Connection }[] = []
  const databaseOf = (name: string) => `${name}_${own}`
  const create = async (name: string, template: string) => {
    const database = databaseOf(name)
    await onServer(server.urlOf('postgres'), `create database ${database} template ${template}`)
    const url = server.urlOf(database)
    const connection = { ...connect(url, { max: 8 }), url }
    opened.push({ database, connection })
    return connection
  }
  const stop = async () => {
    // The databases first: a test that leaks a connection would hang below.
    for (const { database } of opened)
      await onServer(server.urlOf('postgres'), `drop database ${database} with (force)`)
    await Promise.all(opened.map(({ connection }) => (connection.pool.ended ? undefined : connection.close())))
    await server.stop()
  }
  return {
    open: (name) => create(name, SCHEMA),
    openEmpty: (name) => create(name, 'template0'),
    urlOf: (name) => server.urlOf(databaseOf(name)),
    stop,
  }
}
