import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from './connect'
import { usageDays } from './metering-schema'
import { seriesOfDays } from './overview-rows'
import { days } from './schema'
import { seriesOfUsage } from './usage-rows'

let server: TestServer
let ledger: Connection

const usage = (day: string, service: string, requests: bigint, chargeNano: bigint) => ({
  ...{ chainId: 1, day, scope: 'service' as const, key: '', service, requests, chargeNano },
  ...{ inputUnits: 100n, outputUnits: 20n, covered: 0n, listNano: chargeNano },
})
const flow = (day: string, metric: string, key: string, value: bigint) => ({ chainId: 1, day, metric, key, value })

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('usage_rows')
  await ledger.db.insert(usageDays).values([
    usage('2026-10-04', 'speech', 1n, 10n),
    usage('2026-10-05', 'speech', 2n, 20n),
    usage('2026-10-05', 'scraping', 4n, 40n),
    usage('2026-11-01', 'speech', 8n, 80n),
    // Outside the span, another account, another chain.
    usage('2026-11-02', 'speech', 16n, 160n),
    { ...usage('2026-10-05', 'speech', 32n, 320n), scope: 'account', key: '0x1' },
    { ...usage('2026-10-05', 'speech', 64n, 640n), chainId: 2 },
  ])
  await ledger.db
    .insert(days)
    .values([
      flow('2026-10-04', 'burned', '', 1n),
      flow('2026-10-05', 'burned', '', 2n),
      flow('2026-10-11', 'burned', '', 4n),
      flow('2026-10-12', 'distributed', 'burn', 8n),
      flow('2026-10-12', 'loaded', '', 16n),
    ])
})
afterAll(() => server.stop())

const SPAN = { from: '2026-10-04', until: '2026-11-02' }
const ofServices = { scope: 'service', key: '' } as const

test('a day and a service is one row with every amount', async () => {
  expect(await seriesOfUsage(ledger.db, 1, ofServices, 'day', { from: '2026-10-05', until: '2026-10-06' })).toEqual([
    {
      ...{ start: '2026-10-05', service: 'scraping', requests: 4n, inputUnits: 100n, outputUnits: 20n },
      ...{ covered: 0n, chargeNano: 40n, listNano: 40n },
    },
    {
      ...{ start: '2026-10-05', service: 'speech', requests: 2n, inputUnits: 100n, outputUnits: 20n },
      ...{ covered: 0n, chargeNano: 20n, listNano: 20n },
    },
  ])
})

test('only what is asked for is read', async () => {
  const read = await seriesOfUsage(ledger.db, 1, { scope: 'account', key: '0x1' }, 'day', SPAN, ['requests'])
  expect(read).toEqual([{ start: '2026-10-05', service: 'speech', requests: 32n }])
})

test('weeks begin on Monday, also the one that begins before the span; the span itself is not widened', async () => {
  expect(await seriesOfUsage(ledger.db, 1, ofServices, 'week', SPAN, ['requests', 'chargeNano'])).toEqual([
    { start: '2026-09-28', service: 'speech', requests: 1n, chargeNano: 10n },
    { start: '2026-10-05', service: 'scraping', requests: 4n, chargeNano: 40n },
    { start: '2026-10-05', service: 'speech', requests: 2n, chargeNano: 20n },
    { start: '2026-10-26', service: 'speech', requests: 8n, chargeNano: 80n },
  ])
})

test('months are those of the calendar', async () => {
  expect(await seriesOfUsage(ledger.db, 1, ofServices, 'month', SPAN, ['requests'])).toEqual([
    { start: '2026-10-01', service: 'scraping', requests: 4n },
    { start: '2026-10-01', service: 'speech', requests: 3n },
    { start: '2026-11-01', service: 'speech', requests: 8n },
  ])
})

test('flows by week, of the metrics that are asked for', async () => {
  expect(await seriesOfDays(ledger.db, 1, ['burned', 'distributed'], 'week', SPAN)).toEqual([
    { start: '2026-09-28', metric: 'burned', key: '', value: 1n },
    { start: '2026-10-05', metric: 'burned', key: '', value: 6n },
    { start: '2026-10-12', metric: 'distributed', key: 'burn', value: 8n },
  ])
})

test('flows by day and by month', async () => {
  expect(await seriesOfDays(ledger.db, 1, ['burned'], 'day', SPAN)).toEqual([
    { start: '2026-10-04', metric: 'burned', key: '', value: 1n },
    { start: '2026-10-05', metric: 'burned', key: '', value: 2n },
    { start: '2026-10-11', metric: 'burned', key: '', value: 4n },
  ])
  expect(await seriesOfDays(ledger.db, 1, ['burned'], 'month', SPAN)).toEqual([
    { start: '2026-10-01', metric: 'burned', key: '', value: 7n },
  ])
})

test('a span without a day has no steps', async () => {
  expect(await seriesOfDays(ledger.db, 1, ['burned'], 'week', { from: '2026-11-01', until: '2026-10-01' })).toEqual([])
})
