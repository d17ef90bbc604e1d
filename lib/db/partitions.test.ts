import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type Month, parseMonth } from '../domain/month'
import type { Connection } from './connect'
import { dropPartition, ensurePartition, partitionsOf } from './partitions'

let server: TestServer
let ledger: Connection
beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('partitions')
})
afterAll(() => server.stop())

const month = (text: string) => parseMonth(text) as Month
const probe = (minute: string) =>
  ledger.db.execute(
    sql`insert into probes (minute, chain_id, provider, prober, is_valid) values (${minute}, 1, '0x1', 'a', true)`,
  )

test('a month has a partition once, however many ask at the same time', async () => {
  await Promise.all(Array.from({ length: 5 }, () => ensurePartition(ledger.db, 'probes', month('2026-11'))))
  await ensurePartition(ledger.db, 'probes', month('2026-10'))
  await ensurePartition(ledger.db, 'receipts', month('2026-12'))
  expect(await partitionsOf(ledger.db, 'probes')).toEqual(['2026-10', '2026-11'])
  expect(await partitionsOf(ledger.db, 'receipts')).toEqual(['2026-12'])
})

test('the first and the last instant of a month fit, the one after does not', async () => {
  await probe('2026-10-01T00:00:00Z')
  await probe('2026-11-30T23:59:59.999Z')
  await expect(probe('2026-12-01T00:00:00Z')).rejects.toThrow()
})

test('dropping a month takes its rows only', async () => {
  await dropPartition(ledger.db, 'probes', month('2026-10'))
  await dropPartition(ledger.db, 'probes', month('2020-01'))
  const { rows } = await ledger.db.execute(sql`select count(*)::int as n from probes`)
  expect(rows).toEqual([{ n: 1 }])
  expect(await partitionsOf(ledger.db, 'probes')).toEqual(['2026-11'])
})
