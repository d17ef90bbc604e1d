import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'
import { verifyAudit } from '../db/audit-rows'
import { countMigrations, type KeptTable, listKept, readSequences, streamLines } from '../db/backup-rows'
import type { Db } from '../db/connect'
import * as schema from '../db/schema'
import { BackupRefused, fileOf, MANIFEST, type Manifest, type ManifestTable, PARTIAL } from './backup-folder'
import type { JobContext, Outcome } from './context'

export type Backup = { folder: string; manifest: Manifest }

/** Runs `read` in one snapshot of the database: whatever is written meanwhile, all tables are of one moment. */
export async function atOneMoment<T>(db: Db, read: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await db.$client.connect()
  let isOk = false
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const result = await read(client)
    await client.query('commit')
    isOk = true
    return result
  } finally {
    client.release(!isOk)
  }
}

/** Hash and number of the lines of a table, without writing them. */
export async function contentOf(client: PoolClient, table: string): Promise<{ rows: number; content: string }> {
  const counted = { rows: 0, hash: createHash('sha256') }
  for await (const _ of countedLines(client, table, counted));
  return { rows: counted.rows, content: counted.hash.digest('hex') }
}

async function* countedLines(client: PoolClient, table: string, counted: { rows: number; hash: Hash }) {
  for await (const lines of streamLines(client, table)) {
    const text = `${lines.join('\n')}\n`
    counted.rows += lines.length
    counted.hash.update(text)
    yield text
  }
}

async function writeTable(client: PoolClient, folder: string, { name, parent }: KeptTable): Promise<ManifestTable> {
  const path = fileOf(folder, name)
  const counted = { rows: 0, hash: createHash('sha256') }
  const target = createWriteStream(path, { mode: 0o600, flush: true })
  await pipeline(Readable.from(countedLines(client, name, counted)), createGzip(), target)
  const file = createHash('sha256')
  await pipeline(createReadStream(path), file)
  return { name, parent, rows: counted.rows, content: counted.hash.digest('hex'), file: file.digest('hex') }
}

/**
 * Writes everything that exists only here into a new folder below `to`. Until the last byte is there it carries another name: a process
 * that dies half way leaves no backup.
 */
export async function takeBackup(db: Db, to: string, now: Date): Promise<Backup> {
  const name = now.toISOString().replaceAll(':', '').replace(/\.\d+/, '')
  const [partial, folder] = [join(resolve(to), `${PARTIAL}${name}-${process.pid}`), join(resolve(to), name)]
  if (existsSync(folder)) throw new BackupRefused(`There is a backup of this second already: ${folder}.`)
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  try {
    const manifest = await atOneMoment(db, async (client): Promise<Manifest> => {
      const tables: ManifestTable[] = []
      for (const table of await listKept(client)) tables.push(await writeTable(client, partial, table))
      const { head } = await verifyAudit(drizzle(client, { schema }))
      const migrations = await countMigrations(client)
      // After the rows: a sequence may only be ahead of them.
      const sequences = await readSequences(client)
      return { format: 1, takenAt: now.toISOString(), migrations, auditHead: head, sequences, tables }
    })
    writeFileSync(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(partial, folder)
    return { folder, manifest }
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** `31 tables, 1,204 rows` */
export const sizeOf = ({ tables }: Manifest): string =>
  `${tables.length} tables, ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows`

/** Nightly. The folder should be one that leaves the machine. */
export async function backUp({ db, backupDir }: JobContext): Promise<Outcome> {
  if (!backupDir) return { say: 'off: BACKUP_DIR is not set' }
  const { manifest } = await takeBackup(db, backupDir, new Date())
  return { say: `kept ${sizeOf(manifest)}` }
}
