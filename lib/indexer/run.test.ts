import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { type Traffic, trafficOn } from '../../scripts/testing/traffic'
import { findCheckpoint } from '../db/checkpoint'
import type { Connection } from '../db/connect'
import { balancesAt, blockAt, paidBefore, rollForward } from '../db/ledger'
import { sumBalances } from '../db/overview-rows'
import { accountsAt, flows } from '../db/report-rows'
import { payments } from '../db/schema'
import { rollForward as sheetThree } from '../reports/sheet/supply-roll-forward'
import { reconcileLedger } from './check'
import { ledgerHash } from './hash'
import { ensureMonths } from './months'
import { runIndexer } from './run'
import type { IndexerOptions } from './term'

let server: TestServer
let chain: LedgerChain
let traffic: Traffic

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  traffic = trafficOn(chain, 7)
  await traffic.begin()
  await traffic.everything()
  for (let i = 0; i < 15; i += 1) await traffic.round()
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

const index = ({ db }: Connection, options: Partial<IndexerOptions> = {}) =>
  runIndexer({ db, client: chain.client, deployment: chain.deployment, once: true, ...options })

let fresh = 0
/** What a ledger says that was never disturbed. */
async function undisturbed(): Promise<string> {
  fresh += 1
  const connection = await server.open(`fresh_${fresh}`)
  await index(connection)
  return (await ledgerHash(connection.db, 31_337)).hash
}
const hashOf = async ({ db }: Connection) => (await ledgerHash(db, 31_337)).hash

describe('a history in which everything happens', () => {
  let ledger: Connection
  beforeAll(async () => {
    ledger = await server.open('everything')
    await index(ledger)
  })
  const ask = async (text: string) => (await ledger.pool.query(text)).rows

  test('every bucket and every account equals the chain to the wei', async () => {
    const result = await reconcileLedger({ db: ledger.db, client: chain.client, deployment: chain.deployment })
    expect(result?.rows.filter(({ difference }) => difference !== '0')).toEqual([])
    expect(result?.difference).toBe(0n)
    expect(result?.checked).toBeGreaterThan(10)
  })

  test('and so it did at a block in the past', async () => {
    const { client, deployment } = chain
    const result = await reconcileLedger({ db: ledger.db, client, deployment, block: 90n })
    expect(result).toMatchObject({ block: 90n, difference: 0n })
  })

  test('all kinds of movement that a history can have are there', async () => {
    const kinds = (await ask('select distinct kind from movements order by 1')).map(({ kind }) => kind)
    expect(kinds).toEqual([
      'allocate',
      'burn',
      'charge',
      'claim',
      'deallocate',
      'defund',
      'deposit',
      'donation',
      'fund',
      'genesis',
      'operations_share',
      'protocol_share',
      'provider_share',
      'settlement',
      'skim',
      'transfer',
      'treasury_deposit',
      'treasury_move',
      'treasury_withdrawal',
      'withdrawal',
    ])
  })

  test('buckets plus burned are 10^27 and genesis is what was minted', async () => {
    const [row] = await ask(`
      select sum(amount) filter (where bucket <> 'genesis')::text as held,
        sum(amount) filter (where bucket = 'genesis')::text as minted,
        coalesce(sum(amount) filter (where bucket = 'unclassified'), 0)::text as unclassified from balances`)
    expect(row).toEqual({ held: `1${'0'.repeat(27)}`, minted: `-1${'0'.repeat(27)}`, unclassified: '0' })
  })

  test('emission, pools and allocated agree with their formulas at every accepted root', async () => {
    const [row] = await ask(`
      select (480000000 * 10::numeric^18 - sum(from_emission))::text as emission, bool_and(from_emission >= 0) as never_falls
      from roots where step = 'accepted'`)
    const [balance] = await ask("select amount::text from balances where bucket = 'rewards_emission'")
    expect(row).toEqual({ emission: balance?.amount, never_falls: true })
  })

  test('the daily sums of buckets add up to the balances', async () => {
    const rows = await ask(`
      select b.bucket, sum(b.amount)::text as balance,
        (select sum(inflow - outflow + internal_in - internal_out)::text from bucket_days d where d.bucket = b.bucket) as days
      from balances b group by b.bucket`)
    expect(rows.length).toBeGreaterThan(10)
    for (const { balance, days } of rows) expect(days).toBe(balance)
  })

  test('the balances that pages show, summed from days, are those of the accounts', async () => {
    const shown = await sumBalances(ledger.db, 31_337)
    const byBucket = new Map<string, bigint>()
    for (const { bucket, amount } of shown) byBucket.set(bucket, (byBucket.get(bucket) ?? 0n) + amount)
    const rows = await ask('select bucket, sum(amount)::text as amount from balances group by bucket order by bucket')
    expect(
      [...byBucket].sort(([a], [b]) => (a < b ? -1 : 1)).map(([bucket, amount]) => ({ bucket, amount: `${amount}` })),
    ).toEqual(rows)
    const ours = "('donations', 'rewards_pool', 'rewards_allocated')"
    const owned = await ask(`select bucket, owner, amount::text from balances where bucket in ${ours} order by 1, 2`)
    const shownOwned = shown.filter(({ bucket }) => owned.some((row) => row.bucket === bucket))
    expect(shownOwned.map((row) => `${row.bucket} ${row.owner} ${row.amount}`).sort()).toEqual(
      owned.map((row) => `${row.bucket} ${row.owner} ${row.amount}`),
    )
  })

  test('balances and roll-forward by daily sums are those of all movements, at any block', async () => {
    const { db } = ledger
    const last = await chain.client.getBlockNumber()
    for (let block = 0n; block <= last; block += 13n) {
      const sums = new Map<string, bigint>()
      for (const { bucket, amount } of await accountsAt(db, 31_337, block)) {
        sums.set(bucket, (sums.get(bucket) ?? 0n) + amount)
      }
      const fast = await balancesAt(db, 31_337, block)
      for (const [bucket, amount] of Object.entries(fast))
        expect([block, bucket, amount]).toEqual([block, bucket, sums.get(bucket) ?? 0n])
    }
    for (const [opening, closing] of [
      [0n, last],
      [40n, 41n],
      [25n, last - 20n],
    ] as const) {
      const sheet = sheetThree(await flows(db, { chainId: 31_337, opening, closing }), null)
      for (const row of await rollForward(db, 31_337, opening, closing)) {
        const { bucket, opening: first, inflow, outflow, internalIn, internalOut, closing: end } = row
        const same = { opening: first, in: inflow, out: outflow, internalIn, internalOut, closing: end }
        expect(sheet.find(({ account }) => account === bucket)).toMatchObject(same)
      }
    }
  })

  test('a time names the last block that moved something by then', async () => {
    const [row] = await ask(
      'select block_time, block_number::int as block from movements where block_number = 60 limit 1',
    )
    const time: Date = row?.block_time ?? new Date(0)
    expect(await blockAt(ledger.db, 31_337, time)).toBe(60n)
    expect(await blockAt(ledger.db, 31_337, new Date(time.getTime() - 1_000))).toBeLessThan(60n)
    expect(await blockAt(ledger.db, 31_337, new Date(0))).toBeNull()
  })

  test('the place of every payment in the queue is the sum of those ahead', async () => {
    let ahead = 0n
    const queue = await ledger.db.select().from(payments).orderBy(payments.blockNumber, payments.logIndex)
    expect(queue.length).toBeGreaterThan(10)
    for (const payment of queue) {
      expect(await paidBefore(ledger.db, 31_337, payment)).toBe(ahead)
      ahead += payment.amount
    }
  })

  test('the daily metrics add up to their rows', async () => {
    const [row] = await ask(`
      select (select sum(value) from days where metric in ('charged', 'settled')) = (select sum(amount) from payments) as paid,
        (select sum(value) from days where metric = 'payments') = (select count(*) from payments) as counted,
        (select sum(value) from days where metric = 'distributed') = (select sum(total) from distributions) as distributed,
        (select sum(value) from days where metric = 'burned') = (select sum(amount) from movements where to_bucket = 'burned') as burned,
        (select sum(value) from days where metric = 'loaded') = (select sum(amount) from movements where kind = 'deposit') as loaded,
        (select sum(value) from days where metric = 'emission_claimed') = (select sum(amount) from claims) as claimed`)
    expect(row).toEqual({ paid: true, counted: true, distributed: true, burned: true, loaded: true, claimed: true })
  })

  test('every payment has the price at which its dollars cost its tokens', async () => {
    const [row] = await ask(`
      select count(*)::int as n, bool_and(ceil(usd * 10::numeric^30 / price) = amount or kind = 'settled') as exact,
        min(price)::text as low, max(price)::text as high from payments`)
    expect(row).toMatchObject({ exact: true, n: expect.any(Number) })
    expect(BigInt(row?.low)).toBeGreaterThan(4n * 10n ** 16n)
    expect(BigInt(row?.high)).toBeLessThan(6n * 10n ** 16n)
  })

  test('splits, operations and tranches are followed', async () => {
    expect(await ask('select version, burn, provider from splits order by 1')).toEqual([
      { version: 1, burn: 500, provider: 6_000 },
      { version: 2, burn: 1_000, provider: 6_000 },
    ])
    const [operations] = await ask(
      `select count(*)::int as n, count(*) filter (where ended_as = 'executed')::int as executed,
        count(*) filter (where ended_as = 'cancelled')::int as cancelled from operations`,
    )
    expect(operations).toEqual({ n: 17, executed: 15, cancelled: 1 })
    expect(await ask('select id, cancelled_block is not null as cancelled from tranches order by 1')).toEqual([
      { id: 0, cancelled: false },
      { id: 1, cancelled: true },
    ])
    const [split] = await ask('select count(distinct split_version)::int as n from distributions')
    expect(split).toEqual({ n: 2 })
  })

  test('a month that is over has its boundaries, once', async () => {
    const options = { db: ledger.db, client: chain.client, deployment: chain.deployment }
    expect(await ensureMonths(options)).toEqual(['2026-03'])
    expect(await ensureMonths(options)).toEqual([])
    const [month] = await ask('select opening_block::int, closing_block::int, closing_time from months')
    const { timestamp } = await chain.client.getBlock({ blockNumber: BigInt(month?.closing_block + 1) })
    expect(month?.opening_block).toBe(0)
    expect(month?.closing_time < new Date('2026-04-01T00:00:00Z')).toBe(true)
    expect(timestamp >= 1_775_001_600n).toBe(true)
  })

  test('block by block it is the same as in one piece', async () => {
    const slow = await server.open('block_by_block')
    await index(slow, { firstBlocks: 1 })
    expect(await hashOf(slow)).toBe(await hashOf(ledger))
  })

  test('an address finds every event that names it', async () => {
    const user = '0x8626f6940e2eb28930efb4cef49b2d1f2c9c1199'
    const [row] = await ask(`
      select (select count(*)::int from events where addresses @> array['${user}']) as found,
        (select count(*)::int from events where args::text like '%${user}%') as named`)
    expect(row?.found).toBe(row?.named)
  })
})

describe('when the chain changes its mind', () => {
  test('offline: blocks were replaced and many more came', async () => {
    const ledger = await server.open('offline')
    const before = await chain.rpc('evm_snapshot')
    await traffic.round()
    await traffic.round()
    await index(ledger)
    await chain.rpc('evm_revert', [before])
    for (let i = 0; i < 6; i += 1) await traffic.round()
    await index(ledger, { firstBlocks: 3 })
    expect(await hashOf(ledger)).toBe(await undisturbed())
  })

  test('across midnight: the cut day is summed again', async () => {
    const ledger = await server.open('midnight')
    await traffic.round()
    const before = await chain.rpc('evm_snapshot')
    await chain.mine(86_400)
    await traffic.round(8)
    await index(ledger)
    await chain.rpc('evm_revert', [before])
    await chain.mine(5)
    await index(ledger)
    expect(await hashOf(ledger)).toBe(await undisturbed())
  })

  test('the local chain became shorter', async () => {
    const ledger = await server.open('shrank')
    const before = await chain.rpc('evm_snapshot')
    await traffic.round()
    await traffic.round()
    await index(ledger)
    await chain.rpc('evm_revert', [before])
    await index(ledger)
    const head = await chain.client.getBlockNumber()
    expect((await findCheckpoint(ledger.db, 31_337))?.blockNumber).toBe(head)
    expect(await hashOf(ledger)).toBe(await undisturbed())
  })

  test('while blocks come and go under a running indexer', async () => {
    const ledger = await server.open('living')
    const stopping = new AbortController()
    const running = index(ledger, { once: false, signal: stopping.signal, pollMs: 20 })
    for (let i = 0; i < 12; i += 1) {
      await traffic.round(2)
      if (i % 3 === 2) await chain.rpc('anvil_reorg', [1 + (i % 5), []])
    }
    await traffic.round()
    const head = await chain.client.getBlockNumber()
    await expect
      .poll(async () => (await findCheckpoint(ledger.db, 31_337))?.blockNumber, { timeout: 20_000 })
      .toBe(head)
    stopping.abort()
    await running
    expect(await hashOf(ledger)).toBe(await undisturbed())
  })
})

test('two indexers of one chain: one works, the other takes over', async () => {
  const ledger = await server.open('two')
  const waiting: string[] = []
  const log = { debug() {}, warn() {}, error() {}, info: ({ msg }: { msg: string }) => void waiting.push(msg) }
  const [first, second] = [new AbortController(), new AbortController()]
  const one = index(ledger, { once: false, signal: first.signal, pollMs: 20 })
  await expect.poll(async () => (await findCheckpoint(ledger.db, 31_337))?.state).toBe('live')
  const two = index(ledger, { once: false, signal: second.signal, pollMs: 20, log })
  await expect.poll(() => waiting).toContain('Another indexer is active: standing by')
  first.abort()
  await one
  await traffic.round()
  const head = await chain.client.getBlockNumber()
  await expect.poll(async () => (await findCheckpoint(ledger.db, 31_337))?.blockNumber, { timeout: 10_000 }).toBe(head)
  second.abort()
  await two
  expect(await hashOf(ledger)).toBe(await undisturbed())
})

test('connections that the database cuts in the middle lose and double nothing', async () => {
  const ledger = await server.open('cut')
  const stopping = new AbortController()
  const running = index(ledger, { once: false, signal: stopping.signal, pollMs: 20, firstBlocks: 1 })
  for (let i = 0; i < 8; i += 1) {
    const cut =
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
    await ledger.pool.query(cut).catch(() => {})
    await traffic.round(2)
  }
  const head = await chain.client.getBlockNumber()
  const at = async () => (await findCheckpoint(ledger.db, 31_337).catch(() => null))?.blockNumber
  await expect.poll(at, { timeout: 25_000 }).toBe(head)
  stopping.abort()
  await running
  expect(await hashOf(ledger)).toBe(await undisturbed())
}, 60_000)
