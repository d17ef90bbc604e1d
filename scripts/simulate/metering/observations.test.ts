import { sql } from 'drizzle-orm'
import type { Address } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../../../lib/db/connect'
import { listJobHours, listMinutesValid } from '../../../lib/db/reward-source-rows'
import { startTestServer, type TestServer } from '../../testing/database'
import type { SimulatedReceipt } from './batch'
import { ensureProbeMonths, insertJobs, insertProbed } from './observations'

const CHAIN = 31_337
const UNTIL = new Date('2026-11-01T06:00:00Z')
const FROM = new Date('2026-10-31T06:00:00Z')
const ALWAYS_UP: Address = '0x00000000000000000000000000000000000000b1'
const AWAY: Address = '0x00000000000000000000000000000000000000b2'
let server: TestServer
let c: Connection

beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('observations')
})
afterAll(() => server.stop())

test('three probers see each provider in every minute of a day, except while it was away', async () => {
  const from = new Date('2026-10-31T23:30:00Z')
  const probing = {
    from: FROM,
    until: UNTIL,
    outages: [{ provider: AWAY, from, until: new Date('2026-11-01T00:30:00Z') }],
  }
  await ensureProbeMonths(c.db, probing)
  await insertProbed(c.db, CHAIN, probing, [ALWAYS_UP, AWAY])
  const { rows } = await c.db.execute<{ n: number; timed: number }>(
    sql`select count(*)::int as n, count(ms)::int as timed from probes`,
  )
  expect(rows[0]).toEqual({ n: 2 * 3 * 1_440, timed: 3 * (1_440 + 1_380) })
  const valid = await listMinutesValid(c.db, { chainId: CHAIN, start: FROM, end: UNTIL }, 3)
  expect([valid.get(ALWAYS_UP)?.length, valid.get(AWAY)?.length]).toEqual([1_440, 1_380])
})

const receiptAt = (startedAt: Date, requestId: string) =>
  ({ provider: AWAY, service: 'speech', gateway: 'east', requestId, startedAt }) as SimulatedReceipt

test('jobs are the receipts of their hours; what is older than the last epoch is left out', async () => {
  const hour = new Date('2026-10-30T10:00:00Z')
  const minutes = [3, 3, 59].map((minute) => new Date(hour.getTime() + minute * 60_000))
  const receipts = minutes.map((at, i) => receiptAt(at, `r-${i}`))
  await insertJobs(c.db, CHAIN, [receiptAt(new Date('2026-10-18T23:00:00Z'), 'old'), ...receipts], UNTIL)
  const rows = await listJobHours(c.db, { chainId: CHAIN, start: new Date(0), end: UNTIL })
  expect(rows).toMatchObject([
    { provider: AWAY, service: 'speech', hour, requests: 3, errors: 0, goodMinutes: [3, 59] },
  ])
  expect(Object.values(rows[0]?.latencies ?? {}).reduce((sum, n) => sum + n, 0)).toBe(3)
})
