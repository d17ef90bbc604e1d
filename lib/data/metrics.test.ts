import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GET } from '@/app/api/v1/metrics/[id]/route'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import type { Connection } from '../db/connect'
import { sumBalances } from '../db/overview-rows'
import { HOLDER_BUCKETS, HOLDERS } from '../domain/buckets'
import { movedDay } from '../domain/day-step'
import { METRIC_IDS } from '../domain/metrics'
import { dateOf, secondsOf } from '../domain/time'
import { problemOf } from '../errors/say'
import { rollbackTo } from '../indexer/rollback'
import { runIndexer } from '../indexer/run'
import { readActivityHistory } from '../metrics/activity-history'
import { activityAt } from '../metrics/activity-input'
import { readLedgerHistory } from '../metrics/ledger-history'
import { ledgerAt, readMetricInput } from '../metrics/ledger-input'
import { atBlock, atEndBefore } from '../metrics/metric-point'
import { metricSchema, seriesSchema } from './api/public-endpoints'
import { BalanceSheet } from './ledger-sums'
import { getMetric, getMetrics, type Metric, type MetricSeries } from './metrics'
import { dayOf, type Snapshot } from './snapshot'
import { addActivity } from './testing/activity'

const CHAIN_ID = 31_337
const DAY = 86_400
const PRICER = 6
/** Days of traffic, more than a window; in their middle everything happens again. */
const DAYS = 36
const NO_ROLLOVER = { reason: 'not asked' }

let server: TestServer
let chain: LedgerChain
/** The whole ledger, and one that is taken back. */
let whole: Connection
let taken: Connection
/** Times of all blocks, by number. */
const times: Date[] = []
let last = 0
const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis

beforeAll(async () => {
  const [started, local] = await Promise.all([startTestServer(), startLedgerChain()])
  server = started
  chain = local
  process.env.RPC_URL = chain.anvil.url
  const traffic = trafficOn(chain, 5)
  await traffic.begin()
  await traffic.everything()
  for (let day = 0; day < DAYS; day += 1) {
    await chain.send(PRICER, 'PriceOracle', 'post', [50_000_000_000_000_000n])
    await (day === DAYS / 2 ? traffic.everything() : traffic.round(6))
    await chain.mine(DAY)
  }
  whole = await server.open('whole')
  taken = await server.open('taken')
  for (const { db } of [whole, taken]) {
    await runIndexer({ db, client: chain.client, deployment: chain.deployment, once: true })
    await addActivity(db, CHAIN_ID)
  }
  last = Number(await chain.client.getBlockNumber())
  for (let number = 0; number <= last; number += 1) {
    const { timestamp } = await chain.client.getBlock({ blockNumber: BigInt(number) })
    times.push(dateOf(timestamp))
  }
  shared.cxptDatabase = whole
}, 400_000)
afterAll(async () => {
  delete shared.cxptDatabase
  await chain?.stop()
  await server?.stop()
})

const timeOf = (block: number): Date => times[block] ?? new Date(Number.NaN)
const snapshotAt = (connection: Connection, block: number, isPast: boolean): Snapshot => {
  const time = timeOf(block)
  return { db: connection.db, chainId: CHAIN_ID, block: BigInt(block), time, headTime: time, isPast }
}

async function inputsAt(at: Snapshot) {
  const point = atBlock(at.time)
  const { headTime, ...ledger } = await readMetricInput(at)
  const { pointsOutstanding, ...activity } = activityAt(
    await readActivityHistory(at, [point], true),
    point,
    NO_ROLLOVER,
  )
  return { ledger, window: activity.window, utilisation: activity.utilisation }
}

/** What the table of balances says, which no sum of days is part of. */
async function balancesOf({ db }: Connection) {
  const sheet = new BalanceSheet(await sumBalances(db, CHAIN_ID))
  const held = HOLDERS.map((holder) =>
    HOLDER_BUCKETS[holder].reduce((sum, bucket) => sum + sheet.of(bucket), sheet.of('donations', holder)),
  )
  return { held, dead: sheet.of('dead'), burned: sheet.of('burned'), credits: sheet.of('vault_credits') }
}

test('at every third block the ledger says what one rolled back to that block says', { timeout: 400_000 }, async () => {
  let withWindow = 0
  for (let block = last; block >= chain.deployment.startBlock; block -= 3) {
    const { number, hash, parentHash, timestamp } = await chain.client.getBlock({ blockNumber: BigInt(block) })
    await rollbackTo(taken.db, CHAIN_ID, { number, hash, parentHash, timestamp })
    const rolledBack = await inputsAt(snapshotAt(taken, block, false))
    expect(await inputsAt(snapshotAt(whole, block, true)), `block ${block}`).toEqual(rolledBack)
    const { balances, totalSupply, credits } = rolledBack.ledger
    const { held, dead, burned, credits: outstanding } = await balancesOf(taken)
    expect([balances.treasury, balances.rewards, balances.vault], `block ${block}`).toEqual(held)
    expect([balances.dead, 10n ** 27n - totalSupply, credits.outstanding]).toEqual([dead, burned, outstanding])
    if (rolledBack.window) withWindow += 1
  }
  expect(withWindow).toBeGreaterThan(10)
})

test('a point at the end of a day says what the last block before it says, its window what the next day says', async () => {
  const [first, end] = [dayOf(timeOf(chain.deployment.startBlock)), dayOf(timeOf(last))]
  const points = []
  for (let day = movedDay(first, 1); day <= end; day = movedDay(day, 1)) points.push(atEndBefore(day))
  const history = await readLedgerHistory(snapshotAt(whole, last, false), points)
  for (const point of points) {
    const next = times.findIndex((time) => time >= point.time)
    const { time, emissionVested, window, headTime, ...ledger } = ledgerAt(history, point)
    const before = await readMetricInput(snapshotAt(whole, next - 1, true))
    expect({ ...before, ...ledger }, point.until).toEqual(before)
    expect(time).toBe(secondsOf(point.time))
    expect(emissionVested).toBeGreaterThanOrEqual(before.emissionVested)
    const after = dayOf(timeOf(next)) === point.until ? await readMetricInput(snapshotAt(whole, next, true)) : null
    if (after) expect(window).toEqual(after.window)
  }
  expect(points.length).toBeGreaterThan(DAYS)
})

test('what users and providers did in a window, against the rows themselves', async () => {
  const first = dayOf(timeOf(chain.deployment.startBlock))
  const block = times.findIndex((time) => dayOf(time) >= movedDay(first, 30))
  const { window } = await inputsAt(snapshotAt(whole, block, true))
  const [until, from] = [dayOf(timeOf(block)), movedDay(dayOf(timeOf(block)), -30)]
  const rows = async <T extends object>(query: string): Promise<T[]> =>
    (await whole.pool.query(`${query} between '${from}T00:00:00Z' and '${movedDay(until, -1)}T23:59:59.999Z'`)).rows
  const claimed = await rows<{ at: Date; proposed: Date }>(
    `select c.block_time as at, (select min(block_time) from roots p where p.root = r.root and p.step = 'proposed') as proposed
     from claims c join roots r on r.category = c.category and r.step = 'accepted' and r.total = c.cumulative
     where c.category = 'provider' and c.block_time`,
  )
  // The first Monday of the chain is the day it begins on: an epoch ends there, and one every week from then.
  const week = 7 * DAY * 1_000
  const monday = (time: Date) => Math.floor((time.getTime() - 4 * DAY * 1_000) / week) * week + 4 * DAY * 1_000
  const lags = claimed.map(({ at, proposed }) => BigInt((at.getTime() - monday(proposed)) / 1_000))
  expect(lags.length).toBeGreaterThan(0)
  expect([...(window?.lags ?? [])].sort()).toEqual(lags.sort())
  const grown = await rows<{ wei: string; roots: string }>(
    `select sum(greatest(from_pool + from_emission, 0)) as wei, count(*) as roots from roots
     where category = 'provider' and step = 'accepted' and block_time`,
  )
  expect(window?.earned?.reduce((sum, wei) => sum + wei, 0n)).toBe(BigInt(grown[0]?.wei ?? 0))
  expect(window?.online).toEqual({ added: BigInt(grown[0]?.wei ?? 0), minutes: 10_080n * BigInt(grown[0]?.roots ?? 0) })
  const days = await rows<{ n: string }>(`select count(distinct day) as n from bucket_days where day`)
  const n = BigInt(days[0]?.n ?? 0)
  expect(window?.services.map(({ service, units, requests }) => [service, units, requests])).toEqual([
    ['speech', 2_500n * n, 3n * n],
    ['tide-pool', 1_500n * n, 3n * n],
  ])
  expect(window?.refusals).toEqual(['overage_off', 'PRICE_ABOVE_MAX'].map((reason) => ({ reason, count: n })))
  const paid = await rows<{ usd: string; plans: string }>(
    `select sum(usd) as usd, sum(usd) filter (where kind = 'charged') as plans from payments where block_time`,
  )
  expect([window?.paidUsd, window?.planUsd]).toEqual([BigInt(paid[0]?.usd ?? 0), BigInt(paid[0]?.plans ?? 0)])
})

const one = async (id: string, query: Record<string, string> = {}) => (await getMetric(id, query)) as Metric
const series = async (id: string, query: Record<string, string>) => (await getMetric(id, query)) as MetricSeries

describe('asked', () => {
  test('without a block: every metric, and a reason for each null', async () => {
    const all = (await getMetrics()) as Metric[]
    expect(all.map(({ id }) => id)).toEqual(METRIC_IDS)
    for (const metric of all) {
      expect(metricSchema.parse(metric)).toEqual(metric)
      expect(metric.block).toBe(last)
      expect(metric.value === null, metric.id).toBe(metric.reason !== undefined)
    }
    expect((await one('points_outstanding')).value).toBe('77')
    expect((await one('retention')).value).toMatch(/^\d/)
  })

  test('at a block with everything in its window: null is only what cannot be known', async () => {
    const first = dayOf(timeOf(chain.deployment.startBlock))
    const block = times.findIndex((time) => dayOf(time) >= movedDay(first, 30))
    const all = (await getMetrics({ at: String(block) })) as Metric[]
    expect(all.filter(({ value }) => value === null).map(({ id }) => id)).toEqual([
      'revenue_deferred',
      'treasury_runway',
      'points_outstanding',
      'rollover_outstanding',
      // Plans of 30 days, and three more to renew.
      'retention',
      'indexer_lag',
      'reconciliation_wei',
    ])
  })

  test('a time is the last block at or before it', async () => {
    for (const block of [20, Math.floor(last / 2), last - 1]) {
      const byBlock = await one('circulating', { at: String(block) })
      expect(byBlock).toMatchObject({ block, asOf: timeOf(block).toISOString() })
      expect(await one('circulating', { at: timeOf(block).toISOString() })).toEqual(byBlock)
      const later = new Date(timeOf(block + 1).getTime() - 1_000)
      expect(await one('circulating', { at: later.toISOString() })).toEqual(byBlock)
    }
  })

  test('the newest block by its number is the newest block', async () => {
    expect(await getMetrics({ at: String(last) })).toEqual(
      ((await getMetrics()) as Metric[]).map((metric) =>
        metric.id === 'rollover_outstanding'
          ? expect.objectContaining({ value: null, reason: 'Known for the latest block only.' })
          : metric,
      ),
    )
  })

  test('what is known of the newest block only says so', async () => {
    const reasons = ['indexer_lag', 'points_outstanding', 'rollover_outstanding'].map(
      async (id) => (await one(id, { at: String(last - 1) })).reason,
    )
    expect(await Promise.all(reasons)).toEqual([
      'How far the ledger trailed is known for its latest block only.',
      'Known for the latest block only.',
      'Known for the latest block only.',
    ])
  })

  test('steps: null before the first day, the running one marked, the others as the ledger was', async () => {
    const first = dayOf(timeOf(chain.deployment.startBlock))
    const answer = await series('burned', { from: movedDay(first, -2), step: 'day' })
    expect(seriesSchema.parse(answer)).toEqual(answer)
    const { points, step, block } = answer
    expect({ step, block }).toEqual({ step: 'day', block: last })
    expect(points.slice(0, 2).map(({ value, reason }) => ({ value, reason }))).toEqual(
      [1, 2].map(() => ({ value: null, reason: `The ledger begins on ${first}.` })),
    )
    expect(points[2]).toMatchObject({ start: first, at: `${movedDay(first, 1)}T00:00:00.000Z`, isComplete: true })
    const newest = points.at(-1)
    const { value } = await one('burned')
    expect(newest).toEqual({
      start: dayOf(timeOf(last)),
      at: timeOf(last).toISOString(),
      isComplete: false,
      block: last,
      value,
    })
    const middle = points[Math.floor(points.length / 2)]
    const before = times.findLastIndex((time) => time < new Date(middle?.at ?? 0))
    expect(middle?.value).toBe((await one('burned', { at: String(before) })).value)
    expect(points.filter(({ isComplete }) => !isComplete)).toHaveLength(1)
  })

  test('weeks begin on Monday, months on the first, and all metrics can be asked at once', async () => {
    const weeks = await series('gross_burn', { from: '2026-04-01', to: '2026-04-15', step: 'week' })
    expect(weeks.points.map(({ start }) => start)).toEqual(['2026-03-30', '2026-04-06', '2026-04-13'])
    const months = (await getMetrics({
      from: '2026-04-01T12:00:00Z',
      to: '2026-05-01',
      step: 'month',
    })) as MetricSeries[]
    expect(months.map(({ id }) => id)).toEqual(METRIC_IDS)
    expect(months[0]?.points.map(({ start }) => start)).toEqual(['2026-04-01', '2026-05-01'])
  })
})

describe('refused, with the field', () => {
  const refusal = async (query: Record<string, string>, id?: string) => {
    const answer = id ? getMetric(id, query) : getMetrics(query)
    const problem = problemOf(
      await answer.then(
        () => null,
        (error: unknown) => error,
      ),
    )
    return [problem.status, problem.code, problem.errors?.map(({ field }) => field).join() ?? '']
  }

  test.each([
    [{ at: '-1' }, 400, 'BAD_INPUT', 'at'],
    [{ at: '' }, 400, 'BAD_INPUT', 'at'],
    [{ at: '1.5' }, 400, 'BAD_INPUT', 'at'],
    [{ at: '0x10' }, 400, 'BAD_INPUT', 'at'],
    [{ at: '2026-04-01' }, 400, 'BAD_INPUT', 'at'],
    [{ at: '2026-04-01T00:00:00' }, 400, 'BAD_INPUT', 'at'],
    [{ at: '2026-13-01T00:00:00Z' }, 400, 'BAD_INPUT', 'at'],
    [{ at: '999999999' }, 404, 'METRIC_AHEAD', 'at'],
    [{ at: '2999-01-01T00:00:00Z' }, 404, 'METRIC_AHEAD', 'at'],
    [{ at: '0' }, 404, 'METRIC_BEFORE', 'at'],
    [{ at: '2020-01-01T00:00:00Z' }, 404, 'METRIC_BEFORE', 'at'],
    [{ at: '20', from: '2026-04-01' }, 400, 'BAD_INPUT', 'at'],
    [{ step: 'day' }, 400, 'BAD_INPUT', 'from'],
    [{ to: '2026-04-01' }, 400, 'BAD_INPUT', 'from'],
    [{ from: 'yesterday' }, 400, 'BAD_INPUT', 'from'],
    [{ from: '2026-02-30' }, 400, 'BAD_INPUT', 'from'],
    [{ from: '2026-04-02', to: '2026-04-01' }, 400, 'BAD_INPUT', 'from'],
    [{ from: '2026-04-01', step: 'hour' }, 400, 'BAD_INPUT', 'step'],
    [{ from: '0001-01-01', to: '2026-04-01' }, 400, 'METRIC_POINTS', 'to'],
    [{ from: '2026-03-30', step: 'day' }, 400, 'METRIC_POINTS', 'from'],
  ])('%o', async (query, status, code, field) => {
    expect(await refusal(query as Record<string, string>)).toEqual([status, code, field])
  })

  test('a thousand points are served, one more is not', async () => {
    const from = movedDay(dayOf(timeOf(last)), -999)
    expect((await series('burned', { from })).points).toHaveLength(1_000)
    expect(await refusal({ from: movedDay(from, -1) }, 'burned')).toEqual([400, 'METRIC_POINTS', 'from'])
  })

  test('over HTTP: JSON for everybody, and a problem that says what is wrong', async () => {
    const ask = (query: string) =>
      GET(new Request(`http://console.test/api/v1/metrics/burned?${query}`), {
        params: Promise.resolve({ id: 'burned' }),
      })
    const answer = await ask(`at=${last}`)
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
    expect(await answer.json()).toMatchObject({ id: 'burned', block: last, unit: 'wei' })
    const problem = await ask('from=2026-04-01&step=hour')
    expect([problem.status, problem.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    expect(await problem.json()).toMatchObject({ errors: [{ field: 'step', say: 'must be day, week or month' }] })
  })

  test('a metric that is not there', async () => {
    expect(await refusal({}, 'toString')).toEqual([404, 'METRIC_NOT_FOUND', ''])
  })
})
