import type { PoolClient } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from './connect'
import { copyIn } from './copy'

let server: TestServer
let database: Connection
let client: PoolClient

beforeAll(async () => {
  server = await startTestServer()
  database = await server.openEmpty('copy')
  client = await database.pool.connect()
})
afterAll(async () => {
  client.release()
  await server.stop()
})
beforeEach(() => client.query('drop table if exists t; create table t (n integer primary key, words text)'))

const COPY = 'copy t (n, words) from stdin'
const CHUNK = 5_000
/** Lines of several hundred KB, so that some are on their way when the server answers. */
function* chunks(count: number, before?: (chunk: number) => void): Generator<string> {
  for (let chunk = 0; chunk < count; chunk += 1) {
    before?.(chunk)
    yield Array.from({ length: CHUNK }, (_, i) => `${chunk * CHUNK + i}\t${'w'.repeat(60)}\n`).join('')
  }
}
const countRows = async () => (await client.query<{ n: number }>('select count(*)::int as n from t')).rows[0]?.n

test('chunks are one copy', async () => {
  await copyIn(client, COPY, chunks(5))
  expect(await countRows()).toBe(5 * CHUNK)
})

test('no chunk copies nothing', async () => {
  await copyIn(client, COPY, [])
  expect(await countRows()).toBe(0)
})

test('what fails while a chunk is made is the error, nothing was copied, and the connection goes on', async () => {
  const failing = chunks(5, (chunk) => {
    if (chunk === 3) throw new RangeError('no more lines')
  })
  await expect(copyIn(client, COPY, failing)).rejects.toThrow(new RangeError('no more lines'))
  expect(await countRows()).toBe(0)
  await copyIn(client, COPY, ['1\tone\n'])
  expect(await countRows()).toBe(1)
})

test('what the server refuses ends the copy: no further chunk is made, and the connection goes on', async () => {
  await client.query("insert into t values (1, 'is there')")
  let made = 0
  const endless = chunks(2_000, () => {
    made += 1
  })
  await expect(copyIn(client, COPY, endless)).rejects.toMatchObject({ code: '23505' })
  expect(made).toBeLessThan(2_000)
  expect(await countRows()).toBe(1)
})
