import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Month } from '../domain/month'
import type { Connection } from './connect'
import { ensurePartition } from './partitions'
import { insertProbes, upsertJobHours } from './provider-rows'
import { listProvidersSeen, listRunningExclusions } from './provider-state-rows'

const CHAIN = 31_337
const NOW = new Date('2026-10-31T12:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const [UP, SILENT, WORKS, OLD] = ['0xa1', '0xb2', '0xc3', '0xd4'] as const

let server: TestServer
let c: Connection
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('provider_states')
  await ensurePartition(c.db, 'probes', '2026-10' as Month)
})
afterAll(() => server?.stop())

test('the last valid answer, the last probe and the last job of a day, and what is out for maintenance', async () => {
  const probe = (provider: `0x${string}`, minutes: number, isValid: boolean) => ({
    ...{ chainId: CHAIN, minute: ago(minutes), provider, prober: 'p', isValid, ms: isValid ? 9 : null },
  })
  await insertProbes(c.db, [probe(UP, 90, true), probe(UP, 5, true), probe(UP, 1, false), probe(SILENT, 30, false)])
  await insertProbes(c.db, [probe(OLD, 1_441, true)])
  const job = (provider: `0x${string}`, requests: number, errors: number) => ({
    ...{ chainId: CHAIN, hour: new Date('2026-10-31T10:00:00Z'), provider, service: 'tide-pool', gateway: 'g' },
    ...{ requests, errors, latencies: {}, goodMinutes: [] },
  })
  await upsertJobHours(c.db, [job(WORKS, 3, 1), job(SILENT, 2, 2)])
  const seen = new Map((await listProvidersSeen(c.db, CHAIN, NOW)).map((one) => [one.provider, one]))
  expect(seen.get(UP)).toMatchObject({ validAt: ago(5), probedAt: ago(1), servedAt: null })
  expect(seen.get(SILENT)).toMatchObject({ validAt: null, probedAt: ago(30), servedAt: null })
  expect(seen.get(WORKS)).toMatchObject({ probedAt: null, servedAt: new Date('2026-10-31T10:00:00Z') })
  expect(seen.has(OLD)).toBe(false)

  await c.pool.query(
    `insert into exclusions (chain_id, id, provider, from_time, until_time, announced_at, reason) values
     ($1, '1', $2, $3, $4, $3, 'New disks.'), ($1, '2', $2, $4, $5, $3, 'Later.')`,
    [CHAIN, UP, ago(10), ago(-10), ago(-20)],
  )
  expect(await listRunningExclusions(c.db, CHAIN, NOW)).toEqual([
    { provider: UP, until: ago(-10), reason: 'New disks.' },
  ])
})
