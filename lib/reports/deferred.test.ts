import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { allowanceDays } from '../db/metering-schema'
import { ensurePartition } from '../db/partitions'
import { events, payments, periods } from '../db/schema'
import type { Deferred } from '../domain/deferred'
import { type Month, parseMonth } from '../domain/month'
import { secondsOf } from '../domain/time'
import { readDeferred } from './deferred'

const CHAIN = 31_337
const [ALICE, BOB] = [
  '0x00000000000000000000000000000000000000a1',
  '0x00000000000000000000000000000000000000b0',
] as const
const M = 1_000_000n
let server: TestServer
let ledger: Connection
let block = 0n

const where = (at: string, logIndex: number) => ({
  ...{ chainId: CHAIN, blockNumber: block, logIndex, blockTime: new Date(at) },
  txHash: `0x${block.toString(16)}` as const,
})

/** One payment as the indexer leaves it: what was charged, then what it was for. */
async function pay(
  account: typeof ALICE | typeof BOB,
  kind: 'subscribed' | 'renewed' | 'upgraded',
  { at, plan, index, usd, allowance }: { at: string; plan: number; index: number; usd: bigint; allowance?: bigint },
) {
  block += 1n
  const charge = { kind: 'charged' as const, account, usd, amount: 1n, price: 1n, plan, periodIndex: index }
  await ledger.db.insert(payments).values({ ...where(at, 0), ...charge })
  const isNew = kind !== 'upgraded'
  const [startsAt, endsAt] = isNew ? [new Date(at), new Date(Date.parse(at) + 30 * 86_400_000)] : [null, null]
  const period = { kind, account, plan, periodIndex: index, startsAt, endsAt, paid: 1n }
  await ledger.db.insert(periods).values({ ...where(at, 1), ...period, fromPlan: isNew ? null : 1 })
  if (isNew) return
  const event = { txIndex: 0, contract: 'Subscriptions', name: 'Upgraded', args: { allowance: `${allowance}` } }
  await ledger.db.insert(events).values({ ...where(at, 1), ...event, addresses: [] })
}

async function addPlan(id: number, allowance: bigint) {
  block += 1n
  const args = {
    id,
    plan: { allowance: `${allowance}`, rolloverBps: '5000', priority: '1', concurrency: '1', rpm: '1' },
  }
  const event = { txIndex: 0, contract: 'Subscriptions', name: 'PlanAdded', args, addresses: [] }
  await ledger.db.insert(events).values({ ...where('2026-01-01T00:00:00Z', 0), ...event })
}

const used = (account: string, index: number, day: string, rolled: bigint, fresh: bigint) => ({
  ...{ chainId: CHAIN, account: account as typeof ALICE, index, day, rolled, fresh },
})

/** Only what the reading looks at; `request_id` tells rows apart. */
const receipt = (account: string, index: number, at: string, fresh: bigint) =>
  ledger.pool.query(
    `insert into receipts (chain_id, month, gateway, request_id, kind, account, provider, service, input_units, output_units, started_at,
       ended_at, received_at, period_index, from_rolled, from_fresh, covered_input, covered_output, price_at, price_input, price_output,
       price_unit, charge_nano)
     values ($1, date_trunc('month', $2::timestamptz at time zone 'UTC'), 'g', $2::text, 'usage', $3, '0x01', 'tide-pool', $5, 0, $2::timestamptz,
       $2::timestamptz, $2::timestamptz, $4, 0, $5, $5, 0, $2::timestamptz, 1, 1, 1, 0)`,
    [CHAIN, at, account, index, String(fresh)],
  )

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('deferred')
  await addPlan(1, 8n * M)
  await addPlan(2, 14n * M)
  // The policy's example: $79 for 8,000,000 tokens; 2.4, 7.2 and 1.6 million are used.
  const [first, second, third] = ['2026-07-01T12:00:00Z', '2026-07-31T12:00:10Z', '2026-08-30T12:00:20Z'] as const
  await pay(ALICE, 'subscribed', { at: first, plan: 1, index: 1, usd: 79n * M })
  await pay(ALICE, 'renewed', { at: second, plan: 1, index: 2, usd: 79n * M })
  await pay(ALICE, 'renewed', { at: third, plan: 1, index: 3, usd: 79n * M })
  // $80 for 8,000,000; after half of it was used, $60 more for 6,000,000, at noon of a day with use on both sides of it.
  await pay(BOB, 'subscribed', { at: '2026-08-01T00:00:00Z', plan: 1, index: 1, usd: 80n * M })
  await pay(BOB, 'upgraded', { at: '2026-08-11T12:00:00Z', plan: 2, index: 1, usd: 60n * M, allowance: 14n * M })
  await ensurePartition(ledger.db, 'receipts', parseMonth('2026-08') as Month)
  await receipt(BOB, 1, '2026-08-11T11:59:59Z', 1n * M)
  await receipt(BOB, 1, '2026-08-11T12:00:01Z', 1n * M)
  await ledger.db
    .insert(allowanceDays)
    .values([
      used(ALICE, 1, '2026-07-01', 0n, 400_000n),
      used(ALICE, 1, '2026-07-20', 0n, 2n * M),
      used(ALICE, 2, '2026-07-31', 4n * M, 200_000n),
      used(ALICE, 2, '2026-08-05', 0n, 3n * M),
      used(ALICE, 3, '2026-09-01', 1_600_000n, 0n),
      used(BOB, 1, '2026-08-02', 0n, 3n * M),
      used(BOB, 1, '2026-08-11', 0n, 2n * M),
    ])
})
afterAll(() => server?.stop())

const read = (cuts: readonly string[], at = block) =>
  readDeferred(
    { db: ledger.db, chainId: CHAIN, block: at, time: new Date('2026-10-05T00:00:00Z'), isPast: false },
    cuts,
  )
const day = (text: string) => secondsOf(new Date(`${text}T00:00:00Z`))
const cents = ({ used: spent, expired, fresh, rolled }: Deferred) =>
  [spent, expired, fresh, rolled].map(({ usd }) => Number(usd) / 10_000)

describe('the deferred revenue at the end of a day', () => {
  const DAYS = ['2026-07-02', '2026-07-31', '2026-08-01', '2026-08-12', '2026-09-04', '2026-10-03']

  test('is what the policy says', async () => {
    const deferred = await read(DAYS)
    expect(cents(deferred.before(day('2026-07-02')))).toEqual([395, 0, 7_505, 0])
    // The second period has begun: 39.50 were carried and used, with 200,000 of its own tokens.
    expect(cents(deferred.before(day('2026-08-01')))).toEqual([2_370 + 3_950 + 197.5, 1_580, 7_702.5, 0])
    // Bob: 4,000,000 at $10 a million before noon; $40 and $60 for 10,000,000 after it, of which one was used.
    expect(cents(deferred.before(day('2026-08-12')))).toEqual([9_480 + 5_000, 1_580, 4_740 + 9_000, 0])
    // Bob did not renew: what expires at the end is above the cap, the rest waits three days.
    expect(cents(deferred.before(day('2026-09-03')))).toEqual([11_060 + 5_000, 2_370 + 2_000, 7_900, 2_370 + 7_000])
    expect(cents(deferred.before(day('2026-10-02')))).toEqual([11_060 + 5_000, 8_690 + 9_000, 0, 3_950])
    expect(cents(deferred.before(day('2026-10-03')))).toEqual([11_060 + 5_000, 12_640 + 9_000, 0, 0])
  })

  test('does not depend on how far back it was read', async () => {
    const [long, short] = [await read(DAYS), await read(['2026-09-04', '2026-10-03'])]
    const grown = (of: typeof long) => {
      const [before, after] = [of.before(day('2026-09-04')), of.before(day('2026-10-03'))]
      return [after.used.usd - before.used.usd, after.expired.usd - before.expired.usd, after.fresh, after.rolled]
    }
    expect(grown(short)).toEqual(grown(long))
  })

  test('knows only what was paid up to the block', async () => {
    const first = await read(DAYS, 3n)
    expect(cents(first.before(day('2026-07-31')))).toEqual([2_370, 0, 5_530, 0])
    expect(first.before(day('2026-10-03')).billed.usd).toBe(79n * M)
  })
})
