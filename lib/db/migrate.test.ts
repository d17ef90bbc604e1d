import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { connect } from './connect'
import { migrate } from './migrate'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('the migrations produce exactly the schema: generating again adds no file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cxpt-migrations-'))
  cpSync(join(ROOT, 'lib/db/migrations'), folder, { recursive: true })
  const before = readdirSync(folder)
  const out = execFileSync(
    process.execPath,
    [
      'node_modules/drizzle-kit/bin.cjs',
      'generate',
      '--dialect=postgresql',
      '--schema=./lib/db/*schema.ts',
      `--out=${relative(ROOT, folder)}`,
    ],
    { cwd: ROOT, encoding: 'utf8' },
  )
  expect(out).toContain('No schema changes')
  expect(readdirSync(folder)).toEqual(before)
  rmSync(folder, { recursive: true })
})

test('four processes that migrate at once leave every migration applied once', async () => {
  const first = await server.openEmpty('at_once')
  const connections = [first, ...Array.from({ length: 3 }, () => connect(server.urlOf('at_once')))]
  await Promise.all(connections.map(({ db }) => migrate(db)))
  const { rows } = await first.pool.query('select count(*)::int as n from drizzle.__drizzle_migrations')
  const migrations = readdirSync(join(ROOT, 'lib/db/migrations')).filter((name) => name.endsWith('.sql'))
  expect(rows).toEqual([{ n: migrations.length }])
  await Promise.all(connections.slice(1).map(({ close }) => close()))
})

test('migrating a current database changes nothing and releases the lock', async () => {
  const { db, pool } = await server.open('again')
  await migrate(db)
  const { rows } = await pool.query(
    "select count(*)::int as n from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
  )
  expect(rows).toEqual([{ n: 0 }])
})
