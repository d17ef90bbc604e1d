import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { random } from '../../scripts/testing/traffic'
import { type Connection, connect } from '../db/connect'
import { setOverage } from '../db/metering-account-rows'
import { issueKey } from './keys'
import type { ReceiptInput } from './receipt-input'
import { accountAt, addEvent, addPeriod, addPrice, NOW, openMarket, receipt } from './testing/small-market'
import { UsageWriter } from './writer'

let server: TestServer
let db: Connection & { url: string }
beforeAll(async () => {
  server = await startTestServer()
  db = await server.open('writer')
})
afterAll(() => server?.stop())

type Market = { chain: number; writer: UsageWriter }
let chains = 0
/** A chain of its own in the one database. */
async function market(phase = 2): Promise<Market> {
  chains += 1
  await openMarket(db.pool, chains, phase)
  return { chain: chains, writer: new UsageWriter(db.db, chains) }
}
const from = (gateway: string, ...inputs: ReceiptInput[]) => inputs.map((input) => ({ gateway, input }))
/** `$1` is the chain. */
const ask = async ({ chain }: Market, text: string) => (await db.pool.query(text, [chain])).rows
const meterOf = async (of: Market) =>
  (
    await ask(of, 'select charged_nano::text as charged, credit_nano::text as credit from meters where chain_id = $1')
  )[0]

describe('an account without a plan', () => {
  let c: Market
  beforeAll(async () => {
    c = await market()
  })

  test('pays for everything at the price in force at the start', async () => {
    await addPrice(db.pool, c.chain, 'tide-pool', NOW, 20_000n, 40_000n)
    const results = await c.writer.write(from('gw', receipt('a'), receipt('b', { startedAt: NOW })), NOW)
    expect(results).toEqual([
      { requestId: 'a', status: 'accepted', chargeNano: 4_000n, coveredInput: 0n, coveredOutput: 0n },
      { requestId: 'b', status: 'accepted', chargeNano: 40_000n, coveredInput: 0n, coveredOutput: 0n },
    ])
    expect(await meterOf(c)).toEqual({ charged: '44000', credit: '0' })
  })

  test('is answered as before when a request is sent again, and refused when it is another under the same id', async () => {
    const writer = c.writer
    const again = await writer.write(from('gw', receipt('a'), receipt('c'), receipt('c')), NOW)
    expect(again.map(({ status }) => status)).toEqual(['duplicate', 'accepted', 'duplicate'])
    expect(again[0]).toEqual({
      requestId: 'a',
      status: 'duplicate',
      chargeNano: 4_000n,
      coveredInput: 0n,
      coveredOutput: 0n,
    })
    const other = await writer.write(from('gw', receipt('a', { outputUnits: 501n })), NOW)
    expect(other).toEqual([{ requestId: 'a', status: 'refused', code: 'REQUEST_ID_TAKEN' }])
    const elsewhere = await writer.write(from('gw-2', receipt('a')), NOW)
    expect(elsewhere).toMatchObject([{ status: 'accepted' }])
  })

  test('is not charged above maxPrice', async () => {
    const [refused, taken] = await c.writer.write(
      from('gw', receipt('m1', { maxPrice: 3_999n }), receipt('m2', { maxPrice: 4_000n })),
      NOW,
    )
    expect(refused).toEqual({ requestId: 'm1', status: 'refused', code: 'PRICE_ABOVE_MAX' })
    expect(taken).toMatchObject({ status: 'accepted', chargeNano: 4_000n })
  })

  test('is charged on the day of an API key of its own only', async () => {
    const owner = { owner: accountAt(1) } as const
    const { prefix } = await issueKey(db.db, owner, { name: 'k', scopes: ['use'] }, NOW)
    const results = await c.writer.write(
      from(
        'gw',
        receipt('k1', { apiKey: prefix }),
        receipt('k2', { apiKey: prefix, account: accountAt(2) }),
        receipt('k3', { apiKey: 'cxk_aaaaaaaa' }),
      ),
      NOW,
    )
    expect(results.map((r) => ('code' in r ? r.code : r.status))).toEqual([
      'accepted',
      'API_KEY_WRONG',
      'API_KEY_WRONG',
    ])
    expect(await ask(c, `select requests::int, charge_nano::int from key_days where $1::int > 0`)).toEqual([
      { requests: 1, charge_nano: 4_000 },
    ])
  })
})

test('a request that began in one month and is sent again with a start in the next is the same id', async () => {
  const c = await market()
  const start = new Date('2026-10-31T23:59:59Z')
  const now = new Date('2026-11-01T00:00:10Z')
  const first = receipt('x', { startedAt: start, endedAt: now })
  expect(await c.writer.write(from('gw', first), now)).toMatchObject([{ status: 'accepted' }])
  const moved = { ...first, startedAt: new Date('2026-11-01T00:00:01Z') }
  expect(await c.writer.write(from('gw', moved, first), now)).toEqual([
    { requestId: 'x', status: 'refused', code: 'REQUEST_ID_TAKEN' },
    { requestId: 'x', status: 'duplicate', chargeNano: 4_000n, coveredInput: 0n, coveredOutput: 0n },
  ])
})

test('a service without any price cannot be reported yet', async () => {
  const writer = new UsageWriter(db.db, 9_999)
  expect(await writer.write(from('gw', receipt('a')), NOW)).toEqual([
    { requestId: 'a', status: 'refused', code: 'PRICE_UNKNOWN' },
  ])
})

describe('phases before FULL', () => {
  test.each([
    ['TESTNET', 0, 'free_phase', 0],
    ['MAINNET', 1, 'phase', 2_000],
  ] as const)('in %s nothing is charged', async (_, phase, reason, price) => {
    const c = await market(phase)
    const [result] = await c.writer.write(from('gw', receipt('a')), NOW)
    expect(result).toMatchObject({ status: 'accepted', chargeNano: 0n })
    expect(await ask(c, 'select reason, price_input::int from receipts where chain_id = $1')).toEqual([
      { reason, price_input: price },
    ])
    expect(await ask(c, "select list_nano::int from usage_days where chain_id = $1 and scope = 'service'")).toEqual([
      { list_nano: 2_000 },
    ])
  })
})

describe('a plan', () => {
  const day = (n: number) => new Date(NOW.getTime() + n * 86_400_000)
  const at = (n: number, requestId: string, change: Partial<ReceiptInput> = {}) =>
    receipt(requestId, { startedAt: day(n), endedAt: day(n), ...change })

  test('covers output before input, rolled tokens before fresh ones, and charges the rest only with overage on', async () => {
    const c = await market()
    await addPeriod(db.pool, c.chain, { kind: 'subscribed', account: accountAt(1), plan: 1, index: 1, from: day(-31) })
    await addPeriod(db.pool, c.chain, { kind: 'renewed', account: accountAt(1), plan: 1, index: 2, from: day(-1) })
    const writer = c.writer
    // 1,000 fresh and 500 carried; 1,500 used of 1,500.
    expect(await writer.write(from('gw', at(0, 'a', { inputUnits: 100n, outputUnits: 500n })), day(0))).toMatchObject([
      { coveredInput: 100n, coveredOutput: 500n, chargeNano: 0n },
    ])
    expect(
      await ask(c, 'select from_rolled::int as r, from_fresh::int as f from receipts where chain_id = $1'),
    ).toEqual([{ r: 500, f: 100 }])
    expect(await writer.write(from('gw', at(0, 'b')), day(0))).toMatchObject([
      { coveredInput: 400n, coveredOutput: 500n, chargeNano: 0n },
    ])
    expect(await ask(c, "select reason from receipts where chain_id = $1 and request_id = 'b'")).toEqual([
      { reason: 'overage_off' },
    ])
    expect(await ask(c, 'select reason, priority, count::int from usage_refusals where chain_id = $1')).toEqual([
      { reason: 'overage_off', priority: 1, count: 1 },
    ])
    await setOverage(db.pool, c.chain, accountAt(1), true, day(0))
    expect(await writer.write(from('gw', at(0, 'c', { inputUnits: 1n })), day(0))).toMatchObject([
      { chargeNano: 2_002n },
    ])
    expect(await ask(c, 'select index, used::int from allowance_use where chain_id = $1 order by 1')).toEqual([
      { index: 2, used: 1_500 },
    ])
  })

  test('never covers speech, and leaves overage out of it', async () => {
    const c = await market()
    await addPeriod(db.pool, c.chain, { kind: 'subscribed', account: accountAt(1), plan: 1, index: 1, from: day(-1) })
    const [result] = await c.writer.write(
      from('gw', receipt('s', { service: 'speech', inputUnits: 90n, outputUnits: 0n })),
      NOW,
    )
    expect(result).toEqual({
      requestId: 's',
      status: 'accepted',
      coveredInput: 0n,
      coveredOutput: 0n,
      chargeNano: 180n,
    })
  })

  test.each([
    ['before its first second', -2, { coveredOutput: 0n, chargeNano: 4_000n }],
    ['in its first second', -1, { coveredOutput: 500n, chargeNano: 0n }],
    ['after its end, while it can be renewed', 0, { coveredOutput: 0n, chargeNano: 0n }],
    ['after the grace, when it is pay-per-use', 3, { coveredOutput: 0n, chargeNano: 4_000n }],
  ] as const)('%s', async (_, when, expected) => {
    const c = await market()
    await addPeriod(db.pool, c.chain, {
      kind: 'subscribed',
      account: accountAt(1),
      plan: 1,
      index: 1,
      from: day(-1),
      days: 1,
    })
    expect(await c.writer.write(from('gw', at(when, 'a')), day(when))).toMatchObject([expected])
  })

  test('that was upgraded has the allowance the chain gave it', async () => {
    const c = await market()
    await addPeriod(db.pool, c.chain, { kind: 'subscribed', account: accountAt(1), plan: 1, index: 1, from: day(-2) })
    const block = await addEvent(db.pool, c.chain, 'Subscriptions', 'Upgraded', { allowance: '1700' }, day(-1))
    await addPeriod(db.pool, c.chain, {
      kind: 'upgraded',
      account: accountAt(1),
      plan: 2,
      index: 1,
      from: day(-1),
      block,
    })
    const [result] = await c.writer.write(from('gw', at(0, 'a', { inputUnits: 9_000n, outputUnits: 0n })), day(0))
    expect(result).toMatchObject({ coveredInput: 1_700n, chargeNano: 0n })
  })
})

describe('many writers', () => {
  const draw = random(11)
  const inputs = Array.from({ length: 2_000 }, (_, n) =>
    receipt(`r${n}`, {
      account: accountAt(draw(6)),
      inputUnits: BigInt(draw(50)),
      outputUnits: BigInt(draw(50)),
      startedAt: new Date(NOW.getTime() - 1_000 - draw(5)),
    }),
  )
  const totals = async (of: Market) => ({
    meters: await ask(of, 'select account, charged_nano::text from meters where chain_id = $1 order by 1'),
    use: await ask(of, 'select account, index, used::text from allowance_use where chain_id = $1 order by 1, 2'),
    allowanceDays: await ask(
      of,
      'select account, index, day::text, rolled::text, fresh::text from allowance_days where chain_id = $1 order by 1, 2, 3',
    ),
    days: await ask(
      of,
      'select scope, key, requests::int, input_units::int, output_units::int, covered::int, list_nano::text from usage_days where chain_id = $1 order by 1, 2',
    ),
  })
  const prepare = async () => {
    const c = await market()
    for (const n of [0, 1])
      await addPeriod(db.pool, c.chain, {
        kind: 'subscribed',
        account: accountAt(n),
        plan: n + 1,
        index: 1,
        from: new Date('2026-10-01T00:00:00Z'),
      })
    return c
  }

  test('of eight processes with the same accounts, in any order and each batch twice, add up to one serial run', async () => {
    const [serial, crowd] = [await prepare(), await prepare()]
    await serial.writer.write(from('gw', ...inputs), NOW)
    const writers = Array.from({ length: 8 }, () => connect(db.url, { max: 2 }))
    await Promise.all(
      writers.map(async (connection, w) => {
        const writer = new UsageWriter(connection.db, crowd.chain)
        for (let part = 0; part < 8; part += 1) {
          // Writers 2k and 2k + 1 send the same quarter, one of them backwards.
          const share = inputs.filter((_, n) => n % 4 === Math.floor(w / 2) && Math.floor(n / 4) % 8 === part)
          await writer.write(from('gw', ...(w % 2 ? share.toReversed() : share)), NOW)
        }
      }),
    )
    await Promise.all(writers.map(({ close }) => close()))
    expect(await totals(crowd)).toEqual(await totals(serial))
    const [sum] = await ask(
      crowd,
      `select count(*)::int as n, count(distinct seq)::int as seqs,
      sum(charge_nano) = (select sum(charged_nano) from meters where chain_id = $1) as same,
      sum(covered_input + covered_output) = (select sum(used) from allowance_use where chain_id = $1) as covered,
      sum(covered_input + covered_output) = (select sum(rolled + fresh) from allowance_days where chain_id = $1) as by_day from receipts where chain_id = $1`,
    )
    expect(sum).toEqual({ n: 2_000, seqs: 2_000, same: true, covered: true, by_day: true })
  })
})

describe('faults', () => {
  test('a batch whose connection died at any moment is counted once when it is sent again', async () => {
    const c = await market()
    const draw = random(5)
    for (let round = 0; round < 8; round += 1) {
      const batch = from('gw', ...Array.from({ length: 50 }, (_, n) => receipt(`${round}-${n}`)))
      const own = connect(db.url, { max: 1, applicationName: 'doomed' })
      const answer = new UsageWriter(own.db, c.chain).write(batch, NOW).catch(() => null)
      for (let wait = draw(40); wait > 0; wait -= 1) await new Promise((resolve) => setImmediate(resolve))
      await db.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'")
      await answer
      await own.close()
      const again = await c.writer.write(batch, NOW)
      expect(again.every(({ status }) => status !== 'refused')).toBe(true)
    }
    expect(await meterOf(c)).toEqual({ charged: String(8 * 50 * 4_000), credit: '0' })
    expect(await ask(c, 'select count(*)::int as n from receipts where chain_id = $1')).toEqual([{ n: 400 }])
  })

  test('a transaction that dies before its commit leaves nothing, and the same writer goes on', async () => {
    const c = await market()
    const own = connect(db.url, { max: 1, applicationName: 'victim' })
    const writer = new UsageWriter(own.db, c.chain)
    const blocker = await db.pool.connect()
    await writer.write(from('gw', receipt('first')), NOW)
    await blocker.query('begin')
    await blocker.query('select 1 from meters where chain_id = $1 for update', [c.chain])
    const stuck = writer.write(from('gw', receipt('second')), NOW)
    const failed = expect(stuck).rejects.toThrow()
    for (let killed = 0; killed === 0; ) {
      const { rowCount } = await db.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim' and wait_event_type = 'Lock'",
      )
      killed = rowCount ?? 0
    }
    await failed
    await blocker.query('rollback')
    blocker.release()
    expect(await meterOf(c)).toEqual({ charged: '4000', credit: '0' })
    expect(await writer.write(from('gw', receipt('second')), NOW)).toMatchObject([{ status: 'accepted' }])
    await own.close()
  })

  test('a full queue refuses at once, and takes more when it has emptied', async () => {
    const c = await market()
    const writer = new UsageWriter(db.db, c.chain, 2)
    const first = writer.write(from('gw', receipt('a'), receipt('b')), NOW)
    expect(() => writer.write(from('gw', receipt('c')), NOW)).toThrow(
      expect.objectContaining({ code: 'USAGE_BUSY', status: 503 }),
    )
    await first
    expect(await writer.write(from('gw', receipt('c')), NOW)).toMatchObject([{ status: 'accepted' }])
  })

  test('requests that wait together share a transaction and each get their own results', async () => {
    const c = await market()
    const writer = c.writer
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((id) => writer.write(from('gw', receipt(`${id}1`), receipt(`${id}2`)), NOW)),
    )
    expect(answers.map((results) => results.map(({ requestId }) => requestId))).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
      ['c1', 'c2'],
    ])
    expect(await ask(c, 'select count(distinct xmin::text)::int as n from receipts where chain_id = $1')).toEqual([
      { n: 1 },
    ])
  })
})
