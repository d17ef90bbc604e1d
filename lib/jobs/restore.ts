import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Client, escapeIdentifier, type PoolClient } from 'pg'
import { verifyAudit } from '../db/audit-rows'
import { countMigrations, insertLines, listKept, setSequence } from '../db/backup-rows'
import { connect, type Db } from '../db/connect'
import { migrate } from '../db/migrate'
import { ensurePartition, type Partitioned } from '../db/partitions'
import * as schema from '../db/schema'
import { parseMonth } from '../domain/month'
import { contentOf } from './backup'
import { BackupRefused, fileOf, type Manifest, type ManifestTable, verifyFiles } from './backup-folder'

async function ensurePartitions(db: Db, { tables }: Manifest): Promise<void> {
  for (const { name, parent } of tables) {
    if (parent === null) continue
    const month = parseMonth(name.slice(parent.length + 1).replace('_', '-'))
    if (!month) throw new BackupRefused(`${name} is no month of ${parent}.`)
    await ensurePartition(db, parent as Partitioned, month)
  }
}

async function requireEmpty(client: PoolClient): Promise<void> {
  for (const { name } of await listKept(client)) {
    const { rowCount } = await client.query(`select from ${escapeIdentifier(name)} limit 1`)
    if (rowCount !== 0) throw new BackupRefused(`The database is not empty: ${name} has rows. Nothing was changed.`)
  }
}

async function restoreTable(client: PoolClient, folder: string, table: ManifestTable): Promise<void> {
  const unpacked = createReadStream(fileOf(folder, table.name)).pipe(createGunzip())
  await insertLines(client, table.name, createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY }))
  const { rows, content } = await contentOf(client, table.name)
  if (rows !== table.rows) throw new BackupRefused(`${table.name} has ${rows} rows, and ${table.rows} were kept.`)
  if (content !== table.content) throw new BackupRefused(`The rows of ${table.name} are not the ones that were kept.`)
}

/**
 * Puts a backup into a database that holds nothing of it, in one transaction, and compares every table with the snapshot it was taken of:
 * count and hash of its rows, and the audit log up to the head that was kept. Brings the database to this code's schema first.
 */
export async function restoreBackup(db: Db, folder: string): Promise<Manifest> {
  const manifest = await verifyFiles(folder)
  await migrate(db)
  await ensurePartitions(db, manifest)
  const client = await db.$client.connect()
  let isOk = false
  try {
    await client.query('begin')
    if ((await countMigrations(client)) < manifest.migrations) {
      throw new BackupRefused('The backup was taken by a newer release than this one.')
    }
    await requireEmpty(client)
    for (const table of manifest.tables) await restoreTable(client, folder, table)
    for (const sequence of manifest.sequences) await setSequence(client, sequence)
    const { fault } = await verifyAudit(drizzle(client, { schema }), { head: manifest.auditHead })
    if (fault) throw new BackupRefused(`The audit log is not whole: ${fault}.`)
    await client.query('commit')
    isOk = true
    return manifest
  } finally {
    client.release(!isOk)
  }
}

/** The same in a scratch database of the server behind `url`, which is dropped at the end, whatever came out. */
export async function drill(url: string, folder: string): Promise<Manifest> {
  const name = `cxpt_drill_${randomBytes(6).toString('hex')}`
  const admin = new Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query(`create database ${escapeIdentifier(name)} template template0`)
    const scratch = new URL(url)
    scratch.pathname = `/${name}`
    const { db, close } = connect(scratch.toString(), { max: 2, applicationName: 'cxpt-drill' })
    try {
      return await restoreBackup(db, folder)
    } finally {
      await close()
    }
  } finally {
    await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
    await admin.end()
  }
}
