import { type Address, zeroHash } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { listDemand } from '../db/reward-source-rows'
import { distributions, events, payments, prices } from '../db/schema'
import { DEMAND_CURVE } from '../domain/curve'
import type { Month } from '../domain/month'
import { closesAt } from '../domain/referral'
import { dateOf } from '../domain/time'
import { CXPT, USD } from '../domain/units'
import { demandOfHour, updateDemand } from './demand'
import { readLiability } from './liability'
import { spendingUpTo } from './month-assembly'
import { readMonthInputs } from './month-inputs'
import { computeMonth } from './month-rewards'
import { recompute } from './recompute'
import type { RunBasis } from './run-basis'
import { account, REWARDS } from './testing'
import { givenProbes, givenProvider, givenReceipts } from './testing-rows'

const SEPTEMBER = '2026-09' as Month
const DAY = 86_400n
/** 2026-09-10. */
const PAID = 1_788_998_400n
const [ANNA, BEN, CARL] = [account(1), account(2), account(3)]

let server: TestServer
let connection: Connection
let log = 0
const position = (at: bigint) => ({
  chainId: 31_337,
  blockNumber: at,
  logIndex: log++,
  blockTime: dateOf(at),
  txHash: zeroHash,
})
const pay = (who: Address, dollars: bigint, at: bigint) =>
  connection.db
    .insert(payments)
    .values({ ...position(at), kind: 'settled', account: who, usd: dollars * USD, amount: 1n, price: 1n })

beforeAll(async () => {
  server = await startTestServer()
  connection = await server.open('months')
  const { db } = connection
  await db.insert(prices).values({ ...position(PAID), kind: 'posted', price: 5n * 10n ** 16n })
  await db.insert(prices).values({ ...position(closesAt(SEPTEMBER) + 1n), kind: 'posted', price: 10n ** 18n })
  const split = { total: 10n, burn: 0n, operations: 0n, provider: 0n, splitVersion: 1 }
  await db.insert(distributions).values({ ...position(PAID), ...split, protocol: 1_000n * CXPT })
  await db.insert(distributions).values({ ...position(PAID + 40n * DAY), ...split, protocol: 9_000n * CXPT })
  const referred = { contract: 'Subscriptions', name: 'Referred', txIndex: 0, args: { user: ANNA, referrer: BEN } }
  await db.insert(events).values({ ...position(PAID - DAY), ...referred, addresses: [ANNA, BEN] })
  await pay(ANNA, 100n, PAID)
  await pay(ANNA, 40n, PAID + 40n * DAY)
  await pay(BEN, 200n, PAID)
  await pay(CARL, 3n, PAID - 40n * DAY)
})
afterAll(() => server?.stop())

const basis = <C extends 'referral' | 'loyalty'>(category: C, allocatable = 10_000n * CXPT): RunBasis<C> => ({
  format: 'cxpt-rewards',
  formatVersion: 1,
  chainId: 31_337,
  rewards: REWARDS,
  category,
  previous: { root: zeroHash, leaves: [] },
  block: '1',
  allocatable,
  total: 0n,
})
const read = (category: 'referral' | 'loyalty', allocatable?: bigint) =>
  readMonthInputs(connection.db, SEPTEMBER, basis(category, allocatable) as RunBasis<'referral'>)

test('a month is computed from the ledger at the price of its closing Monday', async () => {
  const reading = await read('referral')
  // 300 bps of $100 at $0.05.
  expect(reading).toMatchObject({ needed: 60n * CXPT, inputs: { price: '50000000000000000', closesAt: '1793577600' } })
  if (!reading) return
  const { leaves, root } = computeMonth(reading.inputs)
  expect(leaves.map((leaf) => [leaf.account.toLowerCase(), leaf.added])).toEqual([[BEN, 60n * CXPT]])
  expect(recompute(reading.inputs).root).toBe(root)
  // 50 bps of $100 and of $200.
  expect((await read('loyalty'))?.needed).toBe(30n * CXPT)
})

test('a month is owed before it closes: held, and so far the running one, at the price of now', async () => {
  const time = PAID + 45n * DAY
  const at = { db: connection.db, chainId: 31_337, rewards: REWARDS as Address, block: 1n, time }
  const [providers, referral, loyalty] = await readLiability(at)
  expect(providers).toMatchObject({ accrued: [], owed: 0n })
  expect(referral).toMatchObject({
    accrued: [
      { label: '2026-08', state: 'held', amount: 0n },
      { label: '2026-09', state: 'held', amount: 60n * CXPT },
      { label: '2026-10', state: 'running', amount: 24n * CXPT },
    ],
    owed: 84n * CXPT,
    free: 0n,
    missing: 84n * CXPT,
  })
  expect(loyalty?.accrued.map(({ amount }) => amount)).toEqual([0n, 30n * CXPT, 0n])
})

test('a credit note inside the hold takes back what the request earned; a later one does not', async () => {
  const note = {
    account: ANNA,
    provider: account(9),
    units: 0n,
    kind: 'credit_note',
    chargeNano: -50_000_000_001n,
  } as const
  await givenReceipts(connection, [{ ...note, id: 'late', at: closesAt(SEPTEMBER), refersTo: 'none' }])
  await givenReceipts(connection, [{ ...note, id: 'early', at: PAID + DAY, refersTo: 'none' }])
  const reading = await read('referral')
  const months = reading?.inputs.spending.find((one) => one.account === ANNA)?.months
  expect(months).toEqual([['2026-09', '49999999']])
})

test('the hold is that of the month whose request was corrected', () => {
  const paid = [{ account: ANNA, month: '2026-09', usd: 100n * USD }]
  const note = { account: ANNA, month: '2026-09', nano: 1n }
  const at = (seconds: bigint) => spendingUpTo(SEPTEMBER, paid, [{ ...note, receivedAt: dateOf(seconds) }])[0]?.months
  expect(at(closesAt(SEPTEMBER) - 1n)).toEqual([['2026-09', '99999999']])
  expect(at(closesAt(SEPTEMBER))).toEqual([['2026-09', '100000000']])
})

test('both categories together get no more than the month’s protocol share', async () => {
  await connection.pool.query('update distributions set protocol = 600 where protocol < $1', [
    (2_000n * CXPT).toString(),
  ])
  const [referral, loyalty] = [await read('referral'), await read('loyalty')]
  const [a, b] = [referral?.needed ?? 0n, loyalty?.needed ?? 0n]
  expect(a > 0n && b > 0n && a + b <= 600n && a + b >= 599n).toBe(true)
  expect(BigInt((await read('referral', 7n))?.inputs.pool ?? 0)).toBe(7n)
})

test('demand follows utilisation hour by hour, made up for once, and holds without reports', async () => {
  const start = 1_790_000_000n - (1_790_000_000n % 3_600n)
  await givenProvider(connection, account(7), start)
  await givenProbes(connection, account(7), start, start + 3_600n, ['paris'])
  await givenReceipts(connection, [{ id: 'load', account: ANNA, provider: account(7), units: 900n, at: start + 5n }])
  const report = "insert into capacity_reports values (31337, 'tide-pool', $1, $2, $3, 100, 'g1', now())"
  await connection.pool.query(report, [account(7), dateOf(start + 3_600n), 1_000])
  await connection.pool.query(report, [account(8), dateOf(start + 3_600n), 50_000])
  expect(await updateDemand({ db: connection.db, chainId: 31_337, hour: start })).toBe(1)
  expect(await updateDemand({ db: connection.db, chainId: 31_337, hour: start + 7_300n })).toBe(2)
  expect(await updateDemand({ db: connection.db, chainId: 31_337, hour: start })).toBe(0)
  const hours = await listDemand(connection.db, { chainId: 31_337, start: dateOf(start), end: dateOf(start + 10_800n) })
  // E' = floor((971,531 · .6 + 28,469 · 1) / 1e6) = .611387; capacity that nobody probed does not count.
  expect(hours.filter(({ service }) => service === 'tide-pool').map(({ demand }) => demand)).toEqual([
    '1037956',
    '1037956',
    '1037956',
  ])
})

test('D moves no further than .25 from the day before', () => {
  const hour = new Date('2026-09-02T00:00:00Z')
  const load = [{ service: 'tide-pool', served: 0n, queued: 90n, capacity: 10n }]
  const before = {
    service: 'tide-pool',
    hour: new Date('2026-09-01T00:00:00Z'),
    smoothed: 880_000n,
    demand: 1_200_000n,
  }
  const [first] = demandOfHour(hour, load, [before], DEMAND_CURVE)
  expect(first).toMatchObject({ utilisation: 9_000_000n, demand: 1_450_000n })
})
