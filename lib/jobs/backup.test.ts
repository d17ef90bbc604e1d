import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { raiseAlert } from '../db/alert-rows'
import { appendAudit } from '../db/audit-rows'
import type { Connection } from '../db/connect'
import { ensurePartition, partitionsOf } from '../db/partitions'
import type { Month } from '../domain/month'
import { SILENT } from '../indexer/log'
import { backUp, sizeOf, takeBackup } from './backup'
import { fileOf, findBackup, listBackups, MANIFEST } from './backup-folder'
import type { JobContext } from './context'
import { drill, restoreBackup } from './restore'
import { monthsToDrop, retain } from './retention'

let server: TestServer
let source: Connection & { url: string }
let folder: string
let context: JobContext

/** A drill makes a database and migrates it: slow where the disk is. */
vi.setConfig({ testTimeout: 180_000 })

const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour))
const NOV_15 = BigInt(Date.UTC(2026, 10, 15) / 1_000)

/** A probe a minute, more than are read at once, and one row of each awkward kind. */
async function fill({ db, pool }: Connection) {
  for (const month of ['2026-07', '2026-11'] as Month[]) await ensurePartition(db, 'probes', month)
  await pool.query(`insert into probes (chain_id, minute, provider, prober, is_valid, ms)
    select 31337, '2026-07-01T00:00:00Z'::timestamptz + n * interval '1 minute', '0xAb', 'p1', n % 2 = 0, n from generate_series(1, 5000) n`)
  await pool.query(`insert into probes values (31337, '2026-11-01T00:00:00Z', '0xab', 'p1', true, null)`)
  await pool.query(
    `insert into providers values (31337, '0xab', '0xac', $1, $2, 'https://x', now(), now(), now(), 's', null)`,
    ['line\nbreak, "quote", \\ and ü', ['text', 'a,b', 'c"d']],
  )
  await pool.query(
    `insert into reward_leaves values (31337, 'provider', '0x01', '0xab', ${'9'.repeat(60)}, 1, '{"f": 1.50, "a": null}')`,
  )
  await appendAudit(db, { actor: '0xab', action: 'key created', detail: { after: 'x' } })
  await appendAudit(db, { actor: '0xab', action: 'key revoked', detail: {} })
  await raiseAlert(db, { key: 'failed x', severity: 'info', say: 'x' })
  await pool.query("select setval('receipts_seq', 41)")
}

beforeAll(async () => {
  server = await startTestServer()
  source = await server.open('kept')
  folder = mkdtempSync(join(tmpdir(), 'cxpt-backup-'))
  await fill(source)
  const client = { getBlock: async () => ({ timestamp: NOV_15 }) }
  context = {
    db: source.db,
    client,
    deployment: { chainId: 31_337 },
    signers: {},
    log: SILENT,
  } as unknown as JobContext
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a drill restores every row into a scratch database, the same, and drops it', async () => {
  const { folder: backup, manifest } = await takeBackup(source.db, folder, at(1))
  expect(manifest.tables.find(({ name }) => name === 'probes_2026_07')).toMatchObject({ rows: 5_000, parent: 'probes' })
  expect(manifest.tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['audit', 'sent_transactions', 'settlements']),
  )
  expect(manifest.tables.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['sessions']))
  expect(sizeOf(await drill(source.url, backup))).toMatch(/^\d+ tables, 5006 rows$/)
  const { rows } = await source.pool.query("select from pg_database where datname like 'cxpt_drill_%'")
  expect(rows).toEqual([])
})

test('a restore fills an empty database and goes on counting where the sequences stood, and refuses a full one', async () => {
  const target = await server.openEmpty('restored')
  await restoreBackup(target.db, findBackup(folder))
  const of = async (text: string) =>
    [await source.pool.query(text), await target.pool.query(text)].map(({ rows }) => rows)
  for (const text of ['select * from providers', 'select * from reward_leaves', 'select * from audit order by seq']) {
    const [before, after] = await of(text)
    expect(after).toEqual(before)
  }
  expect((await target.pool.query("select nextval('receipts_seq') as n")).rows).toEqual([{ n: '42' }])
  await expect(restoreBackup(target.db, findBackup(folder))).rejects.toThrow('not empty')
})

test('a file that was changed, or is missing, is refused and named before anything is written', async () => {
  const { folder: backup } = await takeBackup(source.db, folder, at(2))
  const path = fileOf(backup, 'providers')
  const bytes = readFileSync(path)
  appendFileSync(path, 'x')
  await expect(drill(source.url, backup)).rejects.toThrow('The file of providers is not the one that was written')
  rmSync(path)
  await expect(drill(source.url, backup)).rejects.toThrow('The file of providers is missing')
  writeFileSync(path, bytes)
  const manifest = JSON.parse(readFileSync(join(backup, MANIFEST), 'utf8'))
  manifest.auditHead = 'f'.repeat(64)
  writeFileSync(join(backup, MANIFEST), JSON.stringify(manifest))
  await expect(drill(source.url, backup)).rejects.toThrow('The audit log is not whole')
  rmSync(backup, { recursive: true })
})

test('what fails half way, or died there, is no backup', async () => {
  const before = readdirSync(folder)
  await source.pool.query('create table zz_without_key (a int)')
  await expect(takeBackup(source.db, folder, at(3))).rejects.toThrow('zz_without_key has no primary key')
  await source.pool.query('drop table zz_without_key')
  expect(readdirSync(folder)).toEqual(before)
  const dead = join(folder, '.partial-2026-11-02T040000Z-1')
  mkdirSync(dead)
  writeFileSync(join(dead, MANIFEST), '{}')
  expect(listBackups(folder)).toEqual([findBackup(folder)])
})

test('rows written while it runs are in none of its tables or in all', async () => {
  const backup = takeBackup(source.db, folder, at(5))
  const writing = appendAudit(source.db, { actor: 'worker', action: 'meanwhile', detail: {} })
  await writing
  await drill(source.url, (await backup).folder)
})

test.each([
  [3, ['2026-06', '2026-07']],
  [4, ['2026-06']],
  [12, []],
])('in November, keeping %i whole months lets go of %j', (keep, gone) => {
  const months = ['2026-06', '2026-07', '2026-08', '2026-11'] as Month[]
  expect(monthsToDrop(months, NOV_15, keep)).toEqual(gone)
})

test('an old month goes only when the newest backup holds its very rows', async () => {
  expect((await retain(context)).say).toContain('receipts and probes stay')
  const kept = { ...context, retentionMonths: 3, backupDir: folder }
  await source.pool.query("update probes set ms = 7 where minute = '2026-07-01T00:05:00Z'")
  expect((await retain({ ...kept, backupDir: join(folder, 'nowhere') })).alarm).toContain('there is no backup')
  expect((await retain(kept)).alarm).toContain('does not hold their rows: probes_2026_07')
  expect(await partitionsOf(source.db, 'probes')).toContain('2026-07')
  expect((await backUp(kept)).say).toMatch(/^kept \d+ tables, \d+ rows$/)
  expect(await retain(kept)).toEqual({ say: '0 old rows forgotten, dropped: probes_2026_07' })
  expect(await partitionsOf(source.db, 'probes')).toEqual(['2026-11'])
  expect((await retain(kept)).say).toBe('0 old rows forgotten, no month is old enough to go')
  expect((await backUp(context)).say).toBe('off: BACKUP_DIR is not set')
})
