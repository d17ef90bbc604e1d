import { stringToHex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { ensurePartition } from '../db/partitions'
import { AVAILABILITY_CURVE } from '../domain/curve'
import type { Month } from '../domain/month'
import { LAUNCH_PRICING } from '../domain/price'
import { replayed } from '../domain/replay'
import { updatePrices } from './prices'
import { replayUsage } from './replay'
import { accountAt, addEvent, receipt } from './testing/small-market'
import { UsageWriter } from './writer'

const CHAIN = 31_337
const MONTH = '2026-10' as Month
/** Twelve hours before the month: prices begin, so that the first of them are before it. */
const START = new Date('2026-09-30T12:00:00Z')
const HOURS = 72
const hour = (n: number) => new Date(START.getTime() + n * 3_600_000)
const SERVICES = ['tide-pool', 'blue-surge'] as const
const rate = (service: string, times = 1n) => ({
  ...{ service, inputNanoUsd: 2_000_001n * times, outputNanoUsd: 4_000_003n * times, unit: 1_000n },
})

let server: TestServer
let c: Connection
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('replay_prices')
  for (const month of ['2026-09', '2026-10']) await ensurePartition(c.db, 'probes', month as Month)
  await addEvent(c.pool, CHAIN, 'Parameters', 'PhaseSet', { phase: 2 }, hour(-9))
  const rates = SERVICES.map((service) => ({
    ...{ service: stringToHex(service, { size: 32 }), inputNanoUsd: '2000001', outputNanoUsd: '4000003', unit: 1_000 },
  }))
  await addEvent(c.pool, CHAIN, 'Parameters', 'RatesSet', { version: '1', rates }, hour(-9))
  const pricing = Object.fromEntries(Object.entries(LAUNCH_PRICING).map(([name, value]) => [name, Number(value)]))
  await addEvent(c.pool, CHAIN, 'Parameters', 'PricingSet', { version: '1', pricing }, hour(-9))
  for (let n = 0; n <= HOURS; n += 1) await oneHour(n)
}, 240_000)
afterAll(() => server?.stop())

/** Reports of three to five providers of one service, none of the other in some hours; another rule of prices from hour 40 on. */
async function oneHour(n: number): Promise<void> {
  if (n === 40) {
    const pricing = Object.fromEntries(Object.entries(LAUNCH_PRICING).map(([name, value]) => [name, Number(value)]))
    const next = { version: '2', pricing: { ...pricing, stepDivisor: 4 } }
    await addEvent(c.pool, CHAIN, 'Parameters', 'PricingSet', next, hour(n))
  }
  for (const [i, service] of SERVICES.entries()) {
    if (i === 1 && n % 7 > 3) continue
    for (let one = 0; one < 3 + (n % 3); one += 1) {
      await c.pool.query(
        `insert into capacity_reports (chain_id, service, provider, at, capacity, queued, reporter, received_at)
         values ($1, $2, $3, $4, $5, $6, 'gw', $4)`,
        [CHAIN, service, `0x${one}`, hour(n), 10_000, (n * 977 * (i + 1)) % 12_000],
      )
    }
  }
  await updatePrices({ db: c.db, chainId: CHAIN, at: hour(n) })
  const use = (who: number, service: (typeof SERVICES)[number], units: bigint) => ({
    gateway: 'gw',
    input: receipt(`${n} ${who} ${service}`, {
      ...{ account: accountAt(who), service, inputUnits: units, outputUnits: units / 3n },
      ...{ startedAt: new Date(hour(n).getTime() + 60_000), endedAt: new Date(hour(n).getTime() + 61_000) },
    }),
  })
  await c.pool.query(
    `insert into meters (chain_id, account, charged_nano, overage, updated_at)
    select $1, unnest($2::text[]), 0, true, now() on conflict do nothing`,
    [CHAIN, [1, 2, 3].map(accountAt)],
  )
  const batch = [use(1, 'tide-pool', 1_111n), use(2, 'blue-surge', 777n), use(3, 'tide-pool', 13n)]
  const done = await new UsageWriter(c.db, CHAIN).write(batch, new Date(hour(n).getTime() + 120_000))
  expect(done.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
}

const replay = async (change: Parameters<typeof replayUsage>[3]) => {
  const { entries, receipts } = await replayUsage(c.db, CHAIN, MONTH, change)
  return { ...replayed(entries), receipts }
}

test('the prices that were in force reproduce the month’s charges to the nano-USD, over a change of the rules', async () => {
  const { rows } = await c.pool.query<{ nano: string; n: number }>(
    `select sum(charge_nano)::text as nano, count(*)::int as n from receipts where month = '2026-10-01' and charge_nano > 0`,
  )
  const same = await replay({})
  expect(same).toMatchObject({ off: 0n, affected: 0, receipts: rows[0]?.n })
  expect(same.real).toBe(BigInt(rows[0]?.nano ?? '0'))
  expect(same.next).toBe(same.real)
  const { rows: factors } = await c.pool.query<{ n: number }>(
    'select count(distinct factor)::int as n from service_prices',
  )
  expect(factors[0]?.n, 'the prices moved').toBeGreaterThan(20)
})

test('a list price twice as high is a charge twice as high, but for each receipt’s rounding', async () => {
  const twice = await replay({ rates: [rate('tide-pool', 2n), rate('blue-surge')] })
  expect(twice.off).toBe(0n)
  const [tide, blue] = ['tide-pool', 'blue-surge'].map((name) => twice.parts.find((part) => part.name === name))
  expect(blue?.next).toBe(blue?.real)
  expect(tide?.next ?? 0n).toBeGreaterThan(((tide?.real ?? 0n) * 199n) / 100n)
  expect(tide?.next ?? 0n).toBeLessThanOrEqual((tide?.real ?? 0n) * 2n + 2_000n)
  expect(twice.accounts.map(({ account }) => account)).toEqual([accountAt(1), accountAt(3)])
})

test('a service that leaves the card is charged nothing', async () => {
  const without = await replay({ rates: [rate('tide-pool')] })
  expect(without.parts.find(({ name }) => name === 'blue-surge')).toMatchObject({ next: 0n })
  expect(without.accounts).toHaveLength(1)
})

test('prices that cannot move are the list times what availability makes of it', async () => {
  const still = { ...LAUNCH_PRICING, minFactor: 1_000_000n, maxFactor: 1_000_000n }
  const held = await replay({ pricing: still })
  expect(held.off).toBe(0n)
  expect(held.affected).toBeGreaterThan(0)
})

test('a curve twice as steep where few serve is dearer', async () => {
  const dearer = await replay({ availability: AVAILABILITY_CURVE.map(({ x }) => ({ x, y: 1_300_000n })) })
  expect(dearer.off).toBe(0n)
  expect(dearer.next).toBeGreaterThan(dearer.real)
})
