import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startPostgres } from './postgres'

const folder = mkdtempSync(join(tmpdir(), 'cxpt-postgres-'))
const dataDir = join(folder, 'pg')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function query(url: string, text: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  return (await client.query(text).finally(() => client.end())).rows
}

test('rows are there after a clean stop, and after a kill', async () => {
  const first = await startPostgres({ dataDir })
  await query(first.url, 'create table kept (n int)')
  await query(first.url, 'insert into kept values (1)')
  expect(await first.stop()).toEqual({ code: 0, signal: null })

  const second = await startPostgres({ dataDir })
  await query(second.url, 'insert into kept values (2)')
  expect(await second.stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' })

  const third = await startPostgres({ dataDir })
  expect(await query(third.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])
  await third.stop()
})

test('it speaks UTC, listens on this machine only, and asks for the password', async () => {
  const server = await startPostgres({ dataDir })
  expect(await query(server.url, "select current_setting('timezone') as zone, inet_server_addr()::text as at")).toEqual(
    [{ zone: 'UTC', at: '127.0.0.1/32' }],
  )
  const wrong = server.url.replace('cxpt:cxpt', 'cxpt:wrong')
  await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed for user "cxpt"')
  await server.stop()
})

test('a second server on the same data is refused with its own words', async () => {
  const server = await startPostgres({ dataDir })
  await expect(startPostgres({ dataDir })).rejects.toThrow('lock file "postmaster.pid" already exists')
  await server.stop()
})
