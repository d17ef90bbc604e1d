import { stringToHex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { verifyAudit } from '../db/audit-rows'
import type { Connection } from '../db/connect'
import { ensurePartition } from '../db/partitions'
import type { Month } from '../domain/month'
import { LAUNCH_PRICING } from '../domain/price'
import { freezePrice, unfreezePrice } from './freeze'
import { hourOf, updatePrices } from './prices'
import { addEvent, NOW, receipt } from './testing/small-market'
import { UsageWriter } from './writer'

const BY = '0x00000000000000000000000000000000000000aa'
let server: TestServer
let c: Connection
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('prices')
  await ensurePartition(c.db, 'probes', '2026-10' as Month)
})
afterAll(() => server?.stop())

let chains = 0
const hour = (n: number) => new Date(NOW.getTime() + n * 3_600_000)

/** A chain with a rate card of one service, 2,000,000 in and 4,000,000 out per 1,000. */
async function market() {
  chains += 1
  const chainId = chains
  const rates = [
    { service: stringToHex('tide-pool', { size: 32 }), inputNanoUsd: '2000000', outputNanoUsd: '4000000', unit: 1_000 },
  ]
  const pricing = Object.fromEntries(Object.entries(LAUNCH_PRICING).map(([name, value]) => [name, Number(value)]))
  await addEvent(c.pool, chainId, 'Parameters', 'RatesSet', { version: '1', rates }, hour(-100))
  await addEvent(c.pool, chainId, 'Parameters', 'PricingSet', { version: '1', pricing }, hour(-100))
  const report = async (at: Date, capacity: number, queued: number, providers = 5) => {
    for (let n = 0; n < providers; n += 1) {
      await c.pool.query(
        `insert into capacity_reports (chain_id, service, provider, at, capacity, queued, reporter, received_at)
         values ($1, 'tide-pool', $2, $3, $4, $5, 'gw', $3)`,
        [chainId, `0x${n}`, at, capacity, queued],
      )
    }
  }
  const update = async (at: Date) => (await updatePrices({ db: c.db, chainId, at }))[0]
  return { chainId, report, update }
}

test('the first price is the list price, and an hour has one price however often it is asked for', async () => {
  const { update, chainId } = await market()
  expect(await update(new Date(hour(0).getTime() + 61_000))).toEqual({
    chainId,
    service: 'tide-pool',
    at: hour(0),
    factor: 1_000_000n,
    availability: 1_000_000n,
    utilisation: null,
    served: 0n,
    queued: 0n,
    capacity: 0n,
    reporters: 0,
    healthy: 0,
    hold: 'old_data',
    ratesVersion: 1,
    pricingVersion: 1,
    listInput: 2_000_000n,
    listOutput: 4_000_000n,
    unit: 1_000n,
    input: 2_000_000n,
    output: 4_000_000n,
  })
  expect(await update(hour(0))).toBeUndefined()
  const { rows } = await c.pool.query('select 1 from service_prices where chain_id = $1', [chainId])
  expect(rows).toHaveLength(1)
})

test('nothing is priced before the ledger has a rate card', async () => {
  expect(await updatePrices({ db: c.db, chainId: 4_242, at: NOW })).toEqual([])
})

test('the factor follows the work of the last hour, receipts and queue, within its daily move', async () => {
  const { update, report, chainId } = await market()
  await update(hour(0))
  // 1,500 units served and 5 × 100 queued of 5 × 500: ρ = 0.8.
  await new UsageWriter(c.db, chainId).write(
    [{ gateway: 'gw', input: receipt('a', { startedAt: hour(0), endedAt: hour(0) }) }],
    hour(0),
  )
  await report(hour(1), 500, 100)
  expect(await update(hour(1))).toMatchObject({
    utilisation: 800_000n,
    factor: 1_062_500n,
    availability: 1_000_000n,
    hold: null,
    input: 2_125_000n,
  })
  // ρ above 1 counts as 1: 1.125 of 1.0625, then held by 1.25 of the factor a day ago.
  await report(hour(2), 10, 100)
  expect(await update(hour(2))).toMatchObject({ utilisation: 10_000_000n, factor: 1_195_312n })
  await report(hour(3), 10, 100)
  expect(await update(hour(3))).toMatchObject({ factor: 1_250_000n })
})

describe('the factor stays', () => {
  test.each([
    ['with fewer than three reporters, while few providers make it dearer', 'few_reporters', 2, 0, 1_150_000n],
    ['with data older than two hours', 'old_data', 5, -3, 1_000_000n],
    ['with reporters that have no capacity at all', 'few_reporters', 5, 0, 1_000_000n],
  ] as const)('%s', async (name, hold, providers, age, availability) => {
    const { update, report } = await market()
    await update(hour(0))
    await report(hour(1 + age), name.includes('no capacity') ? 0 : 100, 100, providers)
    expect(await update(hour(1))).toMatchObject({ hold, factor: 1_000_000n, availability })
  })

  test('while a hand holds it, with an entry in the audit log', async () => {
    const { update, report, chainId } = await market()
    await update(hour(0))
    const hand = { chainId, service: 'tide-pool', by: BY, now: hour(0.5) } as const
    await freezePrice(c.db, { ...hand, reason: 'A reporter was wrong.' })
    await report(hour(1), 100, 100)
    expect(await update(hour(1))).toMatchObject({ hold: 'frozen', factor: 1_000_000n })
    await unfreezePrice(c.db, { ...hand, now: hour(1.5), reason: 'Mended.' })
    await report(hour(2), 100, 100)
    expect(await update(hour(2))).toMatchObject({ hold: null, factor: 1_125_000n })
    const { rows } = await c.pool.query("select action, actor, detail ->> 'reason' as reason from audit order by seq")
    expect(rows).toEqual([
      { action: 'price.freeze', actor: BY, reason: 'A reporter was wrong.' },
      { action: 'price.unfreeze', actor: BY, reason: 'Mended.' },
    ])
    expect(await verifyAudit(c.db)).toMatchObject({ rows: 2, fault: null })
    await expect(unfreezePrice(c.db, { ...hand, now: hour(3), reason: 'Again.' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(() => freezePrice(c.db, { ...hand, reason: ' ' })).toThrow(
      expect.objectContaining({ code: 'REASON_REQUIRED' }),
    )
  })
})

test('once there are probes, a report counts only of a provider that one found alive in the last 15 minutes', async () => {
  const { update, report, chainId } = await market()
  await update(hour(0))
  await report(hour(1), 100, 0)
  const probe = (provider: string, at: Date, isValid: boolean) =>
    c.pool.query('insert into probes (chain_id, minute, provider, prober, is_valid) values ($1, $2, $3, $4, $5)', [
      chainId,
      at,
      provider,
      'p',
      isValid,
    ])
  for (const provider of ['0x0', '0x1', '0x2']) await probe(provider, hour(0.9), true)
  await probe('0x3', hour(0.9), false)
  await probe('0x4', hour(0.7), true)
  expect(await update(hour(1))).toMatchObject({ reporters: 3, capacity: 300n, availability: 1_100_000n })
})

test('an hour begins on the hour', () => {
  expect(hourOf(new Date('2026-10-10T10:59:59.999Z'))).toEqual(hour(0))
})
